/** A start of the program over a database, as the reports count its months: with what is kept, or anew. */
import type { Entry } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { createLibraryUse } from "../../../../../renderer/worker/library-use/library-use.ts";
import { createKeptMonths } from "../../../../../renderer/worker/reports/kept-months.ts";
import { createMonthBooks } from "../../../../../renderer/worker/reports/month-book.ts";

const quiet = (): void => undefined;
const NEVER = 1e6;
export const OTHER = "b".repeat(16);
export const MONTHS = ["2026-09", "2026-10", "2026-11"];
const CONTACTS = [...MONTHS, "2026-08"];
export const at = (month: string): number => new Date(`${month}-15T12:00`).getTime();

/** What a start of the program makes of the database. @param takesAll the months that were counted from all rows */
export function start(db: DeskDb, quietMs = NEVER, takesAll = true) {
  const months = createKeptMonths(db, quietMs);
  const uses = createLibraryUse(db, quietMs, takesAll ? months.offer : undefined);
  const books = createMonthBooks(db, months);
  return {
    months,
    async book(onAsked: () => Promise<void> = async () => undefined, asked = MONTHS) {
      const asking = await months.ask();
      const { readers } = await uses.now(quiet);
      await onAsked();
      return books(asking, readers, asked, CONTACTS, quiet);
    },
    async keep() {
      await uses.keep();
      await months.keep();
    },
    applied(entry: Entry) {
      uses.applied(OTHER, [entry]);
      months.applied(OTHER, [entry]);
    },
    async forget(ids: readonly string[]) {
      await uses.forget(ids);
      await months.forget(ids);
    },
  };
}

export type Start = ReturnType<typeof start>;

export const plain = ({ cards, opinions, month, contacts }: Awaited<ReturnType<Start["book"]>>) => ({
  cards: [...cards].toSorted(([a], [b]) => a.localeCompare(b)),
  opinions: opinions.length,
  months: MONTHS.map((each) => [null, "", "east", "west"].map((branch) => month(each).of(branch))),
  contacts: CONTACTS.map((each) => [null, "", "east", "west"].map((branch) => contacts(each).of(branch).rated)),
});

/** Never looks at what is kept, and counts month by month. */
export async function anew(db: DeskDb): Promise<unknown> {
  const kept = await db.table("cache").toArray();
  await db.table("cache").clear();
  const found = plain(await start(db, NEVER, false).book());
  await db.table("cache").bulkPut(kept);
  return found;
}

/** Activities of the month that a question reads; service records it reads beside them. */
export async function monthsRead(db: DeskDb, { book }: Start): Promise<number> {
  let read = 0;
  const where = {
    activity: db.activity.where.bind(db.activity),
    interaction: db.interaction.where.bind(db.interaction),
  };
  for (const [kind, index] of [
    ["activity", "on"],
    ["interaction", "at"],
  ] as const)
    Object.assign(db[kind], {
      where: (asked: string) => {
        if (asked === index) read += 1;
        return where[kind](asked);
      },
    });
  await book();
  for (const kind of ["activity", "interaction"] as const) Object.assign(db[kind], { where: where[kind] });
  return read;
}
