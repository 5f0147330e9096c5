/** Whether a sync has nothing to do: seen from the names of the heads alone, but for older heads beside the newest. */
import { readCovered } from "../checkpoints/checkpoint-shelf.ts";
import { isRebuildDue } from "../checkpoints/rebuild-bases.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import { type Heads, newestHead } from "../files/heads.ts";
import { streamsOut } from "../lines/known-removals.ts";
import type { StreamId } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";
import { isAcknowledgementDue } from "./acknowledge.ts";
import type { ReplicaState } from "./ports.ts";
import type { Run } from "./sync-run.ts";

/**
 * The own head stands there, so it is our store; and every head is what is applied here.
 * @param asked by a person
 * @param gone streams whose last batch nobody can bring from here: whatever head they have, there is nothing to do
 */
export function isIdle(
  heads: Heads,
  state: ReplicaState,
  nowMs: number,
  gone: ReadonlySet<StreamId>,
  asked = false,
): boolean {
  const { own, streams, unfinished, erasure } = state;
  if (unfinished || isRebuildDue(state)) return false;
  if (own.journaled > own.sealed.seq || own.sealed.no === 0 || isAcknowledgementDue(state, nowMs, asked)) return false;
  const known = { ...streams, [own.stream]: own.sealed };
  const isCurrent = (stream: StreamId): boolean => {
    const head = newestHead(heads, stream);
    if (gone.has(stream)) return true;
    // of a computer that is out its last batch too went for an erasing: on a share that is new nobody can put its head
    if (head === undefined && stream !== own.stream && (erasure.cleared[stream] ?? 0) >= (known[stream]?.no ?? 0))
      return true;
    return head !== undefined && head.no === known[stream]?.no && head.hash === known[stream]?.hash;
  };
  return [...new Set([...heads.keys(), ...Object.keys(known).filter((stream) => (known[stream]?.no ?? 0) > 0)])].every(
    isCurrent,
  );
}

/**
 * Streams of computers that are out, with no head on the share or with an older one only, whose last batch the local
 * copy lacks as well: a checkpoint stood for it here, and its owner, who had it, has erased it. The
 * exchange that found the share behind (`isBehind`) puts that checkpoint there; where it broke off, the next one that has
 * anything to do goes on with it.
 */
export async function goneFor(run: Run, heads: Heads, state: ReplicaState): Promise<ReadonlySet<StreamId>> {
  const behind = Object.entries(state.streams).filter(([stream, { no }]) => (newestHead(heads, stream)?.no ?? 0) < no);
  // where there is something to do anyway, nobody asks
  if (behind.length === 0 || !isIdle(heads, state, run.now(), new Set(behind.map(([stream]) => stream))))
    return new Set();
  const out = await streamsOut(run);
  const local = createBatchIndex(run.local);
  const gone = new Set<StreamId>();
  for (const [stream, { no, hash }] of behind) {
    if (!out.has(stream)) continue;
    const held = await local.at(stream, no);
    if (!held.includes(hash)) gone.add(stream);
  }
  return gone;
}

/**
 * An older head beside the newest is normal; one of a line that is not here may show a fork, and so may the only one of
 * a stream whose own newest nobody can bring.
 */
export async function areAllKnown(run: Run, heads: Heads, gone: ReadonlySet<StreamId>): Promise<boolean> {
  const local = createBatchIndex(run.local);
  for (const [stream, list] of heads) {
    for (const { no, hash } of gone.has(stream) ? list : list.slice(1)) {
      const known = await local.at(stream, no);
      if (known.includes(hash)) continue;
      // where a checkpoint stands for it, nothing can be told of it, today or tomorrow
      const covered = known.length === 0 ? await readCovered(run, createCards(run, false)) : {};
      if (appliedOf(covered, stream).no < no) return false;
    }
  }
  return true;
}
