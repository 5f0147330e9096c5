/**
 * Step 5, first half: brings every batch that the share has and the local copy lacks, of streams with
 * news, and keeps those that are verified. Nothing is applied from the share itself, so an interrupted
 * sync fetches nothing twice.
 */
import { ok } from "../../kernel/result.ts";
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
import type { Attempt, Run } from "./sync-run.ts";

interface FetchDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
  /** What the checkpoint of the local copy covers: batches that it stands for are not wanted. */
  readonly covered: Vector;
}

export async function fetchNews(deps: FetchDeps, heads: Heads, state: ReplicaState): Attempt<null> {
  const { run, local, cards, covered } = deps;
  run.log.enter("read");
  const wanted: BatchRef[] = [];
  for (const [stream, ofStream] of heads) {
    const lacking = await lackingOf(deps, ofStream, state, stream, appliedOf(covered, stream).no);
    if (!lacking.ok) return lacking;
    wanted.push(...lacking.value);
  }
  const fetched = await fetchEach(deps, wanted);
  if (!fetched.ok) return fetched;
  // of a line that parts below a checkpoint all is wanted: only its files, and ours beside them, tell which one stays
  const parted: BatchRef[] = [];
  for (const [stream, ofStream] of heads) {
    const card = stream !== state.own.stream && appliedOf(covered, stream).no > 0 ? await cards.get(stream) : ok(null);
    if (!card.ok) return card;
    const parts =
      card.value === null
        ? ok(false)
        : await partsBelow(run, local, card.value, ofStream, appliedOf(state.streams, stream));
    if (!parts.ok) return parts;
    const lacking = parts.value ? await lackingOf(deps, ofStream, state, stream, 0) : ok([]);
    if (!lacking.ok) return lacking;
    parted.push(...lacking.value);
  }
  return fetchEach(deps, parted);
}

/** @param covered batches up to here are not wanted, where none stands in the local copy under their number */
async function lackingOf(
  { share, local, cards }: FetchDeps,
  heads: readonly BatchRef[],
  state: ReplicaState,
  stream: StreamId,
  covered: number,
): Attempt<readonly BatchRef[]> {
  const range = await newsRange(local, heads, state, stream);
  if (!range.ok) return range;
  if (range.value === null) return ok([]);
  const card = await cards.get(stream);
  if (!card.ok) return card;
  if (card.value === null) return ok([]);
  const listed = await share.between(stream, range.value.from, range.value.to);
  if (!listed.ok) return listed;
  const { floor = 1 } = state.streams[stream] ?? {};
  // what was dropped here for an erasing nobody brings again
  const lowest = Math.max(floor, (state.erasure.cleared[stream] ?? 0) + 1);
  const wanted: BatchRef[] = [];
  for (const ref of listed.value) {
    if (ref.no < lowest) continue;
    const kept = await local.at(stream, ref.no);
    if (!kept.ok) return kept;
    const isCovered = kept.value.length === 0 && ref.no <= covered;
    if (!isCovered && !kept.value.includes(ref.hash)) wanted.push(ref);
  }
  return ok(wanted);
}

/** Whether some head is not on the line that is applied here, as far as the local copy shows it. */
async function partsBelow(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  heads: readonly BatchRef[],
  applied: Applied,
): Attempt<boolean> {
  for (const head of heads) {
    const kept = await local.at(card.stream, head.no);
    if (!kept.ok) return kept;
    if (head.no <= applied.no) {
      if (head.no === applied.no && head.hash === applied.hash) continue;
      if (!kept.value.includes(head.hash)) return ok(true);
      const meets = await meetsOurs(run, local, card, head, applied);
      if (!meets.ok) return meets;
      if (!meets.value) return ok(true);
      continue;
    }
    const line = kept.value.includes(head.hash)
      ? await streamLine(run, run.local, local, card, head, applied.no + 1)
      : ok(new Map<number, string>());
    if (!line.ok) return line;
    const next = line.value.get(applied.no + 1);
    const opened =
      next === undefined
        ? ok(null)
        : await openBatch(run, run.local, card, { stream: card.stream, no: applied.no + 1, hash: next });
    if (!opened.ok) return opened;
    if (opened.value !== null && shortHash(opened.value.batch.previous ?? "") !== applied.hash) return ok(true);
  }
  return ok(false);
}

