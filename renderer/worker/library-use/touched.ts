/**
 * What an entry has touched of what is held, by names: a reader, a record whose reader is to be looked up, a day of
 * service records, or everything. Names are kept with the state, so that a start knows what to read again.
 */
import { dayToNumber } from "#shared/kernel/day.ts";
import { LEDGER } from "#shared/replication/erasing/ledger.ts";
import { ALIAS, type Entry, type Op } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb, LogRow } from "../../db/database.ts";
import { rowsWith } from "../../db/erasing/rows-with.ts";
import { localDay } from "./use-rows.ts";

/** Another main record, and so another class: only all rows tell. */
export const EVERYTHING = "everything";
/** Any of them: they are few, and read again together. */
export const TASKS = "tasks";
const OF_READERS = ["activity", "interaction", "participant", "feedback"] as const;
type OfReader = (typeof OF_READERS)[number];
/** Of records that came from elsewhere: which reader or day it was before is not known here. */
const MOVED = "moved-";

/** By an own entry, of which the log knows what stood there before. */
export function touchedByOwn({ entry, before }: LogRow): readonly string[] {
  return entry.ops.flatMap(({ kind, id, cells }, index) => {
    if (kind === "reader") return ALIAS in cells ? [EVERYTHING] : [`reader/${id}`];
    if (kind === "task") return [TASKS];
    if (kind === LEDGER) return takesParticipants(cells) ? [EVERYTHING] : [];
    if (!isOfReader(kind)) return [];
    const { reader, at } = before[index] ?? {};
    return [
      `${kind}/${id}`,
      ...(typeof reader === "string" ? [`reader/${reader}`] : []),
      ...(kind === "interaction" && typeof at === "number" ? [`day/${dayOf(at)}`] : []),
    ];
  });
}

/** By an entry that came from elsewhere. */
export const touchedByOther = ({ ops }: Entry): readonly string[] =>
  ops.flatMap(({ kind, id, cells }) => {
    if (kind === "reader") return ALIAS in cells ? [EVERYTHING] : [`reader/${id}`];
    if (kind === "task") return [TASKS];
    if (kind === LEDGER) return takesParticipants(cells) ? [EVERYTHING] : [];
    if (!isOfReader(kind)) return [];
    return [`${"reader" in cells || "at" in cells ? MOVED : ""}${kind}/${id}`];
  });

/** An erasing that takes a participation changes others too, and of whom it was nothing tells any more. */
const takesParticipants = (cells: Op["cells"]): boolean =>
  Object.keys(cells).some((cell) => cell.startsWith("records/participant/"));

export const isOpinion = (name: string): boolean =>
  name.startsWith("feedback/") || name.startsWith(`${MOVED}feedback/`);

export interface Touched {
  readonly readers: ReadonlySet<string>;
  /** Days since 1970-01-01 of service records. */
  readonly days: ReadonlySet<number>;
}

/** Null where only all rows tell. */
export async function lookUp(db: DeskDb, names: Iterable<string>): Promise<Touched | null> {
  const readers = new Set<string>();
  const days = new Set<number>();
  const shared = new Set<string>();
  const named = new Map<OfReader, Map<string, boolean>>(OF_READERS.map((kind) => [kind, new Map()]));
  for (const name of names) {
    if (name === EVERYTHING) return null;
    if (name === TASKS) continue;
    const slash = name.indexOf("/");
    const [what, id] = [name.slice(0, slash), name.slice(slash + 1)];
    if (what === "reader") readers.add(id);
    else if (what === "day") days.add(Number(id));
    else {
      const isMoved = what.startsWith(MOVED);
      const kind = OF_READERS.find((each) => each === (isMoved ? what.slice(MOVED.length) : what));
      if (kind === undefined) return null;
      const of = named.get(kind);
      of?.set(id, isMoved || of.get(id) === true);
    }
  }
  for (const [kind, ids] of named) {
    const rows = await db
      .table<AnyRow & { readonly reader?: string; readonly at?: number; readonly interaction?: string }, string>(kind)
      .bulkGet([...ids.keys()]);
    for (const [place, isMoved] of [...ids.values()].entries()) {
      const row = rows[place];
      // swept or erased meanwhile, or written by more than one: whose it was is not known
      if (row === undefined || (isMoved && row.f !== undefined && ("reader" in row.f || "at" in row.f))) return null;
      if (row.reader !== undefined) readers.add(row.reader);
      if (kind === "interaction") shared.add(row.id);
      if (row.interaction !== undefined) shared.add(row.interaction);
      if (kind === "interaction" && row.at !== undefined) days.add(dayOf(row.at));
    }
  }
  // what is said of a record is said of all who took part, and who takes part changes what it says of the first
  const [records, participants] = await Promise.all([
    db.interaction.bulkGet([...shared]),
    rowsWith(db.participant, "interaction", [...shared]),
  ]);
  for (const row of [...records, ...participants]) if (row?.reader !== undefined) readers.add(row.reader);
  return { readers, days };
}

const isOfReader = (kind: string): kind is OfReader => OF_READERS.some((each) => each === kind);

const dayOf = (at: number): number => dayToNumber(localDay(at));
