/**
 * What an erasing takes of computers that are out. No floor of theirs rises, so the others take all that speaks of
 * the erased as soon as every live device has erased and has applied it; where that is the last batch, its head too.
 */

import type { ReplicaState } from "../exchange/ports.ts";
import { causalCut, liveStreams } from "../lines/cut.ts";
import type { StreamId } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";
import { hasErased } from "./erasing-progress.ts";

/** By stream, the last batch that goes; nobody carries it either. */
export function lastToErase(
  state: Pick<ReplicaState, "own" | "streams" | "erasure">,
  out: ReadonlySet<StreamId>,
): Readonly<Record<StreamId, number>> {
  const { own, erasure } = state;
  const cut = causalCut(liveStreams(state, out));
  if (!hasErased(cut, erasure.writes)) return {};
  const left = Object.entries(erasure.tainted).filter(([stream]) => out.has(stream) && stream !== own.stream);
  return Object.fromEntries(left.map(([stream, no]) => [stream, Math.min(no, appliedOf(cut, stream).no)]));
}
