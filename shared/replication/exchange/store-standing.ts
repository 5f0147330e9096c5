/**
 * What stands on a store, against what stood there: at the end the own head must be there, and what was seen is
 * remembered by the store's marker, so that the next sync can name whose data went back.
 */

import type { Cards } from "../files/cards.ts";
import { type Heads, newestHead, readHeads } from "../files/heads.ts";
import type { Markers } from "../files/markers.ts";
import { type BatchRef, HEADS } from "../files/names.ts";
import { streamsOut } from "../lines/known-removals.ts";
import type { StreamId } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";
import type { OwnState, ReplicaState } from "./ports.ts";
import { Stopped } from "./stopped.ts";
import type { Run } from "./sync-run.ts";

/** The share has lost what this device had put there. */
export const isWiped = (heads: Heads, { own }: ReplicaState): boolean => own.published > 0 && !heads.has(own.stream);

/** Step 8: the own head stands on the store, or it is said that it does not. */
export async function prove(
  run: Run,
  own: OwnState,
  streams: ReplicaState["streams"],
  { store }: Markers,
): Promise<void> {
  run.log.enter("finish");
  const listed = await run.share.list(HEADS);
  const heads = readHeads(listed);
  const isBlocked = run.log.blocked.has(own.stream);
  if (
    own.sealed.no > 0 &&
    !isBlocked &&
    !(heads.get(own.stream) ?? []).some(({ no, hash }) => no === own.sealed.no && hash === own.sealed.hash)
  )
    throw new Stopped({ tag: "not-kept" });
  if (own.sealed.no > 0 && !isBlocked) run.log.provedAt.set(own.stream, run.now());
  // what went there beside a line that could not be followed nobody can count as common later
  if (own.published !== own.sealed.seq && !run.log.isLineInDoubt && !isBlocked) {
    await run.replica.published(own.sealed.seq);
  }
  if (store === null) return;
  await run.memory.write(store, verifiedIn(heads, own, streams));
}

/** What is put back to a share shows whether a batch was gone, or only the head that tells of it. */
export function proveLoss({ log }: Run, stream: StreamId, there: readonly BatchRef[]): void {
  const loss = log.losses.get(stream);
  if (loss === undefined || loss.isProved) return;
  if (there.some(({ no }) => no === loss.warning.from)) log.losses.delete(stream);
  else log.losses.set(stream, { ...loss, isProved: true });
}

/** Of each stream the highest head that is of a batch applied here: a head alone is no evidence. */
const verifiedIn = (
  heads: Heads,
  own: OwnState,
  streams: ReplicaState["streams"],
): Readonly<Record<StreamId, number>> =>
  Object.fromEntries(
    [...heads].flatMap(([stream, list]) => {
      const applied = stream === own.stream ? own.sealed.no : appliedOf(streams, stream).no;
      const newest = list.find(({ no }) => no <= applied);
      return newest === undefined ? [] : [[stream, newest.no] as const];
    }),
  );

/**
 * Names whose data went back on this store since it was last seen. Where only the head is away it may be late, for who
 * has put a newer one takes the older one away; only a batch that stood there and is gone proves a loss.
 */
export async function warnOfLoss(
  { run, cards }: { readonly run: Run; readonly cards: Cards },
  heads: Heads,
  { own, streams, erasure }: ReplicaState,
  { store }: Markers,
): Promise<void> {
  if (store === null) return;
  const seen = await run.memory.read(store);
  for (const [stream, remembered] of Object.entries(seen)) {
    const to = newestHead(heads, stream)?.no ?? 0;
    const from = Math.min(remembered, stream === own.stream ? own.sealed.no : appliedOf(streams, stream).no);
    if (to >= from) continue;
    // of a computer that is out all goes that speaks of what was erased
    const out = to === 0 && (erasure.tainted[stream] ?? 0) >= from ? await streamsOut(run) : new Set();
    if (out.has(stream)) continue;
    const card = await cards.get(stream);
    run.log.losses.set(stream, {
      warning: { tag: "went-back", stream, device: card?.device ?? null, from, to },
      isProved: false,
    });
  }
}
