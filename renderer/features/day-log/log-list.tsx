/** The records that the filter leaves, latest first, by the hour with its sums; one may be open as a form. */
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { hourOf } from "../../desk-services/day/use-day-rows.ts";
import { signature, useColleagues } from "../../desk-services/known-colleagues.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useTogether } from "../../desk-services/use-together.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { iconOfChannel } from "../../ui/channel-icon.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ListPlace } from "../../ui/list-keys.ts";
import { type GridColumn, VirtualGrid } from "../../ui/virtual-grid.tsx";
import { resultText, wayText } from "../../words/contact-words.ts";
import styles from "./day-log.module.css";
import type { LogWords } from "./log-words.ts";
import type { LoggedRecord } from "./use-log-day.ts";

const WIDTHS = {
  time: "3.2em",
  channel: "1.3em",
  purpose: "minmax(7.6em, .9fr)",
  reader: "minmax(6em, .9fr)",
  text: "minmax(12em, 5fr)",
  minutes: "3.5em",
  branch: "minmax(4em, .7fr)",
  who: "2em",
} as const;
type Column = keyof typeof WIDTHS;

export interface LogListProps {
  readonly rows: readonly LoggedRecord[];
  /** Records and minutes of each hour. */
  readonly hours: ReadonlyMap<string, { readonly records: number; readonly minutes: number }>;
  readonly words: LogWords;
  readonly whoOf: (record: LoggedRecord) => ReactNode;
  readonly aboutOf: (record: LoggedRecord, words: string | undefined) => string;
  readonly active: ListPlace;
  readonly onActive: (place: ListPlace) => void;
  readonly onOpen: (row: number) => void;
  readonly singleKeys: boolean;
  readonly form: { readonly row: number; readonly content: ReactNode } | null;
}

export function LogList({
  rows,
  hours,
  words,
  whoOf,
  aboutOf,
  active,
  onActive,
  onOpen,
  singleKeys,
  form,
}: LogListProps) {
  const t = useT();
  const format = useFormat();
  const colleagues = useColleagues();
  const together = useTogether(useMemo(() => rows.map(({ id }) => id), [rows]));
  const heads: Readonly<Record<Column, ReactNode>> = {
    time: t("day-log.time"),
    channel: <span className="vh">{t("day-log.group-channel")}</span>,
    purpose: t("day-log.group-purpose"),
    reader: t("day-log.group-who"),
    text: t("day-log.text"),
    minutes: t("words.interaction.minutes"),
    branch: t("day-log.group-branch"),
    who: t("day-log.who"),
  };
  const columns = (Object.keys(WIDTHS) as readonly Column[]).map(
    (id): GridColumn => ({
      // the keys of the table above
      id,
      header: heads[id],
      width: WIDTHS[id],
      ...(id === "minutes" && { numeric: true }),
    }),
  );
  const headings = new Map<number, ReactNode>();
  for (const [row, record] of rows.entries()) {
    const hour = String(hourOf(record.at ?? 0));
    const above = rows[row - 1];
    if (above !== undefined && String(hourOf(above.at ?? 0)) === hour) continue;
    const { records = 0, minutes = 0 } = hours.get(hour) ?? {};
    headings.set(
      row,
      <>
        <b>{words.nameOf("hour", hour)}</b> {t("day-log.hour-sum", { count: records, minutes })}
      </>,
    );
  }
  const wayOf = ({ channel, direction }: LoggedRecord): string =>
    channel === undefined ? words.nameOf("channel", "") : wayText(channel, direction, t);
  const cellOf = (record: LoggedRecord, column: Column): ReactNode => {
    switch (column) {
      case "time":
        return <time className="meta">{format.time(record.at ?? 0)}</time>;
      case "channel":
        return <ChannelMark channel={record.channel ?? ""} name={wayOf(record)} />;
      case "purpose":
        return (
          <b>
            {words.nameOf("purpose", record.purpose ?? "other")}
            {(record.count ?? 1) > 1 && ` ×${format.number(record.count ?? 1)}`}
          </b>
        );
      case "reader":
        return record.reader === undefined ? (
          <span className={styles.anonymous}>{whoOf(record)}</span>
        ) : (
          <Link href={`/readers/${record.reader}`} tabIndex={-1}>
            {whoOf(record)}
          </Link>
        );
      case "text": {
        const others = together(record.id);
        const said = [
          aboutOf(record, record.question),
          record.answer === undefined ? "" : t("day-log.answered", { answer: aboutOf(record, record.answer) }),
          (record.direction === "out" && resultText(record, t)) || "",
        ]
          .filter((part) => part !== "")
          .join(" ");
        return others === undefined ? (
          said
        ) : (
          <>
            <span className="meta">{others}</span> {said}
          </>
        );
      }
      case "minutes":
        return record.minutes === undefined ? "" : format.number(record.minutes);
      case "branch":
        return record.branch === undefined ? "" : <span className="meta">{words.nameOf("branch", record.branch)}</span>;
      case "who": {
        const colleague = colleagues.get(record.staff ?? "");
        return (
          <span className="meta" title={colleague?.name}>
            <PersonName>{signature(colleague)}</PersonName>
          </span>
        );
      }
    }
  };
  return (
    <VirtualGrid
      label={t("day-log.list")}
      className={styles.list ?? ""}
      columns={columns}
      rowCount={rows.length}
      rowKey={(row) => rows[row]?.id ?? String(row)}
      active={active}
      onActive={onActive}
      onOpen={onOpen}
      singleKeys={singleKeys}
      headings={headings}
      form={form}
      renderCell={(row, column) => {
        const record = rows[row];
        return record === undefined ? null : cellOf(record, column.id as Column); // made from the table above
      }}
    />
  );
}

/** How somebody came, as a sign with its word. */
const ChannelMark = ({ channel, name }: { channel: string; name: string }) => (
  <span title={name}>
    <Icon icon={iconOfChannel(channel)} />
    <span className="vh">{name}</span>
  </span>
);
