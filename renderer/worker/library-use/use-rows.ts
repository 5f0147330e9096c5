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

/** A reader's part in a service record. */
export interface ContactPart {
  readonly row: Row<"interaction">;
  readonly reader: string;
  readonly day: number;
  readonly count: number;
  readonly minutes: number;
}

/**
 * A record in which others took part is one contact of each of them, for use, last contact and rhythm alike. Its count
 * of enquiries and its minutes were given once, and stay with whom it was logged for.
 */
export function* partsOfContacts(
  rows: readonly Row<"interaction">[],
  participants: ReadonlyMap<string, readonly string[]>,
  readerOf: ReaderOf,
): Generator<ContactPart> {
  for (const row of rows) {
    const { id, reader, at, count = 1, minutes = 0, gone } = row;
    if (at === undefined || gone === 1) continue;
    const first = reader === undefined ? undefined : readerOf(reader);
    const others = new Set((participants.get(id) ?? []).map(readerOf));
    // two records of one person, merged since
    if (first !== undefined) others.delete(first);
    const day = dayToNumber(localDay(at));
    if (first !== undefined) yield { row, reader: first, day, count, minutes };
    for (const other of others) yield { row, reader: other, day, count: 1, minutes: 0 };
  }
}

export function* usesOfOpinions(rows: readonly Row<"feedback">[], readerOf: ReaderOf): Generator<UseRow> {
  for (const { reader, receivedAt, gone } of rows) {
    if (reader === undefined || receivedAt === undefined || gone === 1) continue;
    yield { reader: readerOf(reader), day: dayToNumber(localDay(receivedAt)), kind: "opinion", amount: 1 };
  }
}
