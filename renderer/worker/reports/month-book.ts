/** The months as they were recorded, each counted where it is not kept. */

import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import { answeredAt, createMonthTally, type MonthTally } from "#shared/reports/month-counts.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { type BranchOf, placeOfUse } from "../library-use/month-tallies.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";
import { localDay } from "../library-use/use-rows.ts";
import { type CardBook, createCardBook } from "./card-book.ts";
import type { Asking, KeptMonths } from "./kept-months.ts";

export interface MonthBook {
  readonly cards: CardBook;
  readonly branchOf: BranchOf;
  readonly opinions: readonly Row<"feedback">[];
  readonly month: (month: string) => MonthTally;
  /** Of its service records alone, also of the other months of the years that were asked for. */
  readonly contacts: (month: string) => MonthTally;
}

/**
 * Answers with the months that are asked for, as they stand now. @param asking from before the readers were read
 * @param contacts months of which the service records are enough @param onProgress may throw where nobody waits for
 * them any more
 */
type MonthBooks = (
  asking: Asking,
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

export function createMonthBooks(db: DeskDb, kept: Pick<KeptMonths, "at">): MonthBooks {
  const cardsOf = createCardBook(db);
  let known: { readonly at: number; readonly opinions: readonly Row<"feedback">[] } | null = null;
  return (asking, readers, asked, ofContacts, onProgress) =>
    kept.at(asking, async ({ whole, contacts, opinions: at, mayStay }) => {
      const months = [...new Set(asked)];
      const { cards, branchOf } = await cardsOf(readers);
      if (known?.at !== at) known = { at, opinions: (await db.feedback.toArray()).filter(isLive) };
      const { opinions } = known;
      const counted = { whole: new Map(whole), contacts: new Map(contacts) };
      const count = async (of: "whole" | "contacts", month: string, counting: Promise<MonthTally>): Promise<void> => {
        const tally = await counting;
        counted[of].set(month, tally);
        if (mayStay()) (of === "whole" ? whole : contacts).set(month, tally);
      };
      const missing = months.filter((month) => !whole.has(month));
      for (const [done, month] of missing.entries()) {
        await count("whole", month, readMonth(db, month, branchOf));
        onProgress(done + 1, missing.length);
      }
      for (const month of new Set(ofContacts)) {
        if (counted.whole.has(month) || contacts.has(month)) continue;
        await count("contacts", month, readContacts(db, month, createMonthTally()));
        onProgress(missing.length, missing.length);
      }
      const answers = answersByMonth(opinions);
      const withAnswers = new Map(
        months.map((month) => [
          month,
          addAnswers(counted.whole.get(month) ?? createMonthTally(), answers.get(month) ?? createMonthTally()),
        ]),
      );
      return {
        cards,
        branchOf,
        opinions,
        month: (month) => withAnswers.get(month) ?? createMonthTally(),
        contacts: (month) => counted.whole.get(month) ?? counted.contacts.get(month) ?? createMonthTally(),
      };
    });
}

export async function contactsIn(db: DeskDb, from: number, to: number): Promise<readonly Row<"interaction">[]> {
  return (await db.interaction.where("at").between(from, to, true, false).toArray()).filter(isLive);
}

export async function usesIn(db: DeskDb, from: string, to: string): Promise<readonly Row<"activity">[]> {
  return (await db.activity.where("on").between(from, to, true, true).toArray()).filter(isLive);
}

async function readMonth(db: DeskDb, month: string, branchOf: BranchOf): Promise<MonthTally> {
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
