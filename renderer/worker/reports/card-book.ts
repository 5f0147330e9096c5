/**
 * Of every reader, what the report asks of the card: since when, until when, in which branch. Merged records count as
 * one.
 */
import { dayToNumber } from "#shared/kernel/day.ts";
import { isOver } from "#shared/model/last-day.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { metOn } from "../library-use/reader-facts.ts";

export interface CardFacts {
  readonly branch: string | undefined;
  readonly hasCard: boolean;
  /** Days since 1970-01-01; without an end it has none. */
  readonly from: number | undefined;
  /** The day on which the record was made, where its id says so: without a day of issue the card is no older. */
  readonly metOn: number | undefined;
  readonly expires: number | undefined;
  readonly left: number | undefined;
  /** The record that it was merged into. */
  readonly as: string | undefined;
}

export type CardBook = ReadonlyMap<string, CardFacts>;

const CHUNK = 5000;

export async function readCards(db: DeskDb, onRead: (rows: number) => void): Promise<Map<string, CardFacts>> {
  const book = new Map<string, CardFacts>();
  for (let after = ""; ; ) {
    const rows = await db.reader.where("id").above(after).limit(CHUNK).toArray();
    const last = rows.at(-1);
    if (last === undefined) return book;
    after = last.id;
    for (const row of rows) if (row.gone !== 1) book.set(row.id, factsOf(row));
    onRead(rows.length);
  }
}

export async function rereadCards(db: DeskDb, book: Map<string, CardFacts>, ids: ReadonlySet<string>): Promise<void> {
  const rows = await db.reader.bulkGet([...ids]);
  for (const [index, id] of [...ids].entries()) {
    const row = rows[index];
    if (row === undefined || row.gone === 1) book.delete(id);
    else book.set(id, factsOf(row));
  }
}

/** Whether it could be used on the day. */
export const isValidOn = ({ hasCard, from, metOn, expires, left, as }: CardFacts, day: number): boolean =>
  hasCard &&
  as === undefined &&
  (from ?? metOn ?? day) <= day &&
  !isOver(expires, day) &&
  (left === undefined || left > day);

export const isMadeIn = ({ hasCard, from, as }: CardFacts, first: number, last: number): boolean =>
  hasCard && as === undefined && from !== undefined && from >= first && from <= last;

const numberOf = (day: string | undefined): number | undefined => (day === undefined ? undefined : dayToNumber(day));

const factsOf = ({ id, branch, card, enrolledOn, expiresOn, leaving, as }: Row<"reader">): CardFacts => ({
  branch,
  hasCard: card !== undefined && card !== "",
  from: numberOf(enrolledOn),
  metOn: metOn(id),
  expires: numberOf(expiresOn),
  left: numberOf(leaving?.on),
  as,
});
