/** The months as they were recorded, each read once and again when something of it was written. */

import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { answeredAt, createMonthTally, type MonthTally } from "#shared/reports/month-counts.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";
import { localDay } from "../library-use/use-rows.ts";
import { NotWanted } from "../library-use/while-wanted.ts";
import { type CardBook, type CardsNow, createCards } from "./card-book.ts";
import { createWritten } from "./written.ts";

export interface MonthBook {
  readonly cards: CardBook;
  readonly branchOf: CardsNow["branchOf"];
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
  readers: readonly ReaderUse[],
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
  const cardsOf = createCards(db);
  let opinions: readonly Row<"feedback">[] | null = null;
  const inTurn = oneAtATime();

  const read = async (
    readers: readonly ReaderUse[],
    months: readonly string[],
    contacts: readonly string[],
    onProgress: (done: number, total: number) => void,
  ): Promise<MonthBook> => {
    const since = await written();
    if (since.hasOpinions) opinions = null;
    for (const kept of [tallies, contactTallies]) {
      if (since.months === null) kept.clear();
      for (const month of since.months ?? []) kept.delete(month);
    }
    const missing = months.filter((month) => !tallies.has(month));
    const { cards, branchOf } = await cardsOf(readers);
    opinions ??= (await db.feedback.toArray()).filter(isLive);
    for (const [done, month] of missing.entries()) {
      tallies.set(month, await readMonth(db, month, branchOf));
      onProgress(done + 1, missing.length);
    }
    for (const month of contacts) {
      if (tallies.has(month) || contactTallies.has(month)) continue;
      contactTallies.set(month, await readContacts(db, month, createMonthTally()));
      onProgress(missing.length, missing.length);
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
      branchOf,
      opinions,
      month: (month) => withAnswers.get(month) ?? createMonthTally(),
      contacts: (month) => tallies.get(month) ?? contactTallies.get(month) ?? createMonthTally(),
    };
  };
  return (readers, months, contacts, onProgress) => {
    const [asked, ofContacts] = [[...new Set(months)], [...new Set(contacts)]];
    return inTurn(async () => {
      try {
        return await read(readers, asked, ofContacts, onProgress);
      } catch (error) {
        // what was written is told once: whoever asks next reads everything again; months that were read stay where it
        // was only stopped
        if (!(error instanceof NotWanted)) {
          opinions = null;
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
export const placeOfUse = ({ branch, reader }: Row<"activity">, branchOf: CardsNow["branchOf"]): string | undefined =>
  branch ?? (reader === undefined ? undefined : branchOf(reader));

async function readMonth(db: DeskDb, month: string, branchOf: CardsNow["branchOf"]): Promise<MonthTally> {
  const tally = createMonthTally();
  for (const row of await usesIn(db, firstOf(month), lastOf(month))) tally.use(placeOfUse(row, branchOf), row);
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
