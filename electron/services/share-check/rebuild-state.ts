/**
 * The state that a share gives. Its own records say which computers are out and which batches were declared lost, so
 * the lines are applied again until what they tell is what they were applied by.
 */
import { gapsOf } from "#shared/replication/lines/gaps.ts";
import { REMOVAL, removalsOf } from "#shared/replication/lines/removals.ts";
import type { Known } from "./replay.ts";
import { type Replayed, type ReplayStart, replay } from "./replay.ts";
import { baseOf, type CheckedState, replayStart, type StateDeps } from "./states.ts";
import { lineWith } from "./streams.ts";

export interface Rebuilt {
  readonly replayed: Replayed;
  /** The checkpoint that it stands on; null: on nothing. */
  readonly base: CheckedState | null;
  readonly known: Known;
}

const NOTHING: ReplayStart = { cursors: {}, rows: [] };
/** Each turn finds removals or gaps that the one before could not see; there are few. */
const MOST_TURNS = 20;

export async function rebuildState(deps: StateDeps, states: readonly CheckedState[]): Promise<Rebuilt> {
  const starts = new Map<CheckedState, ReplayStart>();
  const startAt = async (base: CheckedState | null): Promise<ReplayStart> => {
    if (base === null) return NOTHING;
    const start = starts.get(base) ?? (await replayStart(deps, base));
    starts.set(base, start);
    return start;
  };
  // where all batches are there, they prove more than a checkpoint does
  const isSwept = deps.streams.some(({ floor, batches: [first] }) => (first?.no ?? 1) > 1 || floor > 1);
  let known: Known = { out: new Map(), gaps: [] };
  for (let turn = 1; ; turn++) {
    const base = isSwept ? baseOf(states, deps.streams, known.out) : null;
    const { gaps } = known;
    const lines = deps.streams.map((stream) => lineWith(stream, base?.checkpoint ?? null, gaps));
    const replayed = replay(lines, await startAt(base), known);
    const found = knownBy(replayed);
    if (turn === MOST_TURNS || textOf(found) === textOf(known)) return { replayed, base, known };
    known = found;
  }
}

const knownBy = ({ rows }: Replayed): Known => ({ out: removalsOf(rows(REMOVAL)), gaps: gapsOf(rows("lost-batch")) });
const textOf = ({ out, gaps }: Known): string =>
  JSON.stringify([
    [...out].sort(([a], [b]) => (a < b ? -1 : 1)),
    [...gaps].sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.no - b.no)),
  ]);
