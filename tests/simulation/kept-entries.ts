/**
 * All entries that count in the end: of every stream the line of batches that leads to where a desk stands, from
 * the files as their authors made them, also those that were swept since.
 */
import { parseBody } from "#shared/replication/batch.ts";
import type { Entry, StreamId, Vector } from "#shared/replication/entry.ts";
import { batchName, shortHash } from "#shared/replication/names.ts";
import { openFastBatch } from "./fast-seal.ts";
import type { World } from "./world.ts";

export interface KeptEntries {
  readonly byStream: ReadonlyMap<StreamId, readonly Entry[]>;
  readonly tokens: readonly string[];
}

/** @param vector where the desk stands */
export function keptEntries(world: World, vector: Vector): KeptEntries {
  const lines = new Map(Object.entries(vector).map(([stream, { no, hash }]) => [stream, lineOf(world, stream, no, hash)] as const));
  const onLine = ([stream, { no, hash }]: readonly [StreamId, Vector[string]]): boolean => no === 0 || (lines.get(stream)?.hashes.get(no) ?? hash) === hash;
  const counted = (seen: Vector): Vector => Object.fromEntries(Object.entries(seen).filter(onLine));
  const byStream = new Map<StreamId, readonly Entry[]>();
  for (const [stream, { entries }] of lines) {
    const list = entries.map((entry): Entry => ({ ...entry, ...(entry.seen && { seen: counted(entry.seen) }), ...(entry.first && { first: { ...entry.first, seen: counted(entry.first.seen) } }) }));
    byStream.set(stream, list);
  }
  return { byStream, tokens: [...byStream.values()].flat().map(({ staff }) => staff) };
}

function lineOf(world: World, stream: StreamId, tip: number, tipHash: string): { readonly entries: readonly Entry[]; readonly hashes: ReadonlyMap<number, string> } {
  const hashes = new Map<number, string>();
  const runs: (readonly Entry[])[] = [];
  let hash = tipHash;
  for (let no = tip; no > 0; no--) {
    hashes.set(no, hash);
    const bytes = world.honest.get(batchName({ stream, no, hash }));
    const opened = bytes === undefined ? null : openFastBatch(world.library, { stream, no }, world.signKeys.get(stream) ?? "", bytes);
    if (opened === null || !opened.ok) break;
    const body = parseBody(opened.value.text, opened.value.firstSeq);
    if (body.ok) runs.push(body.value.entries);
    hash = shortHash(opened.value.previous ?? "");
  }
  return { entries: runs.reverse().flat(), hashes };
}
