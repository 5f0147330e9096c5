/** A whole look at a share: names, cards, chains, signatures, heads, what colleagues have seen, and the state that it gives. */
import type { Vector } from "#shared/replication/entry.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import type { Finding } from "./findings.ts";
import { type Replayed, replay } from "./replay.ts";
import { baseOf, type CheckedState, readStates, startOf } from "./states.ts";
import { type CheckedStream, lineBehind, readStreams } from "./streams.ts";
import { walkShare } from "./walk.ts";

export interface ShareCheck {
  readonly findings: readonly Finding[];
  readonly streams: readonly CheckedStream[];
  /** Checkpoints that count. */
  readonly states: readonly CheckedState[];
  /** The one that the state was rebuilt on; null: on nothing. */
  readonly base: CheckedState | null;
  readonly replayed: Replayed;
  readonly bytes: number;
}

export async function checkShare(folder: string, key: LibraryKey): Promise<ShareCheck> {
  const findings: Finding[] = [];
  const find = (finding: Finding): void => void findings.push(finding);
  const walk = await walkShare(folder);
  for (const file of walk.foreign) find({ tag: "foreign", file });
  if (walk.moreForeign > 0) find({ tag: "many-foreign", count: walk.moreForeign });
  const store = createFolderStore(folder);
  const streams = await readStreams(store, key, walk.files, find);
  const deps = { store, key, streams, find };
  const states = await readStates(deps, walk.files);
  // where all batches are there, they prove more than a checkpoint does
  const swept = streams.filter(({ floor }) => floor > 1);
  const base = swept.length > 0 ? baseOf(states, streams) : null;
  if (swept.length > 0 && base === null) find({ tag: "no-base", devices: swept.map(({ device }) => device) });
  const replayed =
    base === null
      ? replay(streams)
      : replay(
          streams.map((stream) => lineBehind(stream, base.checkpoint)),
          await startOf(deps, base),
        );
  for (const finding of [...wentBack(streams, states), ...waits(streams, replayed), ...setAside(streams, replayed)]) find(finding);
  return { findings, streams, states, base, replayed, bytes: walk.bytes };
}

/** Whatever a signed batch or checkpoint says that its author had seen was there once. */
function wentBack(streams: readonly CheckedStream[], states: readonly CheckedState[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const { stream, device, batches } of streams) {
    const has = Math.max(0, ...batches.map(({ no }) => no));
    let most: { readonly seen: number; readonly by: string } = { seen: has, by: "" };
    const hear = (by: string, vector: Vector | undefined): void => {
      const seen = vector?.[stream]?.no ?? 0;
      if (seen > most.seen) most = { seen, by };
    };
    for (const other of streams) {
      for (const { body } of other.batches) for (const vector of [body.acked, ...body.entries.map(({ seen }) => seen)]) hear(other.device, vector);
    }
    for (const state of states) hear(state.device, state.checkpoint.cursors.streams);
    if (most.seen > has) found.push({ tag: "went-back", device, has, ...most });
  }
  return found;
}

const deviceOf = (streams: readonly CheckedStream[], id: string): string => streams.find(({ stream }) => stream === id)?.device ?? id;

const waits = (streams: readonly CheckedStream[], { waiting }: Replayed): readonly Finding[] =>
  waiting.map((line) => ({ tag: "waits", device: deviceOf(streams, line.stream), no: line.no, for: line.for.map((id) => deviceOf(streams, id)) }));

const setAside = (streams: readonly CheckedStream[], replayed: Replayed): readonly Finding[] =>
  streams.flatMap(({ stream, device }) => {
    const count = replayed.setAside.filter((item) => item.stream === stream).length;
    return count === 0 ? [] : [{ tag: "set-aside", device, count } as const];
  });
