/**
 * Everything that belongs to one reader, masked: of all the records that are one person. Of a reader with thousands of
 * service records the last ones are read first; the older ones come after them, a slice at a time, so that none holds
 * the page.
 */
import { parseImportedFile } from "#shared/import-export/library-use/days-reached.ts";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { DeskDb } from "../database.ts";
import { rowsAmong } from "../erasing/rows-with.ts";
import { IMPORT_REPORTS } from "../imported-until.ts";
import { type Masked, maskedRows } from "../masked.ts";
import { participantsOf, recordsWith } from "../taking-part.ts";
import { readSensitiveClasses } from "../write/library-setting.ts";

export interface Belongings {
  readonly interactions: readonly Masked<"interaction">[];
  /** Records of others in which she took part. */
  readonly takenPart: readonly Masked<"interaction">[];
  /** Of both, how many took part beside the one it was logged for. */
  readonly participants: ReadonlyMap<string, number>;
  readonly opinions: readonly Masked<"feedback">[];
  readonly tasks: readonly Masked<"task">[];
  readonly activity: readonly Masked<"activity">[];
  /** Without its file where only this desk's log knows the import. */
  readonly imports: readonly { readonly id: string; readonly at: number; readonly file?: string }[];
  /** Classes that no interest is inferred from. */
  readonly sensitive: readonly string[];
  /** Whether the older records are among them. */
  readonly isWhole: boolean;
}

/** Records of hers before a moment, and what hangs on them. */
type OlderRecords = Pick<Belongings, "interactions" | "participants" | "tasks">;

const MIN = -Infinity;
/** Greater than any key of a compound index. */
const MAX: readonly never[] = [];
/** Of her last records so many come with the page. */
const AT_ONCE = 200;
/** Rows that come at once: more would hold the page for longer than a frame or two. */
const SLICE = 250;

/** From when on her records come with the page; before all of them where these are few. */
export async function lastRecordsSince(db: DeskDb, ids: readonly string[]): Promise<number> {
  const each = ids.map(async (id) => {
    const keys = await recordsOf(db, id, MIN).primaryKeys();
    const first = keys.at(-AT_ONCE);
    return keys.length <= AT_ONCE || first === undefined ? MIN : ((await db.interaction.get(first))?.at ?? MIN);
  });
  return Math.max(MIN, ...(await Promise.all(each)));
}

const recordsOf = (db: DeskDb, reader: string, from: number, to?: number) =>
  db.interaction.where("[reader+at]").between([reader, from], [reader, to ?? MAX]);

/**
 * @param ids all of the class
 * @param imports that the record came from
 * @param since service records from then on, as `lastRecordsSince` tells
 */
export async function readBelongings(
  db: DeskDb,
  ids: readonly string[],
  imports: readonly string[],
  since = MIN,
): Promise<Belongings> {
  const each = <T>(read: (id: string) => Promise<readonly T[]>): Promise<readonly T[]> =>
    Promise.all(ids.map(read)).then((lists) => lists.flat());
  const [interactions, opinions, promised, about, activity] = await Promise.all([
    each((id) => recordsOf(db, id, since).toArray()),
    each((id) => db.feedback.where("reader").equals(id).toArray()),
    each((id) => db.task.where("promisedTo").equals(id).toArray()),
    each((id) => db.task.where("about.id").equals(id).toArray()),
    each((id) => db.activity.where("[reader+on]").between([id, ""], [id, "\uffff"]).toArray()),
  ]);
  const behind = await tasksBehind(db, [...interactions, ...opinions]);
  const takenPart = (await recordsWith(db, ids)).filter(({ reader }) => reader === undefined || !ids.includes(reader));
  const together = await participantsOf(
    db,
    [...interactions, ...takenPart].map((row) => row.id),
  );
  const tasks = [...new Map([...promised, ...about, ...behind].map((row) => [row.id, row])).values()];
  return {
    interactions: maskedRows("interaction", interactions),
    takenPart: maskedRows("interaction", takenPart),
    participants: countsOf(together),
    opinions: maskedRows("feedback", opinions),
    tasks: maskedRows("task", tasks),
    activity: maskedRows("activity", activity),
    imports: await importsOf(db, imports),
    sensitive: await readSensitiveClasses(db),
    isWhole: since === MIN,
  };
}

/** Those before `since`, which the page had first without them. */
export async function readOlderRecords(db: DeskDb, ids: readonly string[], since: number): Promise<OlderRecords> {
  const interactions: Masked<"interaction">[] = [];
  const tasks: Masked<"task">[] = [];
  const participants = new Map<string, number>();
  for (const id of ids) {
    const keys = await recordsOf(db, id, MIN, since).primaryKeys();
    const firsts = await db.interaction.bulkGet(keys.filter((_, place) => place > 0 && place % SLICE === 0));
    const bounds = [MIN, ...firsts.flatMap((row) => row?.at ?? []), since];
    const readSlice = async (from: number, to: number | undefined): Promise<void> => {
      const rows = await recordsOf(db, id, from, to).toArray();
      interactions.push(...maskedRows("interaction", rows));
      tasks.push(...maskedRows("task", await tasksBehind(db, rows)));
      const together = await participantsOf(
        db,
        rows.map((row) => row.id),
      );
      for (const [record, count] of countsOf(together)) participants.set(record, count);
    };
    // one transaction for each: five would cost as much as the rows, and one for all keep a log waiting
    for (const [place, from] of bounds.slice(0, -1).entries())
      await db.transaction(
        "r",
        [db.interaction, db.task, db.participant],
        async () => await readSlice(from, bounds[place + 1]),
      );
  }
  return { interactions, participants, tasks };
}

export const withOlder = (last: Belongings, older: OlderRecords): Belongings => ({
  ...last,
  interactions: [...older.interactions, ...last.interactions],
  participants: new Map([...older.participants, ...last.participants]),
  tasks: [...new Map([...older.tasks, ...last.tasks].map((row) => [row.id, row])).values()],
  isWhole: true,
});

const tasksBehind = (db: DeskDb, records: readonly { readonly id: string }[]) =>
  rowsAmong(
    db.task,
    "about.id",
    records.map(({ id }) => id),
    ({ about }) => about?.id,
  );

const countsOf = (together: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> =>
  new Map([...together].map(([id, readers]) => [id, new Set(readers).size]));

/** From the reports, which every desk has; an import whose report has not come yet is dated by this desk's log. */
export async function importsOf(db: DeskDb, ids: readonly string[]): Promise<Belongings["imports"]> {
  const settings = await db.setting.bulkGet(ids.map((id) => `${IMPORT_REPORTS}${id}`));
  const found = ids.map(async (id, index) => {
    const report = parseImportedFile(settings[index]?.value);
    if (report !== undefined) return [{ id, ...report }];
    const own = await db.log.where("batchId").equals(id).first();
    return own === undefined ? [] : [{ id, at: hlcToMs(own.entry.hlc) }];
  });
  return (await Promise.all(found)).flat();
}

/** When a record was made: its id says it, or else its last write. */
export const createdAt = (id: string, w: readonly unknown[] | undefined): number =>
  id.charAt(14) === "7" ? Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16) : hlcToMs(String(w?.[2] ?? "0"));
