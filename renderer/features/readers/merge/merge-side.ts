/** What heads each column of a merge: which records would come together, and how much a person knows of them. */
import { useLiveQuery } from "dexie-react-hooks";
import type { DeskDb } from "../../../db/database.ts";
import { lastContacts } from "../../../db/last-contact.ts";
import { type Masked, masked } from "../../../db/masked.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { recordsWith } from "../../../db/taking-part.ts";
import { useServices } from "../../../desk-services/services.ts";

export interface MergeColumn {
  /** The person with all that was merged into them, as it would be joined. */
  readonly row: Masked<"reader">;
  readonly birthDate: string | undefined;
  readonly counts: { readonly contacts: number; readonly opinions: number; readonly tasks: number };
  /** An instant of the last contact or visit, or a day of use. */
  readonly lastSeen: number | undefined;
}

export const useMergeSides = (ids: readonly string[]): readonly MergeColumn[] | undefined => {
  const { db } = useServices();
  const key = ids.join();
  return useLiveQuery(async () => {
    const sides = await Promise.all(key.split(",").map((id) => readSide(db, id)));
    return sides.filter((side) => side !== undefined);
  }, [db, key]);
};

export async function readSide(db: DeskDb, id: string): Promise<MergeColumn | undefined> {
  const person = await readReaderClass(db, id);
  if (person === undefined) return undefined;
  const { reader, ids } = person;
  const [contacts, opinions, tasks, said, used] = await Promise.all([
    countContacts(db, ids),
    countOf(ids, (one) => db.feedback.where("reader").equals(one).toArray()),
    countOf(ids, async (one) => [
      ...(await db.task.where("promisedTo").equals(one).toArray()),
      ...(await db.task.where("about.id").equals(one).toArray()),
    ]),
    lastContacts(db, ids),
    Promise.all(ids.map((one) => lastUse(db, one))),
  ]);
  const moments = [...said.values(), ...used].filter((at) => at !== undefined);
  return {
    row: masked("reader", reader),
    birthDate: reader.birthDate,
    counts: { contacts, opinions, tasks },
    lastSeen: moments.length === 0 ? undefined : Math.max(...moments),
  };
}

/** Service records of some readers, and those in which they took part; one that two of them share once. */
export const countContacts = (db: DeskDb, ids: readonly string[]): Promise<number> =>
  countOf(ids, async (one) => [
    ...(await db.interaction.where("[reader+at]").between([one, Number.NEGATIVE_INFINITY], [one, []]).toArray()),
    ...(await recordsWith(db, [one])),
  ]);

async function countOf(
  ids: readonly string[],
  read: (one: string) => Promise<readonly { readonly id: string; readonly gone?: 1 }[]>,
): Promise<number> {
  const lists = await Promise.all(ids.map(read));
  return new Set(lists.flat().flatMap(({ id, gone }) => (gone === 1 ? [] : [id]))).size;
}

/** Noon of the last day on which the library was used, so that no time zone moves it. */
async function lastUse(db: DeskDb, reader: string): Promise<number | undefined> {
  const last = await db.activity
    .where("[reader+on]")
    .between([reader, ""], [reader, "\uffff"])
    .reverse()
    .filter(({ gone }) => gone !== 1)
    .first();
  return last?.on === undefined ? undefined : Date.parse(`${last.on}T12:00:00`);
}

/** Both are known and differ: most likely two people, a mother and her child, say. */
export const hasTwoBirthDates = (sides: readonly MergeColumn[]): boolean =>
  new Set(sides.flatMap(({ birthDate }) => birthDate ?? [])).size > 1;
