/** One opinion: where it stands, who and by when, what was said, what was done, and the two boxes. */

import { Ellipsis, TriangleAlert } from "lucide-react";
import type { Ref, RefObject } from "react";
import { Link } from "wouter";
import { dueDay, isUntold, responsibleStaff } from "#shared/model/feedback.ts";
import { codeName } from "../../db/read-house.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useRecordHistory } from "../../desk-services/record-history.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Pill } from "../../ui/pill.tsx";
import { cameBy } from "../../words/contact-words.ts";
import { ratingText } from "../../words/ratings.ts";
import { WithAttachments } from "./attachments/with-attachments.tsx";
import { BothAnswers } from "./both-answers.tsx";
import type { OpinionActs } from "./opinion-acts.ts";
import { OpinionBoxes } from "./opinion-boxes.tsx";
import { dueState } from "./opinion-due.ts";
import { opinionMenu } from "./opinion-menu.ts";
import { type Inbox, type OpinionRow, useAnswersApart } from "./opinion-queries.ts";
import { OpinionTasks } from "./opinion-tasks.tsx";
import { OpinionTrack } from "./opinion-track.tsx";
import { headline, opinionHistory } from "./opinion-views.ts";
import { dayToInstant, dueText, historyText, holderOf, senderName, TONES, unownedText } from "./opinion-words.ts";
import { OrderSteps } from "./order-steps.tsx";

export interface OpinionDetailProps {
  readonly row: OpinionRow;
  readonly inbox: Pick<Inbox, "house" | "readers">;
  readonly today: string;
  readonly acts: OpinionActs;
  readonly onNewTask: () => void;
  readonly replyWanted: boolean;
  readonly replyRef: Ref<HTMLTextAreaElement>;
  readonly endRef: RefObject<(() => void) | null>;
}

export function OpinionDetail({
  row,
  inbox,
  today,
  acts,
  onNewTask,
  replyWanted,
  replyRef,
  endRef,
}: OpinionDetailProps) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const openHistory = useRecordHistory();
  return (
    <main className="detail scroll no-print" id="main">
      <header>
        <div className="row row-wrap">
          {row.type && <Pill tone={TONES[row.type]}>{t(`words.opinion.${row.type}`)}</Pill>}
          {row.topic !== undefined && <Pill>{codeName(inbox.house, "topic", row.topic, locale)}</Pill>}
          {row.priority === "high" && <Pill tone="danger">{t("words.priority.high")}</Pill>}
          {row.noReply === true && <Pill tone="line">{t("words.feedback.noReply")}</Pill>}
          <span className="mono meta">{row.registerNo}</span>
          {row.tags?.map((tag) => (
            <Pill key={tag} tone="line">
              #{tag}
            </Pill>
          ))}
          <span className="push row">
            <Button size="small" keys="A" onClick={() => acts.ask("assign")}>
              {t("opinions.assign")}
            </Button>
            <Button size="small" keys="S" onClick={() => acts.ask("status")}>
              {t("opinions.status")}
            </Button>
            <Menu
              trigger={<IconButton icon={Ellipsis} label={t("opinions.more")} kind="plain" />}
              items={opinionMenu(t, row, { acts, newTask: onNewTask, openHistory })}
            />
          </span>
        </div>
        <h1>{headline(row)}</h1>
      </header>
      <OpinionTrack row={row} house={inbox.house} />
      <Facts row={row} inbox={inbox} today={today} />
      <Said row={row} />
      {row.externalOrder !== undefined && (
        <OrderSteps row={row} house={inbox.house} onEnter={() => acts.ask({ step: "which" })} />
      )}
      <OpinionTasks opinion={row.id} house={inbox.house} today={today} onNew={onNewTask} />
      <BothAnswers opinion={row.id} house={inbox.house} />
      <History row={row} house={inbox.house} />
      <OpinionBoxes
        key={row.id}
        id={row.id}
        publicReply={row.publicReply}
        listPublicly={row.listPublicly ?? row.type === "suggestion"}
        seen={row.seen}
        facts={{
          registerNo: row.registerNo,
          received: row.receivedAt === undefined ? undefined : format.longDay(row.receivedAt),
          due: dueDay(row) === undefined ? undefined : format.longDay(dueDay(row) ?? ""),
        }}
        replyWanted={replyWanted}
        replyRef={replyRef}
        onNote={acts.addNote}
        onReply={acts.reply}
        onReplyAndClose={acts.replyAndClose}
        endRef={endRef}
      />
    </main>
  );
}

