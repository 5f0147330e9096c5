/**
 * Step 5, first half: brings every batch that the share has and the local copy lacks, of streams with
 * news, and keeps those that are verified. Nothing is applied from the share itself, so an interrupted
 * sync fetches nothing twice.
 */
import { ok } from "../kernel/result.ts";
import { MAX_BATCH_FILE } from "./batch.ts";
import type { BatchIndex } from "./batch-index.ts";
import type { Cards } from "./cards.ts";
import { openBatch } from "./chain.ts";
import type { StreamId, Vector } from "./entry.ts";
import type { Heads } from "./heads.ts";
import { type BatchRef, batchName, firstOfFolder } from "./names.ts";
import type { ReplicaState } from "./ports.ts";
import type { Attempt, Run } from "./sync-run.ts";
import { appliedOf, NOTHING } from "./vector.ts";

interface FetchDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
  /** What the checkpoint of the local copy covers: batches that it stands for are not wanted. */
  readonly covered: Vector;
}

export async function fetchNews({ run, share, local, cards, covered }: FetchDeps, heads: Heads, state: ReplicaState): Attempt<null> {
  run.log.enter("read");
  const wanted: BatchRef[] = [];
  for (const [stream, ofStream] of heads) {
    const range = await newsRange(local, ofStream, state, stream);
    if (!range.ok) return range;
    if (range.value === null) continue;
    const card = await cards.get(stream);
    if (!card.ok) return card;
    if (card.value === null) continue;
    const listed = await share.between(stream, range.value.from, range.value.to);
    if (!listed.ok) return listed;
    const { floor = 1 } = state.streams[stream] ?? {};
    for (const ref of listed.value) {
      if (ref.no < floor) continue;
      const kept = await local.at(stream, ref.no);
      if (!kept.ok) return kept;
      const isCovered = kept.value.length === 0 && ref.no <= appliedOf(covered, stream).no;
      if (!isCovered && !kept.value.includes(ref.hash)) wanted.push(ref);
    }
  }
  run.log.expect("read", wanted.length);
  run.log.expect("verify", wanted.length);
  for (const ref of wanted) {
    const fetched = await fetchOne({ run, local, cards }, ref);
    if (!fetched.ok) return fetched;
  }
  return ok(null);
}

/** Null where the heads say nothing new. A head of a line that is not here is news too: perhaps of a fork. */
async function newsRange(local: BatchIndex, heads: readonly BatchRef[], state: ReplicaState, stream: StreamId): Attempt<{ readonly from: number; readonly to: number } | null> {
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

async function fetchOne({ run, local, cards }: Pick<FetchDeps, "run" | "local" | "cards">, ref: BatchRef): Attempt<null> {
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
