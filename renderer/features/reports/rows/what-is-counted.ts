/** What each row behind a figure is, in words: of a contact its purpose and time, of an opinion what it is about, of a promise what was said. */
import { isPurpose } from "#shared/model/purpose.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { codeName } from "../../../db/read-house.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { FigureRow } from "../../../platform/worker/reports-api.ts";
import { resultText, wayText } from "../../../words/contact-words.ts";
import { monthText, taskText } from "../../../words/things-named.ts";

/** A row with its record, where it is one that says something of itself. */
export interface CountedRow extends FigureRow {
  readonly name: string | undefined;
  readonly contact?: Pick<Row<"interaction">, "at" | "purpose" | "channel" | "direction" | "outcome"> | undefined;
  readonly opinion?: Pick<Row<"feedback">, "type" | "topic" | "registerNo"> | undefined;
  readonly promise?: Pick<Row<"task">, "text" | "origin"> | undefined;
}

export async function withRecords(db: DeskDb, rows: readonly FigureRow[]): Promise<readonly CountedRow[]> {
  const idsOf = (kind: FigureRow["kind"]): string[] => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const byId = <R extends { readonly id: string }>(found: readonly (R | undefined)[]): ReadonlyMap<string, R> =>
    new Map(found.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
  const [readers, contacts, opinions, promises] = await Promise.all([
    db.reader.bulkGet(rows.map(({ reader }) => reader ?? "")),
    db.interaction.bulkGet(idsOf("interaction")).then(byId),
    db.feedback.bulkGet(idsOf("feedback")).then(byId),
    db.task.bulkGet(idsOf("task")).then(byId),
  ]);
  return rows.map((row, index) => ({
    ...row,
    name: readers[index]?.name,
    ...(row.kind === "interaction" && { contact: contacts.get(row.id) }),
    ...(row.kind === "feedback" && { opinion: opinions.get(row.id) }),
    ...(row.kind === "task" && { promise: promises.get(row.id) }),
  }));
}

export interface CountedWords {
  readonly what: (row: CountedRow) => string;
  /** With the time of a contact. */
  readonly when: (row: CountedRow) => string;
}

/** When a number was typed in, is all of a month. */
const A_MONTH = "YYYY-MM";

export function useCountedWords(): CountedWords {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const house = useHouse();
  const joined = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== "").join(" · ");
  const purposeOf = (code: string): string =>
    isPurpose(code) ? t(`desk.purpose.${code}`) : codeName(house, "purpose", code, locale);
  return {
    what: ({ contact, opinion, promise }) => {
      if (contact !== undefined) {
        const { purpose, channel, direction } = contact;
        return joined(purpose && purposeOf(purpose), channel && wayText(channel, direction, t), resultText(contact, t));
      }
      if (opinion !== undefined) {
        const { type, topic, registerNo } = opinion;
        return joined(type && t(`words.opinion.${type}`), topic && codeName(house, "topic", topic, locale), registerNo);
      }
      return promise === undefined ? "" : taskText(promise, t);
    },
    when: ({ on, contact }) => {
      if (on === undefined) return "–";
      if (on.length === A_MONTH.length) return monthText(on, t);
      const day = format.shownDay(on);
      return contact?.at === undefined ? day : `${day} ${format.time(contact.at)}`;
    },
  };
}
