/**
 * Step 5, first half: brings every batch that the share has and the local copy lacks, of streams with
 * news, and keeps those that are verified. Nothing is applied from the share itself, so an interrupted
 * sync fetches nothing twice.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import { readShelf } from "../checkpoints/checkpoint-shelf.ts";
import { MAX_BATCH_FILE } from "../files/batch.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import type { Heads } from "../files/heads.ts";
import { type BatchRef, batchName, firstOfFolder, shortHash } from "../files/names.ts";
import { withoutExcluded } from "../lines/fork.ts";
import type { Applied, StreamId, Vector } from "../rows/entry.ts";
import { appliedOf, NOTHING, plainVector } from "../rows/vector.ts";
import type { ReplicaState } from "./ports.ts";
import type { Run } from "./sync-run.ts";

interface FetchDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
  /** What the checkpoint of the local copy covers: batches that it stands for are not wanted. */
  readonly covered: Vector;
}

export async function fetchNews(deps: FetchDeps, heads: Heads, state: ReplicaState): Promise<void> {
  const { run, local, cards, covered } = deps;
  run.log.enter("read");
  const wanted: BatchRef[] = [];
  for (const [stream, ofStream] of heads) {
    const lacking = await lackingOf(deps, ofStream, state, stream, appliedOf(covered, stream).no);
    wanted.push(...lacking);
  }
  await fetchEach(deps, wanted);
  // of a line that parts below a checkpoint all is wanted: only its files, and ours beside them, tell which one stays
  const parted: BatchRef[] = [];
  for (const [stream, ofStream] of heads) {
    const card = stream !== state.own.stream && appliedOf(covered, stream).no > 0 ? await cards.get(stream) : null;
    const parts =
      card === null ? false : await partsBelow(run, local, card, ofStream, appliedOf(state.streams, stream));
    const lacking = parts ? await lackingOf(deps, ofStream, state, stream, 0) : [];
    parted.push(...lacking);
  }
  return fetchEach(deps, parted);
}

/** @param covered batches up to here are not wanted, where none stands in the local copy under their number */
async function lackingOf(
  { run, share, local, cards }: FetchDeps,
  heads: readonly BatchRef[],
  state: ReplicaState,
  stream: StreamId,
  covered: number,
): Promise<readonly BatchRef[]> {
  const card = await cards.get(stream);
  if (card === null) return [];
  const range = await newsRange(run, local, card, heads, state);
  if (range === null) return [];
  const listed = await share.between(stream, range.from, range.to);
  const { floor = 1 } = state.streams[stream] ?? {};
  // what was dropped here for an erasing nobody brings again
  const lowest = Math.max(floor, (state.erasure.cleared[stream] ?? 0) + 1);
  const wanted: BatchRef[] = [];
  for (const ref of listed) {
    if (ref.no < lowest) continue;
    const kept = await local.at(stream, ref.no);
    const isCovered = kept.length === 0 && ref.no <= covered;
    if (!isCovered && !kept.includes(ref.hash)) wanted.push(ref);
  }
  return wanted;
}

/** Whether some head is not on the line that is applied here, as far as the local copy shows it. */
async function partsBelow(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  heads: readonly BatchRef[],
  applied: Applied,
): Promise<boolean> {
  for (const head of heads) {
    const kept = await local.at(card.stream, head.no);
    if (head.no <= applied.no) {
      if (head.no === applied.no && head.hash === applied.hash) continue;
      if (!kept.includes(head.hash)) return true;
      const meets = await meetsOurs(run, local, card, head, applied);
      if (!meets) return true;
      continue;
    }
    const line = kept.includes(head.hash)
      ? await streamLine(run, run.local, local, card, head, applied.no + 1)
      : new Map<number, string>();
    const next = line.get(applied.no + 1);
    const opened =
      next === undefined
        ? null
        : await openBatch(run, run.local, card, { stream: card.stream, no: applied.no + 1, hash: next });
    if (opened !== null && shortHash(opened.batch.previous ?? "") !== applied.hash) return true;
  }
  return false;
}

/** Whether it can be followed in the local copy where a head's line and ours meet. */
async function meetsOurs(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  head: BatchRef,
  applied: Applied,
): Promise<boolean> {
  const ours = await streamLine(run, run.local, local, card, applied, 1);
  if (ours.get(head.no) === head.hash) return true;
  const theirs = await streamLine(run, run.local, local, card, head, 1);
  return (ours.has(1) && theirs.has(1)) || [...theirs].some(([no, hash]) => ours.get(no) === hash);
}

export async function fetchEach(
  deps: Pick<FetchDeps, "run" | "local" | "cards">,
  wanted: readonly BatchRef[],
): Promise<void> {
  const { log } = deps.run;
  log.expect("read", wanted.length);
  log.expect("verify", wanted.length);
  for (const ref of wanted) {
    await fetchOne(deps, ref);
  }
}

/** How far the checkpoint of the local copy reaches that covers most, of those with which somebody may begin. */
export async function readCounted({ run, local, cards }: Pick<FetchDeps, "run" | "local" | "cards">): Promise<Vector> {
  const shelf = await readShelf(run, run.local, cards);
  const counted = await withoutExcluded(run, local, cards, shelf);
  return plainVector(counted[0]?.checkpoint.cursors.streams ?? {});
}

/**
 * Null where the heads say nothing new. A head of a line that is not here is news too, perhaps of a fork; and so is one
 * that is here without what lies between it and ours, which alone tells which line stays.
 */
async function newsRange(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  heads: readonly BatchRef[],
  state: ReplicaState,
): Promise<{ readonly from: number; readonly to: number } | null> {
  const { stream } = card;
  if (stream === state.own.stream) return null;
  const applied = state.streams[stream] ?? NOTHING;
  const numbers: number[] = [];
  for (const { no, hash } of heads) {
    if (no > applied.no) numbers.push(no);
    else {
      const kept = await local.at(stream, no);
      const isFollowed = kept.includes(hash) && (await meetsOurs(run, local, card, { stream, no, hash }, applied));
      if (!isFollowed) numbers.push(no);
    }
  }
  if (numbers.length === 0) return null;
  return { from: Math.max(1, firstOfFolder(Math.min(applied.no, ...numbers))), to: Math.max(...numbers) };
}

async function fetchOne(
  { run, local, cards }: Pick<FetchDeps, "run" | "local" | "cards">,
  ref: BatchRef,
): Promise<void> {
  const device = cards.nameOf(ref.stream);
  const card = await cards.get(ref.stream);
  if (card === null) return;
  run.log.enter("read");
  const opened = await openBatch(run, run.share, card, ref);
  if (opened === null || opened.bytes.length > MAX_BATCH_FILE) return;
  const { bytes } = opened;
  run.log.count({ files: 1, bytes: bytes.length, device, file: batchName(ref) });
  run.log.enter("verify");
  await run.local.put(batchName(ref), bytes);
  run.log.count({ files: 1, bytes: bytes.length, device });
  run.log.add(ref.stream, bytes.length);
  run.log.provedAt.set(ref.stream, run.now());
  local.add(ref);
}
