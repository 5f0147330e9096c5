/** Everything that belongs to one reader, masked: of all the records that are one person. */
import { parseImportedFile } from "#shared/import-export/use/days-reached.ts";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { DeskDb } from "../database.ts";
import { rowsWith } from "../erasing/rows-with.ts";
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
}

const MIN = -Infinity;
/** Greater than any key of a compound index. */
const MAX: readonly never[] = [];

/**
 * @param ids all of the class
 * @param imports that the record came from
 */
export async function readBelongings(
  db: DeskDb,
  ids: readonly string[],
  imports: readonly string[],
): Promise<Belongings> {
  const each = <T>(read: (id: string) => Promise<readonly T[]>): Promise<readonly T[]> =>
    Promise.all(ids.map(read)).then((lists) => lists.flat());
  const [interactions, opinions, promised, about, activity] = await Promise.all([
    each((id) => db.interaction.where("[reader+at]").between([id, MIN], [id, MAX]).toArray()),
    each((id) => db.feedback.where("reader").equals(id).toArray()),
    each((id) => db.task.where("promisedTo").equals(id).toArray()),
    each((id) => db.task.where("about.id").equals(id).toArray()),
    each((id) => db.activity.where("[reader+on]").between([id, ""], [id, "\uffff"]).toArray()),
  ]);
  const behind = await rowsWith(
    db.task,
    "about.id",
    [...interactions, ...opinions].map((row) => row.id),
  );
  const own = new Set(interactions.map((row) => row.id));
  const takenPart = (await recordsWith(db, ids)).filter((row) => !own.has(row.id));
  const together = await participantsOf(
    db,
    [...interactions, ...takenPart].map((row) => row.id),
  );
  const tasks = [...new Map([...promised, ...about, ...behind].map((row) => [row.id, row])).values()];
  return {
    interactions: maskedRows("interaction", interactions),
    takenPart: maskedRows("interaction", takenPart),
    participants: new Map([...together].map(([id, readers]) => [id, new Set(readers).size])),
    opinions: maskedRows("feedback", opinions),
    tasks: maskedRows("task", tasks),
    activity: maskedRows("activity", activity),
    imports: await importsOf(db, imports),
    sensitive: await readSensitiveClasses(db),
  };
}

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
