/**
 * The causal cut: what every live device is known to have applied. A pure function of the applied batches,
 * so every device that has applied the same ones cuts alike. Below it and old enough, what was superseded may
 * go: whoever writes from now on has seen it.
 */
import { type Hlc, hlcToMs, makeHlc } from "../../kernel/hlc.ts";
import type { StreamState } from "../exchange/cursor.ts";
import type { OwnState, ReplicaState } from "../exchange/ports.ts";
import type { Applied, StreamId, Vector } from "../rows/entry.ts";
import { lesserApplied } from "../rows/vector.ts";

/** Time for a slow stick, an old backup, a second thought. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

/** What a device has applied, as far as its own batches say. */
export interface LiveStream {
  readonly stream: StreamId;
  readonly applied: Applied;
  readonly told: Vector;
}

/** @param out streams that are removed or retired: nobody waits for them */
export const liveStreams = (
  { own, streams }: Pick<ReplicaState, "own" | "streams">,
  out: ReadonlySet<StreamId>,
): readonly LiveStream[] =>
  [
    { stream: own.stream, applied: own.sealed, told: own.told },
    ...Object.entries(streams).map(([stream, { told, ...applied }]) => ({ stream, applied, told })),
  ].filter(({ stream }) => !out.has(stream));

/** Component by component the least; a stream of which somebody has told nothing is absent. */
export function causalCut(live: readonly LiveStream[]): Vector {
  const [first, ...rest] = live.map(({ stream, applied, told }): Vector => ({ ...told, [stream]: applied }));
  return first === undefined ? {} : rest.reduce(lesserVector, first);
}

const lesserVector = (a: Vector, b: Vector): Vector =>
  Object.fromEntries(
    Object.entries(a).flatMap(([stream, applied]) => {
      const other = b[stream];
      return other === undefined ? [] : [[stream, lesserApplied(applied, other)] as const];
    }),
  );

interface SealedAt {
  readonly own: Pick<OwnState, "stream" | "at">;
  readonly streams: Readonly<Record<StreamId, Pick<StreamState, "at">>>;
  readonly newest: Hlc;
}

/**
 * Stamps below it are thirty days older than the newest that was heard of, and than the last batch of every live
 * device: one clock that runs years ahead makes nothing old.
 */
export const agedBefore = ({ own, streams, newest }: SealedAt, out: ReadonlySet<StreamId>): Hlc => {
  const last = Object.entries({ ...streams, [own.stream]: own }).flatMap(([stream, { at }]) =>
    out.has(stream) ? [] : [at],
  );
  return makeHlc(Math.max(0, Math.min(hlcToMs(newest), ...last) - KEPT_MS), 0);
};

export interface FloorFacts {
  /** Lowest own batch that is kept now. */
  readonly floor: number;
  /** Last own batch that every live device has applied. */
  readonly cut: number;
  /** Last own batch that a valid checkpoint on the store covers. */
  readonly covered: number;
  /** Last own batch that is old enough. */
  readonly aged: number;
  /** Last own batch: it always stays, the next one names its hash. */
  readonly last: number;
}

/** It never falls. */
export const nextFloor = ({ floor, cut, covered, aged, last }: FloorFacts): number =>
  Math.max(floor, Math.min(cut + 1, covered + 1, aged + 1, last));