/** Whether it can be followed in the local copy where a head's line and ours meet. */
async function meetsOurs(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  head: BatchRef,
  applied: Applied,
): Attempt<boolean> {
  const ours = await streamLine(run, run.local, local, card, applied, 1);
  if (!ours.ok) return ours;
  if (ours.value.get(head.no) === head.hash) return ok(true);
  const theirs = await streamLine(run, run.local, local, card, head, 1);
  return theirs.ok
    ? ok(
        (ours.value.has(1) && theirs.value.has(1)) ||
          [...theirs.value].some(([no, hash]) => ours.value.get(no) === hash),
      )
    : theirs;
}

export async function fetchEach(
  deps: Pick<FetchDeps, "run" | "local" | "cards">,
  wanted: readonly BatchRef[],
): Attempt<null> {
  const { log } = deps.run;
  log.expect("read", wanted.length);
  log.expect("verify", wanted.length);
  for (const ref of wanted) {
    const fetched = await fetchOne(deps, ref);
    if (!fetched.ok) return fetched;
  }
  return ok(null);
}

/** How far the checkpoint of the local copy reaches that covers most, of those with which somebody may begin. */
export async function readCounted({ run, local, cards }: Pick<FetchDeps, "run" | "local" | "cards">): Attempt<Vector> {
  const shelf = await readShelf(run, run.local, cards);
  if (!shelf.ok) return shelf;
  const counted = await withoutExcluded(run, local, cards, shelf.value);
  return counted.ok ? ok(plainVector(counted.value[0]?.checkpoint.cursors.streams ?? {})) : counted;
}

/** Null where the heads say nothing new. A head of a line that is not here is news too: perhaps of a fork. */
async function newsRange(
  local: BatchIndex,
  heads: readonly BatchRef[],
  state: ReplicaState,
  stream: StreamId,
): Attempt<{ readonly from: number; readonly to: number } | null> {
  if (stream === state.own.stream) return ok(null);
  const applied = state.streams[stream] ?? NOTHING;
  const numbers: number[] = [];
  for (const { no, hash } of heads) {
    if (no > applied.no) numbers.push(no);
    else {
      const kept = await local.at(stream, no);
      if (!kept.ok) return kept;
      if (!kept.value.includes(hash)) numbers.push(no);
    }
  }
  if (numbers.length === 0) return ok(null);
  return ok({ from: Math.max(1, firstOfFolder(Math.min(applied.no, ...numbers))), to: Math.max(...numbers) });
}

async function fetchOne(
  { run, local, cards }: Pick<FetchDeps, "run" | "local" | "cards">,
  ref: BatchRef,
): Attempt<null> {
  const device = cards.nameOf(ref.stream);
  const card = await cards.get(ref.stream);
  if (!card.ok) return card;
  if (card.value === null) return ok(null);
  run.log.enter("read");
  const opened = await openBatch(run, run.share, card.value, ref);
  if (!opened.ok) return opened;
  if (opened.value === null || opened.value.bytes.length > MAX_BATCH_FILE) return ok(null);
  const { bytes } = opened.value;
  run.log.count({ files: 1, bytes: bytes.length, device, file: batchName(ref) });
  run.log.enter("verify");
  const put = await run.local.put(batchName(ref), bytes);
  if (!put.ok) return put;
  run.log.count({ files: 1, bytes: bytes.length, device });
  run.log.add(ref.stream, bytes.length);
  run.log.provedAt.set(ref.stream, run.now());
  local.add(ref);
  return ok(null);
}
