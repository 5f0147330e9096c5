/** The news of a store is in the names of its heads: one listing tells who has published what (R4). */
import type { StreamId, Vector } from "../rows/entry.ts";
import { type BatchRef, HEADS, parseName } from "./names.ts";

/** Heads by stream, the newest first. More than one is normal while a new one replaces an old one. */
export type Heads = ReadonlyMap<StreamId, readonly BatchRef[]>;

/** @param names directly in `heads/` */
export function readHeads(names: readonly string[]): Heads {
  const heads = new Map<StreamId, BatchRef[]>();
  for (const text of names) {
    const name = parseName(`${HEADS}/${text}`);
    if (name?.tag !== "head") continue;
    const list = heads.get(name.stream) ?? [];
    heads.set(name.stream, list);
    list.push({ stream: name.stream, no: name.no, hash: name.hash });
  }
  for (const list of heads.values()) list.sort((a, b) => b.no - a.no || (a.hash < b.hash ? -1 : 1));
  return heads;
}

/** The newest head of a stream: the highest number, of equal ones the smaller hash. */
export const newestHead = (heads: Heads, stream: StreamId): BatchRef | undefined => heads.get(stream)?.[0];

/**
 * Whether the share has never had, or has lost, some of what a checkpoint here stands for.
 * @param erased by stream, up to where nothing is to stand there any more
 */
export const isBehind = (
  heads: Heads,
  covered: Vector,
  own: StreamId,
  erased: Readonly<Record<StreamId, number>>,
): boolean =>
  Object.entries(covered).some(
    ([stream, { no }]) => stream !== own && Math.max(newestHead(heads, stream)?.no ?? 0, erased[stream] ?? 0) < no,
  );
