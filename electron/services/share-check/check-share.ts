/**
 * A whole look at a share: names, cards, chains, signatures, heads, what colleagues have seen, and the state that it
 * gives.
 */
import type { Vector } from "#shared/replication/rows/entry.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import type { Finding } from "./findings.ts";
import { rebuildState } from "./rebuild-state.ts";
import type { Known, Replayed } from "./replay.ts";
import { type CheckedState, readStates } from "./states.ts";
import { type CheckedStream, readStreams } from "./streams.ts";
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
  const { replayed, base, known } = await rebuildState(deps, states);
  const swept = streams.filter(({ floor }) => floor > 1);
  if (swept.length > 0 && base === null) find({ tag: "no-base", devices: swept.map(({ device }) => device) });
  for (const finding of [
    ...wentBack(streams, states),
    ...waits(streams, replayed),
    ...setAside(streams, replayed),
    ...outs(streams, known),
  ])
    find(finding);
  const isSwept = (finding: Finding): boolean => finding.tag === "gap" && isSweptOut(finding, streams, base, known);
  return {
    findings: findings.filter((finding) => !isSwept(finding)).map((finding) => excused(finding, streams, known)),
    streams,
    states,
    base,
    replayed,
    bytes: walk.bytes,
  };
}

/** What is missing because somebody has said that it is lost for good is no news. */
function excused(finding: Finding, streams: readonly CheckedStream[], { gaps }: Known): Finding {
  if (finding.tag !== "gap") return finding;
  const isDeclared = gaps.some(
    ({ stream, first, no }) =>
      deviceOf(streams, stream) === finding.device && first <= finding.from && finding.to <= no,
  );
  return isDeclared ? { ...finding, tag: "declared-lost" } : finding;
}

/** The beginning of a computer that is out goes without a floor of its own, where a checkpoint stands for it. */
const isSweptOut = (
  { device, from, to }: Finding & { readonly tag: "gap" },
  streams: readonly CheckedStream[],
  base: CheckedState | null,
  { out }: Known,
): boolean =>
  streams.some(
    ({ stream, device: of, floor }) =>
      of === device && from === floor && out.has(stream) && (base?.checkpoint.cursors.streams[stream]?.no ?? 0) >= to,
  );

const outs = (streams: readonly CheckedStream[], { out }: Known): readonly Finding[] =>
  [...out.values()].map(({ stream, way, no }) => {
    const behind =
      streams
        .find((line) => line.stream === stream)
        ?.line.filter((batch) => batch.no > no && batch.body.entries.some(({ ops }) => ops.length > 0)).length ?? 0;
    return { tag: "out", device: deviceOf(streams, stream), way, no, behind };
  });

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
      for (const { body } of other.batches)
        for (const vector of [body.acked, ...body.entries.map(({ seen }) => seen)]) hear(other.device, vector);
    }
    for (const state of states) hear(state.device, state.checkpoint.cursors.streams);
    if (most.seen > has) found.push({ tag: "went-back", device, has, ...most });
  }
  return found;
}

const deviceOf = (streams: readonly CheckedStream[], id: string): string =>
  streams.find(({ stream }) => stream === id)?.device ?? id;

const waits = (streams: readonly CheckedStream[], { waiting }: Replayed): readonly Finding[] =>
  waiting.map((line) => ({
    tag: "waits",
    device: deviceOf(streams, line.stream),
    no: line.no,
    for: line.for.map((id) => deviceOf(streams, id)),
  }));

const setAside = (streams: readonly CheckedStream[], replayed: Replayed): readonly Finding[] =>
  streams.flatMap(({ stream, device }) => {
    const count = replayed.setAside.filter((item) => item.stream === stream).length;
    return count === 0 ? [] : [{ tag: "set-aside", device, count } as const];
  });
