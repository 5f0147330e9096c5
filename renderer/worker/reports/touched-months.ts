/**
 * Which months an entry has made others, by names: a month, a record whose month is to be looked up, a reader whose
 * uses go to another branch, opinions, or everything.
 */
import { ALIAS, DELETED, type Entry, type Op } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow } from "../../db/database.ts";
import { localDay } from "../library-use/use-rows.ts";

const EVERYTHING = "everything";
/** They are few, and counted anew for every answer. */
export const OPINIONS = "opinions";
const MONTH = "month/";
const READER = "reader/";
/** Each with the cell that says when it was. */
const DATED = { activity: "on", interaction: "at" } as const;
type Dated = keyof typeof DATED;
/** Of records that came from elsewhere: in which month it was before is not known here. */
const MOVED = "moved-";

/** By an own entry, of which the log knows what stood there before. */
export const monthsOfOwn = ({ entry, before }: LogRow): readonly string[] =>
  entry.ops.flatMap((op, index) => {
    const { kind, id, cells } = op;
    if (!isDated(kind)) return [...ofOthers(op)];
    const [stood, stands] = [monthOf(before[index]?.[DATED[kind]]), monthOf(cells[DATED[kind]])];
    // one that was made now has no other month, and many are made at once
    return [...named(stood), ...(stands !== undefined && stood === undefined ? named(stands) : [`${kind}/${id}`])];
  });

/** By an entry that came from elsewhere. */
export const monthsOfOther = ({ ops }: Entry): readonly string[] =>
  ops.flatMap((op) =>
    isDated(op.kind) ? [`${DATED[op.kind] in op.cells ? MOVED : ""}${op.kind}/${op.id}`] : [...ofOthers(op)],
  );

/** Null where only all rows tell. */
export async function lookUpMonths(db: DeskDb, names: Iterable<string>): Promise<ReadonlySet<string> | null> {
  const months = new Set<string>();
  const records = { activity: new Map<string, boolean>(), interaction: new Map<string, boolean>() };
  const readers: string[] = [];
  for (const name of names) {
    if (name === EVERYTHING) return null;
    if (name.startsWith(MONTH)) months.add(name.slice(MONTH.length));
    else if (name.startsWith(READER)) readers.push(name.slice(READER.length));
    else if (name !== OPINIONS) {
      const isMoved = name.startsWith(MOVED);
      const [kind = "", id = ""] = (isMoved ? name.slice(MOVED.length) : name).split("/", 2);
      if (!isDated(kind)) return null;
      records[kind].set(id, isMoved || records[kind].get(id) === true);
    }
  }
  for (const kind of ["activity", "interaction"] as const) {
    const rows = await db.table<DatedRow, string>(kind).bulkGet([...records[kind].keys()]);
    for (const [place, isMoved] of [...records[kind].values()].entries()) {
      const row = rows[place];
      // swept or erased meanwhile, or dated by more than one: where it was is not known
      if (row === undefined || (isMoved && DATED[kind] in (row.f ?? {}))) return null;
      const month = monthOf(row[DATED[kind]]);
      if (month !== undefined) months.add(month);
    }
  }
  for (const id of readers) {
    const isMerged = (await db.reader.get(id))?.as !== undefined;
    if (isMerged || (await db.reader.where("as").equals(id).count()) > 0) return null;
    const uses = await db.activity.where("[reader+on]").between([id, ""], [id, "\uffff"]).toArray();
    // what says where it was stays there
    for (const { on, branch } of uses) if (on !== undefined && branch === undefined) months.add(on.slice(0, 7));
  }
  return months;
}

export const named = (month: string | undefined): readonly string[] => (month === undefined ? [] : [MONTH + month]);

interface DatedRow {
  readonly on?: string;
  readonly at?: number;
  readonly f?: Readonly<Record<string, unknown>>;
}

function ofOthers({ kind, id, cells }: Op): readonly string[] {
  if (kind === "feedback") return [OPINIONS];
  if (kind === "erased") return [EVERYTHING];
  if (kind !== "reader") return [];
  if (ALIAS in cells || DELETED in cells) return [EVERYTHING];
  return Object.keys(cells).some(saysWhere) ? [READER + id] : [];
}

const saysWhere = (cell: string): boolean => cell === "branch" || cell.startsWith("formerBranches/");

const isDated = (kind: string): kind is Dated => Object.hasOwn(DATED, kind);

const monthOf = (when: unknown): string | undefined =>
  typeof when === "string" ? when.slice(0, 7) : typeof when === "number" ? localDay(when).slice(0, 7) : undefined;
