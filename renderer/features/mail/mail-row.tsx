/** One row of the mail: its cells in the order in which Enter goes through them. */
import { Trash2 } from "lucide-react";
import { memo } from "react";
import type { Jurisdiction } from "#shared/model/house.ts";
import { readDay } from "#shared/model/input/note-line.ts";
import {
  isBlankItem,
  type MailCell,
  type MailChannel,
  type MailItem,
  type MailKind,
  missingInItem,
} from "#shared/model/mail/mail-item.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { IconButton } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { FAST_HANDS } from "../../ui/keyboard.ts";
import { Pill } from "../../ui/pill.tsx";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import styles from "./mail.module.css";
import { mailCellPlace } from "./mail-cells.ts";
import type { MailReader } from "./mail-queries.ts";
import { HOTLINES, kindName, NO_OWNER } from "./mail-words.ts";
import { type CellChoice, PickCell } from "./pick-cell.tsx";
import { WhoCell } from "./who-cell.tsx";

export interface MailRowProps {
  readonly item: MailItem;
  /** Counted from 1. */
  readonly no: number;
  readonly found: MailReader | undefined;
  /** By the working days. */
  readonly due: string | undefined;
  readonly today: string;
  readonly place: Jurisdiction;
  readonly channels: readonly CellChoice<MailChannel>[];
  readonly kinds: readonly CellChoice<MailKind>[];
  readonly owners: readonly CellChoice[];
  /** What it lacks is shown: somebody has tried to register. */
  readonly isChecked: boolean;
  readonly set: (id: string, change: Partial<MailItem>) => void;
  readonly onNext: (id: string, cell: MailCell) => void;
  readonly onReader: (id: string, reader: MailReader) => void;
  readonly onRemove: (item: MailItem) => void;
}

/** Takes the row in hand away; `Del` alone empties a cell, and with Ctrl a word. */
export const REMOVE_KEY = "Alt+Del";

/** As fields take them. */
const LONGEST_LINE = 200;
const LONGEST_TEXT = 20_000;

const TONES = {
  complaint: "danger",
  suggestion: "info",
  praise: "ok",
  question: "neutral",
  "personal-information": "warn",
  enquiry: "neutral",
  "call-back": "accent",
} as const satisfies Readonly<Record<MailKind, string>>;

