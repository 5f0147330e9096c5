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
import type { StreamId } from "./entry.ts";
import type { Heads } from "./heads.ts";
import { type BatchRef, batchName, folderOf } from "./names.ts";
import type { ReplicaState } from "./ports.ts";
import type { Attempt, Run } from "./sync-run.ts";
import { NOTHING } from "./vector.ts";

interface FetchDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
}

/** @returns streams that got a batch under a number already applied: perhaps a fork */
export async function fetchNews({ run, share, local, cards }: FetchDeps, heads: Heads, state: ReplicaState): Attempt<ReadonlySet<StreamId>> {
  run.log.enter("read");
  const wanted: BatchRef[] = [];
  for (const [stream, ofStream] of heads) {
    const range = newsRange(ofStream, state, stream);
    if (range === null) continue;
    const card = await cards.get(stream);
    if (!card.ok) return card;
    if (card.value === null) continue;
    const listed = await share.between(stream, range.from, range.to);
    if (!listed.ok) return listed;
    for (const ref of listed.value) {
      const kept = await local.at(stream, ref.no);
      if (!kept.ok) return kept;
      if (!kept.value.includes(ref.hash)) wanted.push(ref);
    }
  }
  run.log.expect("read", wanted.length);
  run.log.expect("verify", wanted.length);
  const late = new Set<StreamId>();
  for (const ref of wanted) {
    const fetched = await fetchOne({ run, share, local, cards }, ref);
    if (!fetched.ok) return fetched;
    if (fetched.value && ref.no <= (state.streams[ref.stream] ?? NOTHING).no) late.add(ref.stream);
  }
  return ok(late);
}

/** Null where the heads say nothing new. The folder of the last applied batch is listed too: a fork shows there. */
function newsRange(heads: readonly BatchRef[], state: ReplicaState, stream: StreamId): { readonly from: number; readonly to: number } | null {
  const applied = stream === state.own.stream ? state.own.sealed : (state.streams[stream] ?? NOTHING);
  const news = heads.filter((head) => head.no > applied.no || (head.no === applied.no && head.hash !== applied.hash));
  if (news.length === 0 || stream === state.own.stream) return null;
  return { from: Math.max(1, folderOf(applied.no) * 256), to: Math.max(...news.map(({ no }) => no)) };
}

async function fetchOne({ run, local, cards }: FetchDeps, ref: BatchRef): Attempt<boolean> {
  const device = cards.nameOf(ref.stream);
  const card = await cards.get(ref.stream);
  if (!card.ok) return card;
  if (card.value === null) return ok(false);
  run.log.enter("read");
  const opened = await openBatch(run, run.share, card.value, ref);
  if (!opened.ok) return opened;
  if (opened.value === null || opened.value.bytes.length > MAX_BATCH_FILE) return ok(false);
  const { bytes } = opened.value;
  run.log.count({ files: 1, bytes: bytes.length, device, file: batchName(ref) });
  run.log.enter("verify");
  const put = await run.local.put(batchName(ref), bytes);
  if (!put.ok) return put;
  run.log.count({ files: 1, bytes: bytes.length, device });
  local.add(ref);
  return ok(true);
}
