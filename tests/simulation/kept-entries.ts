/**
 * All entries that count in the end: of every stream the line of batches that leads to where a desk stands, from
 * the files as their authors made them, also those that were swept since.
 */
import { parseBody } from "#shared/replication/files/batch.ts";
import { batchName, shortHash } from "#shared/replication/files/names.ts";
import { type Removals, withoutRefused } from "#shared/replication/lines/removals.ts";
import type { Entry, StreamId, Vector } from "#shared/replication/rows/entry.ts";
import { NOTHING } from "#shared/replication/rows/vector.ts";
import { openFastBatch } from "./fast-seal.ts";
import type { World } from "./world.ts";

export interface KeptEntries {
  readonly byStream: ReadonlyMap<StreamId, readonly Entry[]>;
  readonly tokens: readonly string[];
  /** Of them those that only a removal is left of, for their own computer was out. */
  readonly removals: readonly string[];
}

/**
 * @param vector where the desk stands
 * @param own what its journal has of its own stream
 * @param removals as the desk knows them: what was written behind their numbers is left out but for what still counts
 */
export function keptEntries(
  world: World,
  vector: Vector,
  removals: Removals,
  own?: { readonly stream: StreamId; readonly entries: readonly Entry[] },
): KeptEntries {
  const lines = new Map(
    Object.entries(vector).map(
      ([stream, { no, hash }]) => [stream, lineOf(world, stream, no, hash, removals.get(stream)?.no)] as const,
    ),
  );
  const onLine = ([stream, { no, hash }]: readonly [StreamId, Vector[string]]): boolean => {
    const { no: tip = 0, hash: tipHash = "" } = vector[stream] ?? {};
    // what is not applied yet lies on the line if it goes on from where the desk stands
    const kept = no > tip ? lineOf(world, stream, no, hash).hashes.get(tip) : lines.get(stream)?.hashes.get(no);
    return no === 0 || kept === undefined || kept === (no > tip ? tipHash : hash);
  };
  const counted = (seen: Vector): Vector => Object.fromEntries(Object.entries(seen).filter(onLine));
  // of a line that was left where it was excluded, nothing counts
  const countedFirst = ({ stream, seen }: NonNullable<Entry["first"]>): Vector => ({
    ...(seen[stream] && { [stream]: NOTHING }),
    ...counted(seen),
  });
  const byStream = new Map<StreamId, readonly Entry[]>();
  const counts = (entry: Entry): Entry => ({
    ...entry,
    ...(entry.seen && { seen: counted(entry.seen) }),
    ...(entry.first && { first: { ...entry.first, seen: countedFirst(entry.first) } }),
  });
  for (const [stream, { entries }] of lines) byStream.set(stream, entries.map(counts));
  if (own !== undefined) byStream.set(own.stream, own.entries.map(counts));
  const of = (which: "tokens" | "removals"): readonly string[] => [...lines.values()].flatMap((line) => line[which]);
  return { byStream, tokens: of("tokens"), removals: of("removals") };
}

export interface Line {
  readonly entries: readonly Entry[];
  readonly hashes: ReadonlyMap<number, string>;
  /** Of those entries that count. */
  readonly tokens: readonly string[];
  readonly removals: readonly string[];
}

/** Down from its tip, from the files as they were made. */
export function lineOf(
  world: World,
  stream: StreamId,
  tip: number,
  tipHash: string,
  lastToCount = Number.POSITIVE_INFINITY,
): Line {
  const tokens: string[] = [];
  const removals: string[] = [];
  const hashes = new Map<number, string>();
  const runs: (readonly Entry[])[] = [];
  let hash = tipHash;
  for (let no = tip; no > 0; no--) {
    hashes.set(no, hash);
    const bytes = world.honest.get(batchName({ stream, no, hash }));
    const opened =
      bytes === undefined
        ? null
        : openFastBatch(world.everyKey, { stream, no }, world.signKeys.get(stream) ?? "", bytes);
    if (opened === null || !opened.ok) break;
    const body = parseBody(opened.value.text, opened.value.firstSeq);
    const isRefused = no > lastToCount;
    const entries = !body.ok ? [] : isRefused ? withoutRefused(body.value.entries) : body.value.entries;
    runs.push(entries);
    const counting = entries.flatMap(({ staff, ops }) => (isRefused && ops.length === 0 ? [] : [staff]));
    tokens.push(...counting);
    if (isRefused) removals.push(...counting);
    hash = shortHash(opened.value.previous ?? "");
  }
  return { entries: runs.reverse().flat(), hashes, tokens, removals };
}