export const MailRow = memo(function MailRow({
  item,
  no,
  found,
  due,
  today,
  place,
  channels,
  kinds,
  owners,
  isChecked,
  set,
  onNext,
  onReader,
  onRemove,
}: MailRowProps) {
  const t = useT();
  const format = useFormat();
  const isDayRead = (typed: string): boolean => readDay(typed.normalize("NFKC").trim(), today) !== null;
  const missing = isChecked && !isBlankItem(item) ? missingInItem(item, isDayRead) : null;
  const at = (cell: MailCell) => ({
    "data-cell": mailCellPlace(item.id, cell),
    "aria-invalid": missing === cell || undefined,
  });
  const next = (cell: MailCell) => () => onNext(item.id, cell);
  const name = (words: string): string => t("mail.cell", { no, name: words });
  /** The order's day counts before ours. */
  const counted = (item.channel === "order" && readDay(item.orderDue.normalize("NFKC").trim(), today)) || due;
  const unread = (day: string): boolean => day.trim() !== "" && !isDayRead(day);
  /** The day as it was understood, shown once the cell is left. */
  const asRead = (day: string) =>
    day.trim() !== "" && (
      <small className={classNames(styles.under, unread(day) && styles.unread)}>
        {unread(day) ? t("batch.day-unread") : format.shownDay(readDay(day.normalize("NFKC").trim(), today) ?? day)}
      </small>
    );
  return (
    <tr className={styles.row}>
      <th scope="row">{no}</th>
      <td>
        <PickCell
          place={mailCellPlace(item.id, "channel")}
          label={name(t("words.feedback.channel"))}
          value={item.channel}
          choices={channels}
          isMissing={missing === "channel"}
          onPick={(channel) =>
            set(item.id, { channel, ...(channel === "order" && item.system === "" && { system: HOTLINES[place] }) })
          }
          onNext={next("channel")}
        />
        {item.channel === "order" && (
          <div className={styles.order}>
            <TextInput
              {...at("system")}
              maxLength={LONGEST_LINE}
              aria-label={name(t("words.order-system"))}
              placeholder={t("words.order-system")}
              value={item.system}
              onChange={(event) => set(item.id, { system: event.target.value })}
              onEnter={next("system")}
            />
            <TextInput
              {...at("number")}
              {...FAST_HANDS}
              className={styles.number ?? ""}
              maxLength={LONGEST_LINE}
              aria-label={name(t("words.order-number"))}
              placeholder={t("words.order-number")}
              value={item.number}
              onChange={(event) => set(item.id, { number: event.target.value })}
              onEnter={next("number")}
            />
            <TextInput
              {...at("orderDue")}
              {...FAST_HANDS}
              aria-invalid={unread(item.orderDue) || undefined}
              aria-label={name(t("words.order-due"))}
              placeholder={t("words.order-due")}
              value={item.orderDue}
              onChange={(event) => set(item.id, { orderDue: event.target.value })}
              onEnter={next("orderDue")}
            />
            {asRead(item.orderDue)}
          </div>
        )}
      </td>
      <td>
        <WhoCell
          place={mailCellPlace(item.id, "who")}
          label={name(t("mail.who"))}
          found={found}
          typed={item.who}
          isMissing={missing === "who"}
          onType={(who) => set(item.id, { who, reader: null })}
          onReader={(reader) => onReader(item.id, reader)}
          onNext={next("who")}
        />
      </td>
      <td>
        <PickCell
          place={mailCellPlace(item.id, "kind")}
          label={name(t("words.feedback.type"))}
          value={item.kind}
          choices={kinds}
          drawn={item.kind !== null && <Pill tone={TONES[item.kind]}>{kindName(item.kind, t)}</Pill>}
          isMissing={missing === "kind"}
          onPick={(kind) => set(item.id, { kind })}
          onNext={next("kind")}
        />
      </td>
      <td>
        <TextInput
          {...at("title")}
          maxLength={LONGEST_LINE}
          className={styles.text ?? ""}
          aria-label={name(t("words.feedback.title"))}
          value={item.title}
          onChange={(event) => set(item.id, { title: event.target.value })}
          onEnter={next("title")}
        />
        {item.source !== "" && <small className={classNames(styles.under, "clip")}>{item.source}</small>}
      </td>
      <td>
        <TextArea
          {...at("text")}
          maxLength={LONGEST_TEXT}
          className={styles.words ?? ""}
          rows={1}
          aria-label={name(t("words.feedback.text"))}
          value={item.text}
          onChange={(event) => set(item.id, { text: event.target.value })}
          onEnter={next("text")}
        />
      </td>
      <td>
        <TextInput
          {...at("due")}
          {...FAST_HANDS}
          aria-invalid={unread(item.due) || undefined}
          className={styles.text ?? ""}
          aria-label={name(t("words.feedback.due"))}
          placeholder={counted === undefined ? "—" : format.shownDay(counted)}
          value={item.due}
          onChange={(event) => set(item.id, { due: event.target.value })}
          onEnter={next("due")}
        />
        {asRead(item.due)}
      </td>
      <td>
        <PickCell
          place={mailCellPlace(item.id, "owner")}
          label={name(t("words.feedback.owner"))}
          value={isBlankItem(item) ? null : item.owner}
          choices={owners}
          isMissing={false}
          onPick={(owner) => set(item.id, { owner: owner ?? NO_OWNER })}
          onNext={next("owner")}
        />
      </td>
      <td>
        {!isBlankItem(item) && (
          <IconButton
            icon={Trash2}
            label={name(t("mail.remove"))}
            keys={REMOVE_KEY}
            tabIndex={-1}
            onClick={() => onRemove(item)}
          />
        )}
      </td>
    </tr>
  );
});
