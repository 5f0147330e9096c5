/** Opens every card and batch of a share, and follows each stream's line from its tip down. */
import type { DeviceCard, OpenedBatch } from "#shared/kernel/sealed.ts";
import type { Checkpoint } from "#shared/replication/checkpoints/checkpoint.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { type BatchBody, parseBody } from "#shared/replication/files/batch.ts";
import { type BatchRef, batchName, deviceName, shortHash } from "#shared/replication/files/names.ts";
import { type Gap, gapBehind } from "#shared/replication/lines/gaps.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import { type LibraryKey, openBatchFile } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import type { Finding } from "./findings.ts";
import type { ShareFile } from "./walk.ts";

export interface CheckedBatch extends BatchRef {
  readonly firstSeq: number;
  /** Start of the hash of the batch before; empty for the first. */
  readonly previous: string;
  readonly floor: number;
  readonly body: BatchBody;
}

export interface CheckedStream {
  readonly stream: StreamId;
  readonly card: DeviceCard | null;
  readonly device: string;
  readonly heads: readonly BatchRef[];
  /** Lowest number that is still kept; below it a checkpoint counts. */
  readonly floor: number;
  /** All that opened, by number. */
  readonly batches: readonly CheckedBatch[];
  /** The line that counts, from the floor up; ends where it breaks. */
  readonly line: readonly CheckedBatch[];
}

export async function readStreams(
  store: Store,
  key: LibraryKey,
  files: readonly ShareFile[],
  find: (finding: Finding) => void,
): Promise<readonly CheckedStream[]> {
  const streams = new Map<StreamId, { heads: BatchRef[]; refs: BatchRef[] }>();
  for (const { name } of files) {
    if (!("stream" in name)) continue;
    const known = streams.get(name.stream) ?? { heads: [], refs: [] };
    streams.set(name.stream, known);
    if (name.tag === "head") known.heads.push(name);
    if (name.tag === "batch") known.refs.push(name);
  }
  const checked: CheckedStream[] = [];
  for (const [stream, { heads, refs }] of streams)
    checked.push(await readStream(store, key, { stream, heads, refs }, find));
  return checked;
}

interface Names {
  readonly stream: StreamId;
  readonly heads: readonly BatchRef[];
  readonly refs: readonly BatchRef[];
}

async function readStream(
  store: Store,
  key: LibraryKey,
  { stream, heads, refs }: Names,
  find: (finding: Finding) => void,
): Promise<CheckedStream> {
  const card = await readCard(store, key, stream, find);
  const device = card?.device ?? stream;
  const batches: CheckedBatch[] = [];
  if (card !== null) {
    for (const ref of refs) {
      const batch = await readBatch(store, key, card, ref, find);
      if (batch !== null) batches.push(batch);
    }
  }
  batches.sort((a, b) => a.no - b.no || (a.hash < b.hash ? -1 : 1));
  const floor = Math.max(1, ...batches.map((batch) => batch.floor));
  const kept = batches.filter(({ no }) => no >= floor);
  findGaps(kept, floor, device, find);
  const line = lineOf(kept, floor, null, device, find);
  if (card !== null) lookAtHeads(device, heads, refs, line, find);
  return { stream, card, device, heads, floor, batches, line };
}

async function readCard(
  store: Store,
  key: LibraryKey,
  stream: StreamId,
  find: (finding: Finding) => void,
): Promise<DeviceCard | null> {
  const bytes = await store.get(deviceName(stream));
  if (!bytes.ok) {
    find({ tag: "card-missing", device: stream });
    return null;
  }
  const card = openCard(key, stream, bytes.value);
  if (card.ok) return card.value;
  find({ tag: "refused", device: stream, file: deviceName(stream), error: card.error });
  return null;
}

