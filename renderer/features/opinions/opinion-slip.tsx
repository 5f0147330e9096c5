/** The paper of one opinion: only printed, never shown on screen. */

import type { ReactNode } from "react";
import { dueDay } from "#shared/model/feedback.ts";
import { FootLine, PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { usePrintFoot } from "../../desk-services/paper/use-print-foot.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { cameBy } from "../../words/contact-words.ts";
import type { Inbox, OpinionRow } from "./opinion-queries.ts";
import { headline, opinionHistory } from "./opinion-views.ts";
import { historyText, holderOf, senderName } from "./opinion-words.ts";

export function OpinionSlip({ row, inbox: { house, readers } }: { row: OpinionRow; inbox: Inbox }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const holder = holderOf(row, house, locale);
  const due = dueDay(row);
  const reader = row.reader === undefined ? senderName(row, t) : (readers.get(row.reader) ?? "");
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t("words.feedback.registerNo"), row.registerNo],
    [t("words.feedback.type"), row.type && t(`words.opinion.${row.type}`)],
    [t("words.feedback.reader"), <PersonName key="reader">{reader}</PersonName>],
    [t("words.feedback.channel"), cameBy(row, t)],
    [
      t("words.feedback.receivedAt"),
      row.receivedAt === undefined ? undefined : `${format.shownDay(row.receivedAt)} ${format.time(row.receivedAt)}`,
    ],
    [t("words.feedback.owner"), row.owner && house.staff.get(row.owner)],
    [t("words.feedback.due"), due === undefined ? undefined : format.shownDay(due)],
    ...(row.externalOrder === undefined
      ? []
      : [[t("words.feedback.externalOrder"), `${row.externalOrder.system} ${row.externalOrder.number}`] as const]),
    ...(row.paperRef === undefined ? [] : [[t("words.feedback.paperRef"), row.paperRef] as const]),
    [t("words.feedback.status"), row.status && t(`words.status.${row.status}`)],
  ];
  return (
    <article className="print-only slip">
      <PaperHead scope={(row.branch === undefined ? undefined : house.branches.get(row.branch)) ?? ""} />
      <h1>{headline(row)}</h1>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? "—"}</dd>
          </div>
        ))}
      </dl>
      <h2>{t("opinions.said")}</h2>
      <p>{row.text}</p>
      <h2>{t("opinions.history")}</h2>
      <ul>
        {opinionHistory(row).map((line) => (
          <li key={`${line.at}-${line.step ?? ""}`}>
            {format.shownDay(line.at)} {format.time(line.at)} {line.by && house.staff.get(line.by)}{" "}
            {historyText(line, holder, holderOf({ ...line, owner: line.to }, house, locale), t)}
          </li>
        ))}
      </ul>
      {row.publicReply !== undefined && (
        <>
          <h2>{t("opinions.reply")}</h2>
          <p>{row.publicReply}</p>
        </>
      )}
      <footer className="paper-foot">
        <FootLine text={usePrintFoot()} />
      </footer>
    </article>
  );
}