function Facts({ row, inbox, today }: Pick<OpinionDetailProps, "row" | "inbox" | "today">) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const now = useServices().clock.now();
  const name = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : inbox.house.staff.get(id);
  const due = dueState(row, today, format.day);
  const waiting = row.status === "closed" && !isUntold(row) ? undefined : responsibleStaff(row);
  const since = row.status === undefined ? undefined : (row.steps?.[row.status]?.at ?? row.receivedAt);
  const days = since === undefined ? 0 : Math.floor((now - since) / 86_400_000);
  return (
    <dl className="op-facts">
      <div>
        <dt>{t("words.feedback.reader")}</dt>
        <dd>
          {row.reader === undefined ? (
            <>
              <PersonName>{senderName(row, t)}</PersonName> {row.contact?.phone} {row.contact?.email}
            </>
          ) : (
            <Link href={`/readers/${row.reader}`}>
              <PersonName>{inbox.readers.get(row.reader) || t("words.kind.reader")}</PersonName>
            </Link>
          )}
        </dd>
      </div>
      <div>
        <dt>{t("opinions.first-and-owner")}</dt>
        <dd>
          {[name(row.firstAsked) ?? "—", holderOf(row, inbox.house, locale) || unownedText(row, today, t) || "—"].join(
            " · ",
          )}
        </dd>
      </div>
      <div>
        <dt>{t("words.feedback.due")}</dt>
        <dd>
          {due.tag === "late" || due.tag === "missed" ? (
            <span className="late-mark">
              <Icon icon={TriangleAlert} />
              {t("opinions.day-and-state", {
                day: format.shortDay(dayToInstant(due.day), now),
                state: dueText(due, t, format, now),
              })}
            </span>
          ) : due.tag === "none" ? (
            "—"
          ) : due.tag === "later" ? (
            dueText(due, t, format, now)
          ) : due.tag === "undated" ? (
            format.shortDay(dayToInstant(due.day), now)
          ) : (
            t("opinions.day-and-state", {
              day: format.shortDay(dayToInstant(due.day), now),
              state: dueText(due, t, format, now),
            })
          )}
        </dd>
      </div>
      <div>
        <dt>{t("opinions.waiting")}</dt>
        <dd>{waiting === undefined ? "—" : t("opinions.waiting-since", { name: name(waiting) ?? "—", days })}</dd>
      </div>
      {row.satisfaction !== undefined && (
        <div>
          <dt>{t("words.feedback.satisfaction")}</dt>
          <dd>{ratingText(row.satisfaction, t)}</dd>
        </div>
      )}
      {row.externalOrder !== undefined && (
        <div className="op-wide">
          <dt>{t("words.feedback.externalOrder")}</dt>
          <dd>
            {[
              row.externalOrder.system,
              row.externalOrder.number,
              row.externalOrder.due !== undefined &&
                t("opinions.order-by", { day: format.shownDay(row.externalOrder.due) }),
              row.externalOrder.due !== undefined && row.due !== undefined && t("opinions.own-due", { day: row.due }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Said({ row }: { row: OpinionRow }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  const facts = [
    row.receivedAt !== undefined && format.moment(row.receivedAt, now),
    cameBy(row, t),
    row.paperRef && t("opinions.paper", { where: row.paperRef }),
  ];
  return (
    <WithAttachments
      key={row.id}
      kind="feedback"
      id={row.id}
      head={
        <>
          <h2 id="said">{t("opinions.said")}</h2>
          <span className="meta">{facts.filter(Boolean).join(" · ")}</span>
        </>
      }
    >
      <p className="op-text">{row.text}</p>
    </WithAttachments>
  );
}

function History({ row, house }: { row: OpinionRow; house: Inbox["house"] }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  const lines = opinionHistory(row, useAnswersApart(row.id));
  const locale = useLocale();
  const holder = holderOf(row, house, locale);
  return (
    <section aria-labelledby="did">
      <div className="section-head">
        <h2 id="did">{t("opinions.history")}</h2>
        <span className="meta">{t("opinions.lines", { count: lines.length })}</span>
      </div>
      <ul className="list">
        {lines.map((line) => {
          const who = line.by === undefined ? undefined : house.staff.get(line.by);
          const text = historyText(line, holder, holderOf({ ...line, owner: line.to }, house, locale), t);
          return (
            <li key={`${line.at}-${line.step ?? ""}-${line.by ?? ""}`} className="line">
              <time className="meta nowrap" dateTime={new Date(line.at).toISOString()}>
                {format.moment(line.at, now)}
              </time>
              <span className="grow">
                {who === undefined
                  ? text
                  : t(line.step === undefined ? "opinions.who-said" : "opinions.who-did", { name: who, what: text })}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
