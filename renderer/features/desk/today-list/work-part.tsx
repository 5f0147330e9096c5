/** Other open work of mine: late promises, due tasks, answers to write. Answers have no box: they are written. */
import { ClipboardList, Handshake, type LucideIcon, MessageSquareText } from "lucide-react";
import { Link } from "wouter";
import type { WorkKind } from "#shared/analysis/lists/first-things.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { isOpen, responsibleStaff } from "#shared/model/feedback.ts";
import type { DueWork } from "../../../db/lists/today-work.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useNamesInFull } from "../../../desk-services/use-reader-names.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { taskHolder, taskText } from "../../../words/things-named.ts";
import { useDeskDeps } from "../desk-context.ts";
import { useShownText } from "../today/shown-names.ts";
import { DueMark } from "../today/todo-list.tsx";
import type { RowProps } from "./row-props.ts";
import { StandingMark } from "./standing-mark.tsx";
import styles from "./today.module.css";
import { RowTitle, TodayRow, tabIndexOf } from "./today-row.tsx";

const KINDS: Readonly<Record<WorkKind, readonly [LucideIcon, MessageId]>> = {
  promise: [Handshake, "words.kind.promise"],
  task: [ClipboardList, "words.kind.task"],
  opinion: [MessageSquareText, "words.kind.feedback"],
};

const ARROW = " → ";

interface WorkPartProps {
  readonly rows: readonly DueWork[];
  /** Of all of it, the one thing aside. */
  readonly total: number;
  /** Behind the door to all tasks. */
  readonly tasks: number;
  readonly propsOf: (item: DueWork, index: number) => RowProps;
}

export function WorkPart({ rows, total, tasks, propsOf }: WorkPartProps) {
  const t = useT();
  const { staff } = useDeviceSettings();
  return (
    <section aria-labelledby="work-h">
      <div className={`${styles.part} ${styles.work}`}>
        <h2 id="work-h">
          {t("today.work")} <span className="count">{total}</span>
          {total > rows.length && (
            <Link className="meta" href={`/tasks?view=${viewOf(staff)}`}>
              {t("today.all-tasks", { count: tasks })}
            </Link>
          )}
        </h2>
        <span>{t("today.who-waits")}</span>
        <span className={styles.end}>{t("words.task.due")}</span>
      </div>
      <ul>
        {rows.map((item, index) => (
          <WorkRow key={item.id} item={item} row={propsOf(item, index)} />
        ))}
      </ul>
    </section>
  );
}

const viewOf = (staff: DeviceSettings["staff"]): "mine" | "all" => (staff === undefined ? "all" : "mine");

function WorkRow({ item, row }: { readonly item: DueWork; readonly row: RowProps }) {
  const t = useT();
  const text = useWorkText(item);
  const [icon, kind] = KINDS[item.kind];
  const tabIndex = tabIndexOf(row);
  return (
    <TodayRow id={item.id} row={row} className={`${styles.row} ${styles.work}`}>
      <DoneBox item={item} row={row} text={text} />
      <span className={styles.kind} title={t(kind)}>
        <Icon icon={icon} />
        <span className="vh">{t(kind)}</span>
      </span>
      <RowTitle row={row} className={`${styles.title} clip`} title={text}>
        {text}
      </RowTitle>
      <span className="clip">
        <WhoWaits item={item} tabIndex={tabIndex} />
      </span>
      <span className={styles.end}>
        <DueCell item={item} row={row} />
      </span>
    </TodayRow>
  );
}

/** In words, without a name where a queue reads it. */
export function useWorkText(item: DueWork): string {
  const t = useT();
  return useShownText(
    item.kind === "opinion" ? answerText(item.row, t) : taskText(item.row, t),
    item.reader ?? item.stranger,
  );
}

function answerText(row: Extract<DueWork, { kind: "opinion" }>["row"], t: Translate): string {
  const title = titleOf(row);
  if (!isOpen(row)) return t("today.tell", { title });
  return row.type === undefined
    ? t("desk.answer-opinion", { title })
    : t("today.answer", { type: t(`words.opinion.${row.type}`), title });
}

const titleOf = ({ title, text }: { readonly title?: string; readonly text?: string }): string => title ?? text ?? "";

interface PartOfRowProps {
  readonly item: DueWork;
  readonly row: RowProps;
}

export function DoneBox({ item, row, text }: PartOfRowProps & { readonly text: string }) {
  const t = useT();
  if (item.kind === "opinion") return <span />;
  const isDone = row.standing?.tag === "done";
  return (
    <input
      type="checkbox"
      className="check"
      aria-label={t("today.finish", { text })}
      checked={isDone}
      tabIndex={tabIndexOf(row)}
      onChange={() => row.onAct("finish")}
    />
  );
}

/** How it stands, else by when. */
export function DueCell({ item, row }: PartOfRowProps) {
  const t = useT();
  if (row.standing !== null && row.standing.tag !== "open") return <StandingMark standing={row.standing} />;
  if (item.due !== undefined) return <DueMark due={item.due} today={row.today} />;
  return item.kind === "promise" ? <span className="meta">{t("words.task.no-due")}</span> : null;
}

/** Who promised → who waits; the name is a door. */
export function WhoWaits({ item, tabIndex }: { readonly item: DueWork; readonly tabIndex: 0 | -1 }) {
  const t = useT();
  const house = useHouse();
  const { staff } = useDeviceSettings();
  const { ways } = useDeskDeps();
  const inFull = useNamesInFull();
  const { reader, stranger } = item;
  const answers = item.kind === "opinion" ? responsibleStaff(item.row) : item.row.assignee;
  const by =
    answers !== undefined && answers === staff
      ? t("today.me")
      : item.kind === "opinion"
        ? house.staff.get(answers ?? "")
        : taskHolder(item.row, house, t);
  return (
    <>
      {by === undefined ? t("today.nobody") : <PersonName>{by}</PersonName>}
      {(reader !== undefined || stranger !== undefined || item.kind === "opinion") && (
        <>
          <span className={styles.arrow}>{ARROW}</span>
          {reader === undefined ? (
            <PersonName>{(stranger && (inFull ? stranger.name : stranger.who)) || t("words.no-card")}</PersonName>
          ) : (
            <button
              type="button"
              className={styles.door}
              tabIndex={tabIndex}
              onClick={() => ways().toReader(reader.id)}
            >
              <PersonName>{inFull ? reader.name : reader.who}</PersonName>
            </button>
          )}
        </>
      )}
      {item.row.noReply === true && <span className="meta"> · {t("words.task.noReply")}</span>}
    </>
  );
}
