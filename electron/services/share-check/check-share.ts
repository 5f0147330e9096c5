/** A whole look at a share: names, cards, chains, signatures, heads, what colleagues have seen, and the state that it gives. */
import type { Vector } from "#shared/replication/entry.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import type { Finding } from "./findings.ts";
import { type Replayed, replay } from "./replay.ts";
import { type CheckedStream, readStreams } from "./streams.ts";
import { walkShare } from "./walk.ts";

export interface ShareCheck {
  readonly findings: readonly Finding[];
  readonly streams: readonly CheckedStream[];
  readonly replayed: Replayed;
  readonly bytes: number;
}

export async function checkShare(folder: string, key: LibraryKey): Promise<ShareCheck> {
  const findings: Finding[] = [];
  const find = (finding: Finding): void => void findings.push(finding);
  const walk = await walkShare(folder);
  for (const file of walk.foreign) find({ tag: "foreign", file });
  if (walk.moreForeign > 0) find({ tag: "many-foreign", count: walk.moreForeign });
  const streams = await readStreams(createFolderStore(folder), key, walk.files, find);
  const replayed = replay(streams);
  for (const finding of [...wentBack(streams), ...waits(streams, replayed), ...setAside(streams, replayed)]) find(finding);
  return { findings, streams, replayed, bytes: walk.bytes };
}

/** Whatever a signed batch says that its author had seen was there once. */
function wentBack(streams: readonly CheckedStream[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const { stream, device, batches } of streams) {
    const has = Math.max(0, ...batches.map(({ no }) => no));
    let most: { readonly seen: number; readonly by: string } = { seen: has, by: "" };
    for (const other of streams) {
      for (const { body } of other.batches) {
        const told: readonly (Vector | undefined)[] = [body.acked, ...body.entries.map(({ seen }) => seen)];
        for (const vector of told) if ((vector?.[stream]?.no ?? 0) > most.seen) most = { seen: vector?.[stream]?.no ?? 0, by: other.device };
      }
    }
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
