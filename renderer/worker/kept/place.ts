/**
 * A place in the streams: what a database had applied at a moment. What lies between two places of this
 * desk's own stream is read from its change log; other desks' entries are not kept, so there a place can
 * only be compared.
 */
import type { Hlc } from "#shared/kernel/hlc.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow } from "../../db/database.ts";
import { readFilled } from "../../db/journal/rebuilding.ts";
import { LATEST_VERSION } from "../../db/migrations.ts";

/** Raise it when what is kept beside a place is another: keys, readings, packing. */
const FORMAT = 5;
/** With more own commands than this in between, reading everything anew is quicker. */
const MOST_ENTRIES = 2000;
/** And with more changed records than this. */
export const MOST_FOLLOWED = 5000;
const ENTRIES_AT_ONCE = 50;

export interface KeptPlace {
  readonly format: string;
  /** How often the database was filled anew: a filling that was cut off has other rows at the same place. */
  readonly filled: number;
  /** Last own entry; its stamp tells it from another one under the same number. */
  readonly own: { readonly stream: StreamId | null; readonly seq: number; readonly hlc: Hlc | null };
  /** Last applied entry of every other stream. */
  readonly others: Readonly<Record<StreamId, number>>;
}

export function readPlace(db: DeskDb): Promise<KeptPlace> {
  return db.transaction("r", db.streams, db.log, db.meta, async () => {
    const streams = await db.streams.toArray();
    const own = streams.find((row) => row.own === 1);
    const others = streams
      .filter((row) => row.own !== 1 && row.seq > 0)
      .map(({ stream, seq }) => [stream, seq] as const);
    const seq = own?.seq ?? 0;
    return {
      format: `${FORMAT}/${LATEST_VERSION}`,
      filled: await readFilled(db),
      own: { stream: own?.stream ?? null, seq, hlc: (await db.log.get(seq))?.entry.hlc ?? null },
      others: Object.fromEntries(others.sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  });
}

/** Whether nothing but this desk's own log may have moved. */
export const isSameElsewhere = (a: KeptPlace, b: KeptPlace): boolean =>
  a.format === b.format &&
  a.filled === b.filled &&
  Object.keys(a.others).length === Object.keys(b.others).length &&
  Object.entries(a.others).every(([stream, seq]) => b.others[stream] === seq);

/**
 * What the own entries in between have touched; null where the log does not tell, or tells of too much.
 * @param touchedBy names, by one entry, what is to be read again
 */
export async function writtenSince(
  db: DeskDb,
  then: KeptPlace,
  now: KeptPlace,
  touchedBy: (row: LogRow) => Iterable<string>,
): Promise<readonly string[] | null> {
  const [from, to] = [then.own.seq, now.own.seq];
  if (to < from || to - from > MOST_ENTRIES) return null;
  // before its first entry a desk has no stream of its own
  if (from > 0 && then.own.stream !== now.own.stream) return null;
  if (((await db.log.get(from))?.entry.hlc ?? null) !== then.own.hlc) return null;
  const touched = new Set<string>();
  for (let at = from; at < to; at += ENTRIES_AT_ONCE) {
    const last = Math.min(at + ENTRIES_AT_ONCE, to);
    const rows = await db.log.where("seq").between(at, last, false, true).toArray();
    if (rows.length !== last - at) return null;
    for (const row of rows) for (const name of touchedBy(row)) touched.add(name);
    if (touched.size > MOST_FOLLOWED) return null;
  }
  return [...touched];
}

export const isPlace = (value: unknown): value is KeptPlace =>
  typeof value === "object" && value !== null && "format" in value && "own" in value && "others" in value; // written only by this program