async function readBatch(
  store: Store,
  key: LibraryKey,
  card: DeviceCard,
  ref: BatchRef,
  find: (finding: Finding) => void,
): Promise<CheckedBatch | null> {
  const file = batchName(ref);
  const bytes = await store.get(file);
  if (!bytes.ok) return null; // taken away meanwhile: the line tells
  const opened = openBatchFile(key, ref, card.signKey, bytes.value);
  const batch =
    opened.ok && shortHash(opened.value.hash) !== ref.hash
      ? ({ ok: false, error: { tag: "wrong-place" } } as const)
      : opened;
  if (!batch.ok) {
    find({ tag: "refused", device: card.device, file, error: batch.error });
    return null;
  }
  return checkedBatch(ref, batch.value, card.device, find);
}

function checkedBatch(
  ref: BatchRef,
  batch: OpenedBatch,
  device: string,
  find: (finding: Finding) => void,
): CheckedBatch | null {
  const body = parseBody(batch.text, batch.firstSeq);
  if (!body.ok) {
    find({ tag: "refused", device, file: batchName(ref), error: body.error });
    return null;
  }
  return {
    ...ref,
    firstSeq: batch.firstSeq,
    previous: shortHash(batch.previous ?? ""),
    floor: batch.floor,
    body: body.value,
  };
}

/**
 * The same stream with what follows on a checkpoint, and behind batches that were declared lost: a hole there does not
 * count.
 */
export function lineWith(
  stream: CheckedStream,
  base: Pick<Checkpoint, "cursors" | "hashes"> | null,
  gaps: readonly Gap[],
): CheckedStream {
  const { no } = base?.cursors.streams[stream.stream] ?? { no: 0 };
  const follow = (from: number, previous: string): readonly CheckedBatch[] =>
    lineOf(stream.batches, from, previous, stream.device, () => undefined);
  let line = no === 0 ? stream.line : follow(no + 1, shortHash(base?.hashes[stream.stream] ?? ""));
  for (;;) {
    const tip = line.at(-1)?.no ?? (no === 0 ? stream.floor - 1 : no);
    const gap = gapBehind(gaps, stream.stream, { no: tip, hash: "", seq: 0 });
    const behind = gap === undefined ? [] : follow(gap.no + 1, gap.hash);
    if (behind.length === 0) return { ...stream, line };
    line = [...line, ...behind];
  }
}

/** Upwards from a number; of two that follow on the same batch the smaller hash counts (the fork rule). */
function lineOf(
  batches: readonly CheckedBatch[],
  from: number,
  previous: string | null,
  device: string,
  find: (finding: Finding) => void,
): readonly CheckedBatch[] {
  const line: CheckedBatch[] = [];
  const byNo = new Map<number, CheckedBatch[]>();
  for (const batch of batches) byNo.set(batch.no, [...(byNo.get(batch.no) ?? []), batch]);
  for (let no = from; ; no++) {
    const before = line.at(-1)?.hash ?? previous;
    const here = byNo.get(no) ?? [];
    const [kept, excluded] = here.filter((batch) => before === null || batch.previous === before);
    if (excluded !== undefined && kept !== undefined)
      find({ tag: "fork", device, no, kept: kept.hash, excluded: excluded.hash });
    if (kept === undefined && here.length > 0) find({ tag: "broken", device, no });
    if (kept === undefined) return line;
    line.push(kept);
  }
}

function findGaps(
  batches: readonly CheckedBatch[],
  floor: number,
  device: string,
  find: (finding: Finding) => void,
): void {
  let next = floor;
  for (const { no } of batches) {
    if (no > next) find({ tag: "gap", device, from: next, to: no - 1 });
    next = Math.max(next, no + 1);
  }
}

function lookAtHeads(
  device: string,
  heads: readonly BatchRef[],
  refs: readonly BatchRef[],
  line: readonly CheckedBatch[],
  find: (finding: Finding) => void,
): void {
  for (const head of heads)
    if (!refs.some(({ no, hash }) => no === head.no && hash === head.hash))
      find({ tag: "head-empty", device, no: head.no });
  const tip = line.at(-1);
  if (tip !== undefined && !heads.some(({ no }) => no >= tip.no)) find({ tag: "head-missing", device, no: tip.no });
}
