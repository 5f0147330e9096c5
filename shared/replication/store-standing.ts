/**
 * What stands on a store, against what stood there: at the end the own head must be there, and what was seen is
 * remembered by the store's marker, so that the next sync can name whose data went back.
 */
import { err, ok } from "../kernel/result.ts";
import type { Cards } from "./cards.ts";
import { type Heads, newestHead, readHeads } from "./heads.ts";
import { streamsOut } from "./known-removals.ts";
import type { Markers } from "./markers.ts";
import { HEADS } from "./names.ts";
import type { OwnState, ReplicaState } from "./ports.ts";
import type { Attempt, Run } from "./sync-run.ts";

/** The share has lost what this device had put there. */
export const isWiped = (heads: Heads, { own }: ReplicaState): boolean => own.published > 0 && !heads.has(own.stream);

/** Step 8: the own head stands on the store, or it is said that it does not. */
export async function prove(run: Run, own: OwnState, { store }: Markers): Attempt<null> {
  run.log.enter("finish");
  const listed = await run.share.list(HEADS);
  if (!listed.ok) return listed;
  const heads = readHeads(listed.value);
  if (own.sealed.no > 0 && !(heads.get(own.stream) ?? []).some(({ no, hash }) => no === own.sealed.no && hash === own.sealed.hash)) return err({ tag: "not-kept" });
  if (own.sealed.no > 0) run.log.provedAt.set(own.stream, run.now());
  // what went there beside a line that could not be followed nobody can count as common later
  if (own.published !== own.sealed.seq && !run.log.isLineInDoubt) {
    const noted = await run.replica.published(own.sealed.seq);
    if (!noted.ok) return noted;
  }
  if (store === null) return ok(null);
  return run.memory.write(store, Object.fromEntries([...heads].map(([stream, [newest]]) => [stream, newest?.no ?? 0]))) as Attempt<null>; // void counts as null
}

/** Names whose data went back on this store since it was last seen. */
export async function warnOfLoss(run: Run, cards: Cards, heads: Heads, { own, streams, erasure }: ReplicaState, { store }: Markers): Attempt<null> {
  if (store === null) return ok(null);
  const seen = await run.memory.read(store);
  if (!seen.ok) return seen;
  for (const [stream, from] of Object.entries(seen.value)) {
    const to = newestHead(heads, stream)?.no ?? 0;
    if (to >= from || (stream !== own.stream && streams[stream] === undefined)) continue;
    // of a computer that is out all goes that speaks of what was erased
    const out = to === 0 && (erasure.tainted[stream] ?? 0) >= from ? await streamsOut(run) : ok(new Set());
    if (!out.ok) return out;
    if (out.value.has(stream)) continue;
    const card = await cards.get(stream);
    if (!card.ok) return card;
    run.log.warn({ tag: "went-back", stream, device: card.value?.device ?? null, from, to });
  }
  return ok(null);
}
