/** What the tables say of one reader's use: activities, service records that the reader began, opinions. */

import type { UseRow } from "#shared/analysis/uses.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import type { Row } from "../../db/database.ts";

/** The day of an instant by this computer's clock. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export type ReaderOf = (id: string) => string;

export function* usesOfActivities(rows: readonly Row<"activity">[], readerOf: ReaderOf): Generator<UseRow> {
  for (const { reader, on, kind, quantity = 1, gone } of rows) {
    if (reader === undefined || on === undefined || kind === undefined || gone === 1) continue;
    yield { reader: readerOf(reader), day: dayToNumber(on), kind, amount: quantity };
  }
}

/** Making the card is not yet using the library. */
const CARD = "card";

/** Attempts by colleagues are no use by the reader; what was said with an opinion counts as the opinion. */
export function* usesOfContacts(rows: readonly Row<"interaction">[], readerOf: ReaderOf): Generator<UseRow> {
  for (const { reader, at, direction, purpose, feedback, count = 1, gone } of rows) {
    if (
      reader === undefined ||
      at === undefined ||
      direction === "out" ||
      purpose === CARD ||
      feedback !== undefined ||
      gone === 1
    )
      continue;
    yield { reader: readerOf(reader), day: dayToNumber(localDay(at)), kind: "contact", amount: count };
  }
}

export function* usesOfOpinions(rows: readonly Row<"feedback">[], readerOf: ReaderOf): Generator<UseRow> {
  for (const { reader, receivedAt, gone } of rows) {
    if (reader === undefined || receivedAt === undefined || gone === 1) continue;
    yield { reader: readerOf(reader), day: dayToNumber(localDay(receivedAt)), kind: "opinion", amount: 1 };
  }
}
