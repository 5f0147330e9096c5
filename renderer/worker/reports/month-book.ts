/** The months as they were recorded, each read once and again when something of it was written. */

import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { answeredAt, createMonthTally, type MonthTally } from "#shared/reports/month-counts.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { localDay } from "../library-use/use-rows.ts";
import { NotWanted } from "../library-use/while-wanted.ts";
import { type CardBook, type CardFacts, readCards, rereadCards } from "./card-book.ts";
import { createWritten } from "./written.ts";

export interface MonthBook {
  readonly cards: CardBook;
  readonly opinions: readonly Row<"feedback">[];
  readonly month: (month: string) => MonthTally;
  /** Of its service records alone, also of the other months of the years that were asked for. */
  readonly contacts: (month: string) => MonthTally;
}

/**
 * Answers with the months that are asked for, as they stand now. @param contacts months of which the service records
 * are enough @param onProgress may throw where nobody waits for them any more
 */
type MonthBooks = (
  months: Iterable<string>,
  contacts: Iterable<string>,
  onProgress: (done: number, total: number) => void,
) => Promise<MonthBook>;

const DAY_MS = 86_400_000;

/** When a month begins where the desk stands. */
export const monthStart = (month: string): number => new Date(`${firstOf(month)}T00:00`).getTime();
export const endOf = (month: string): number => monthStart(monthBack(month, -1));

export const isLive = ({ gone }: { readonly gone?: 1 }): boolean => gone !== 1;

export function createMonthBooks(db: DeskDb): MonthBooks {
  const written = createWritten(db);
  const tallies = new Map<string, MonthTally>();
  const contactTallies = new Map<string, MonthTally>();
  let cards: Map<string, CardFacts> | null = null;
  let opinions: readonly Row<"feedback">[] | null = null;
  const inTurn = oneAtATime();

  const read = async (
    months: readonly string[],
    contacts: readonly string[],
    onProgress: (done: number, total: number) => void,
  ): Promise<MonthBook> => {
    const since = await written();
    if (since.hasOpinions) opinions = null;
    if (since.readers === null) cards = null;
    for (const kept of [tallies, contactTallies]) {
      if (since.months === null) kept.clear();
      for (const month of since.months ?? []) kept.delete(month);
    }
    const missing = months.filter((month) => !tallies.has(month));
    const readers = cards === null ? await db.reader.count() : 0;
    // a month is about as long to read as the readers of a small library
    const [total, step] = [readers + missing.length * 1000, { done: 0 }];
    const progress = (done: number): void => {
      step.done += done;
      onProgress(step.done, total);
    };
    if (cards === null) cards = await readCards(db, progress);
    else if (since.readers !== null) await rereadCards(db, cards, since.readers);
    opinions ??= (await db.feedback.toArray()).filter(isLive);
    for (const month of missing) {
      tallies.set(month, await readMonth(db, month, cards));
      progress(1000);
    }
    for (const month of contacts) {
      if (tallies.has(month) || contactTallies.has(month)) continue;
      contactTallies.set(month, await readContacts(db, month, createMonthTally()));
      progress(0);
    }
    const answers = answersByMonth(opinions);
    const withAnswers = new Map(
      months.map((month) => [
        month,
        addAnswers(tallies.get(month) ?? createMonthTally(), answers.get(month) ?? createMonthTally()),
      ]),
    );
    return {
      cards,
      opinions,
      month: (month) => withAnswers.get(month) ?? createMonthTally(),
      contacts: (month) => tallies.get(month) ?? contactTallies.get(month) ?? createMonthTally(),
    };
  };
  return (months, contacts, onProgress) => {
    const [asked, ofContacts] = [[...new Set(months)], [...new Set(contacts)]];
    return inTurn(async () => {
      try {
        return await read(asked, ofContacts, onProgress);
      } catch (error) {
        // what was written is told once: whoever asks next reads everything again; months that were read stay where it
        // was only stopped
        if (!(error instanceof NotWanted)) {
          [cards, opinions] = [null, null];
          tallies.clear();
          contactTallies.clear();
        }
        throw error;
      }
    });
  };
}

export async function contactsIn(db: DeskDb, from: number, to: number): Promise<readonly Row<"interaction">[]> {
  return (await db.interaction.where("at").between(from, to, true, false).toArray()).filter(isLive);
}

export async function usesIn(db: DeskDb, from: string, to: string): Promise<readonly Row<"activity">[]> {
  return (await db.activity.where("on").between(from, to, true, true).toArray()).filter(isLive);
}

/** Where a use was, or else where the reader belongs. */
export const placeOfUse = ({ branch, reader }: Row<"activity">, cards: CardBook): string | undefined =>
  branch ?? (reader === undefined ? undefined : cards.get(reader)?.branch);

async function readMonth(db: DeskDb, month: string, cards: CardBook): Promise<MonthTally> {
  const tally = createMonthTally();
  for (const row of await usesIn(db, firstOf(month), lastOf(month))) tally.use(placeOfUse(row, cards), row);
  return await readContacts(db, month, tally);
}

async function readContacts(db: DeskDb, month: string, tally: MonthTally): Promise<MonthTally> {
  for (const row of await contactsIn(db, monthStart(month), endOf(month))) tally.contact(row.branch, row);
  return tally;
}

/** Opinions are few, and are counted anew, each once for all months. */
function answersByMonth(opinions: readonly Row<"feedback">[]): ReadonlyMap<string, MonthTally> {
  const byMonth = new Map<string, MonthTally>();
  for (const row of opinions) {
    const at = answeredAt(row);
    if (at === undefined || row.receivedAt === undefined) continue;
    const month = localDay(at).slice(0, 7);
    const tally = byMonth.get(month) ?? createMonthTally();
    byMonth.set(month, tally);
    tally.answer(row.branch, Math.max(0, at - row.receivedAt) / DAY_MS);
  }
  return byMonth;
}

/** Beside what is kept of the month. */
const addAnswers = (of: MonthTally, answers: MonthTally): MonthTally => ({
  ...of,
  of: (branch) => ({ ...of.of(branch), answerDays: answers.of(branch).answerDays }),
});
