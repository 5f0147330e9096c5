/**
 * Up to where the streams of computers that are out may be swept. None of them comes to raise a floor, so the
 * others sweep as if it had: below what every live device has applied, thirty days after the removal. A
 * checkpoint must still stand for it, as for everything that goes.
 */
import { hlcToMs } from "../../kernel/hlc.ts";
import type { ReplicaState } from "../exchange/ports.ts";
import { agedBefore, causalCut, liveStreams } from "../lines/cut.ts";
import type { Removals } from "../lines/removals.ts";
import { appliedOf } from "../rows/vector.ts";
import type { Floors } from "./floors.ts";

/** The last batch always stays, for who comes back: its head leads to it. */
export function outFloors(state: ReplicaState, removals: Removals): Floors {
  const { own, streams } = state;
  // whose own history is whole may have to apply all anew without any checkpoint
  if (own.floor === 1) return {};
  const out = new Set(removals.keys());
  const cut = causalCut(liveStreams(state, out));
  const before = hlcToMs(agedBefore(state, out));
  return Object.fromEntries(
    Object.entries(streams).flatMap(([stream, { no }]) => {
      const at = removals.get(stream)?.at ?? Number.POSITIVE_INFINITY;
      return at < before && no > 1 ? [[stream, Math.min(appliedOf(cut, stream).no + 1, no)]] : [];
    }),
  );
}
