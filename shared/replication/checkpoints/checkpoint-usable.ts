/**
 * Whether a checkpoint may be taken over here. Its writer's signature is verified by now; what is asked is
 * whether it lies on the lines that the batches at hand go on with, and whether what this device has beyond it
 * can be had again.
 */
import { reachesCleared } from "../erasing/erasing-progress.ts";
import type { ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import { type BatchIndex, newestNo } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch } from "../files/chain.ts";
import { manifestName, shortHash } from "../files/names.ts";
import { coveredSeq } from "../lines/adopted.ts";
import { withoutExcluded } from "../lines/fork.ts";
import { counting } from "../lines/known-removals.ts";
import { refusesSome } from "../lines/own-removal.ts";
import type { Applied, StreamId, Vector } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";
import type { KeptCheckpoint } from "./checkpoint-shelf.ts";

interface UsableDeps {
  readonly run: Run;
  /** Null where only the local copy is asked. */
  readonly share: BatchIndex | null;
  readonly local: BatchIndex;
  readonly cards: Cards;
}

export async function isUsableHere(deps: UsableDeps, kept: KeptCheckpoint, state: ReplicaState): Promise<boolean> {
  // what was dropped here for an erasing nobody brings again
  if (!reachesCleared(kept.checkpoint.cursors.streams, state.erasure)) return false;
  // what the journal lacks of the own stream nobody may bring: this profile would be an old one
  if (coveredSeq(kept.checkpoint.cursors, state.own.stream) > state.own.inJournal) return false;
  const ownLine = await isOwnLine(deps, appliedOf(kept.checkpoint.cursors.streams, state.own.stream), state.own);
  if (!ownLine) return false;
  if (refusesSome(kept, state.own.stream)) return false;
  // made before its writer learned that some computer is out
  const counted = await counting(deps.run, [kept]);
  if (counted.length === 0) return false;
  // what came by batches may show that its writer stood on a line that is excluded
  const onKept = await withoutExcluded(deps.run, deps.local, deps.cards, [kept]);
  if (onKept.length === 0) return false;
  for (const [stream, hash] of Object.entries(kept.checkpoint.hashes)) {
    const followed = await isFollowed(deps, stream, appliedOf(kept.checkpoint.cursors.streams, stream).no, hash);
    if (!followed) {
      deps.run.log.warn({
        tag: "file-refused",
        stream: kept.stream,
        device: deps.cards.nameOf(kept.stream),
        file: manifestName(kept),
        error: { tag: "malformed", what: "line" },
      });
      return false;
    }
  }
  return reachesBack(deps.local, kept.checkpoint.cursors.streams, state);
}

/**
 * The last own batch stays in the local copy for as long as the stream is written: what is numbered beyond it was
 * sealed by a twin, and under the same numbers its entries are others than those of the journal.
 */
async function isOwnLine(
  { local }: UsableDeps,
  { no, hash }: Applied,
  { stream, sealed }: ReplicaState["own"],
): Promise<boolean> {
  if (no <= sealed.no) return true;
  // what is sealed is perhaps forgotten with the rows
  const last = await newestNo(local, stream);
  const there = await local.at(stream, no);
  return last >= no && (there.length === 0 || there.includes(hash));
}

/**
 * A batch that follows names its last one as the one before it; of a fork those of the other line follow too, and then
 * its last one is at hand itself. Where none follows, no other stands in its place.
 */
async function isFollowed(deps: UsableDeps, stream: StreamId, no: number, hash: string): Promise<boolean> {
  const card = await deps.cards.get(stream);
  if (card === null) return true;
  const previous = new Set<string>();
  for (const [index, store] of [[deps.local, deps.run.local] as const, [deps.share, deps.run.share] as const]) {
    const following = index === null ? [] : await index.at(stream, no + 1);
    for (const next of following) {
      const opened = await openBatch(deps.run, store, card, { stream, no: no + 1, hash: next });
      if (opened !== null) previous.add(opened.batch.previous ?? "");
    }
  }
  if (previous.has(hash)) return true;
  let hasOther = previous.size > 0;
  for (const [index, store] of [[deps.local, deps.run.local] as const, [deps.share, deps.run.share] as const]) {
    const standing = index === null ? [] : await index.at(stream, no);
    hasOther ||= standing.some((other) => other !== shortHash(hash));
    const opened = standing.includes(shortHash(hash))
      ? await openBatch(deps.run, store, card, { stream, no, hash: shortHash(hash) })
      : null;
    if (opened?.batch.hash === hash) return true;
  }
  return !hasOther;
}

/** Of streams that are applied further here than a vector says, the local copy has the batches in between. */
export async function reachesBack(
  local: BatchIndex,
  vector: Vector,
  { streams }: { readonly streams: Vector },
): Promise<boolean> {
  for (const [stream, { no }] of Object.entries(streams)) {
    const from = appliedOf(vector, stream).no + 1;
    if (no < from) continue;
    const held = await local.between(stream, from, no);
    if (new Set(held.map((batch) => batch.no)).size < no - from + 1) return false;
  }
  return true;
}
