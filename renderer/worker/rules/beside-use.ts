/**
 * What the rules ask for besides use: cards that end, closed complaints, late promises, open tasks, and when a reader
 * was last spoken to.
 */
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import { isTaskLate } from "#shared/model/task.ts";
import type { RuleFacts } from "#shared/rules/rule.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { rowsWith } from "../../db/erasing/rows-with.ts";
import { lastContacts } from "../../db/last-contact.ts";
import { readMergedReaders } from "../../db/reader-class.ts";
import { localDay } from "../library-use/use-rows.ts";

export interface BesideUse {
  readonly expiries: ReadonlyMap<string, number>;
  readonly notContacted: ReadonlySet<string>;
  readonly complaints: ReadonlyMap<string, RuleFacts["closedComplaints"]>;
  readonly latePromises: ReadonlyMap<string, RuleFacts["latePromises"]>;
  readonly withOpenTask: ReadonlySet<string>;
  readonly rhythms: ReadonlyMap<string, { readonly days: number; readonly last: number | undefined }>;
}

const CHUNK = 5000;

export async function readBesideUse(db: DeskDb, today: number): Promise<BesideUse> {
  const { expiries, notContacted, mainOf, kept } = await readRecords(db, numberToDay(today));
  const closed = (await rowsWith(db.feedback, "status", ["closed"])).filter(
    // nobody calls after a complaint of which she wants to hear no more
    ({ gone, type, reader, noReply }) => gone !== 1 && type === "complaint" && reader !== undefined && noReply !== true,
  );
  const tasks = await db.task.orderBy("todo").toArray();
  const late = tasks.filter((row) => row.promisedTo !== undefined && isTaskLate(row, numberToDay(today)));
  const about = tasks.flatMap(({ about: record, promisedTo }) => [
    promisedTo,
    record?.kind === "reader" ? record.id : undefined,
  ]);
  return {
    expiries,
    notContacted,
    complaints: byReader(closed, ({ reader }) => mainOf(reader ?? ""), complaintOf),
    latePromises: byReader(
      late,
      ({ promisedTo }) => mainOf(promisedTo ?? ""),
      ({ id, due, assignee }) => ({ id, due: dayToNumber(due ?? ""), assignee }),
    ),
    withOpenTask: new Set(about.flatMap((id) => (id === undefined ? [] : [mainOf(id)]))),
    rhythms: await rhythmsOf(db, kept),
  };
}

interface Records {
  readonly expiries: ReadonlyMap<string, number>;
  readonly notContacted: ReadonlySet<string>;
  /** What stands under a merged record counts for the main one. */
  readonly mainOf: (id: string) => string;
  /** Readers with a responsible colleague and a rhythm, and the days of it. */
  readonly kept: ReadonlyMap<string, number>;
}

async function readRecords(db: DeskDb, today: string): Promise<Records> {
  const expiries = new Map<string, number>();
  const notContacted = new Set<string>();
  const { mainOf, people } = await readMergedReaders(db);
  const kept = new Map<string, number>();
  for (let from = ""; ; ) {
    const rows = await db.reader.where("id").above(from).limit(CHUNK).toArray();
    for (const row of rows) {
      const { id } = row;
      if (row.gone === 1 || mainOf(id) !== id) continue;
      const person = people.get(id) ?? row;
      const { expiresOn, owner, keepInTouchDays } = person;
      if (stopOf(person, "consent", today) === "do-not-contact") notContacted.add(id);
      if (expiresOn !== undefined) expiries.set(id, dayToNumber(expiresOn));
      if (owner !== undefined && keepInTouchDays !== undefined) kept.set(id, keepInTouchDays);
    }
    const last = rows.at(-1);
    if (last === undefined) return { expiries, notContacted, kept, mainOf };
    from = last.id;
  }
}

const complaintOf = ({ id, steps }: Row<"feedback">): RuleFacts["closedComplaints"][number] | undefined => {
  const at = steps?.closed?.at;
  return at === undefined ? undefined : { id, closedOn: dayToNumber(localDay(at)) };
};

function byReader<R, T>(
  rows: readonly R[],
  readerOf: (row: R) => string,
  itemOf: (row: R) => T | undefined,
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const item = itemOf(row);
    if (item === undefined) continue;
    const items = found.get(readerOf(row)) ?? [];
    items.push(item);
    found.set(readerOf(row), items);
  }
  return found;
}

async function rhythmsOf(db: DeskDb, kept: ReadonlyMap<string, number>): Promise<BesideUse["rhythms"]> {
  const last = await lastContacts(db, [...kept.keys()]);
  const dayOf = (at: number | undefined) => (at === undefined ? undefined : dayToNumber(localDay(at)));
  return new Map([...kept].map(([id, days]) => [id, { days, last: dayOf(last.get(id)) }]));
}
