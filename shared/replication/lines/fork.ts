/**
 * The fork rule for streams of others: of two valid batches under one number the line with the smaller
 * hash stays. Who had applied the other line forgets what was applied and rebuilds from the local copy.
 */
import { ok } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { KeptCheckpoint } from "../checkpoints/checkpoint-shelf.ts";
import type { ReplicaState } from "../exchange/ports.ts";
import type { Attempt, Run } from "../exchange/sync-run.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import { shortHash } from "../files/names.ts";
import type { Applied, StreamId, Vector } from "../rows/entry.ts";

/**
 * Whether a batch that is here lies on another line than the one that is applied: what its readers had seen
 * then counts as seen, for it will never come.
 */
export async function isOnOtherLine(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  applied: Applied,
  { no, hash }: Applied,
): Attempt<boolean> {
  if (no === 0) return ok(false);
  const kept = await local.at(card.stream, no);
  if (!kept.ok) return kept;
  if (!kept.value.includes(hash)) return ok(false);
  const theirs = await streamLine(run, run.local, local, card, { no, hash }, 1);
  if (!theirs.ok) return theirs;
  const ours = await streamLine(run, run.local, local, card, applied, 1);
  if (!ours.ok) return ours;
  return ok([...theirs.value].some(([number, other]) => (ours.value.get(number) ?? other) !== other));
}

/** @returns whether a line was applied here that must not stay */
export async function hasAppliedExcluded(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  { streams }: Pick<ReplicaState, "streams">,
): Attempt<boolean> {
  const forks = await excludedForks(run, local, cards, streams);
  if (!forks.ok) return forks;
  for (const fork of forks.value) run.log.warn({ tag: "fork", device: cards.nameOf(fork.stream), ...fork });
  return ok(forks.value.length > 0);
}

export async function standsOnExcluded(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  { streams }: Pick<ReplicaState, "streams">,
): Attempt<boolean> {
  const forks = await excludedForks(run, local, cards, streams);
  return forks.ok ? ok(forks.value.length > 0) : forks;
}

/**
 * Of some checkpoints those that stand on no line of which it is known here that it is excluded: nobody may begin with
 * the others.
 */
export async function withoutExcluded(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  shelf: readonly KeptCheckpoint[],
): Attempt<readonly KeptCheckpoint[]> {
  const left: KeptCheckpoint[] = [];
  for (const kept of shelf) {
    const forks = await excludedForks(run, local, cards, kept.checkpoint.cursors.streams);
    if (!forks.ok) return forks;
    if (forks.value.length === 0) left.push(kept);
  }
  return ok(left);
}

interface ExcludedFork {
  readonly stream: StreamId;
  readonly no: number;
  /** Starts of hashes: of the batch that stays, and of the one that does not. */
  readonly kept: string;
  readonly excluded: string;
}

/** Where a vector stands on lines that must not stay, as far as the local copy shows it. */
async function excludedForks(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  vector: Vector,
): Attempt<readonly ExcludedFork[]> {
  const forks: ExcludedFork[] = [];
  for (const [stream, applied] of Object.entries(vector)) {
    const kept = await local.between(stream, 1, applied.no);
    if (!kept.ok) return kept;
    if (kept.value.length === new Set(kept.value.map((batch) => batch.no)).size) continue;
    const card = await cards.get(stream);
    if (!card.ok) return card;
    if (card.value === null) continue;
    const line = await streamLine(run, run.local, local, card.value, applied, 1);
    if (!line.ok) return line;
    for (let no = 1; no <= applied.no; no++) {
      const ours = line.value.get(no);
      const hashes = await local.at(stream, no);
      if (!hashes.ok) return hashes;
      // ours may be the one that stays at one fork and not at the next
      const smaller = hashes.value.filter((hash) => ours !== undefined && hash < ours);
      if (ours === undefined || smaller.length === 0) continue;
      const before = await previousOf(run, card.value, line.value, no);
      if (!before.ok) return before;
      const other = await firstBehind(run, card.value, no, smaller, before.value);
      if (!other.ok) return other;
      if (other.value === null) continue;
      forks.push({ stream, no, kept: other.value, excluded: ours });
      break;
    }
  }
  return ok(forks);
}

/** Of some batches of one number the first that names this one as the one before it. */
async function firstBehind(
  run: Run,
  card: DeviceCard,
  no: number,
  hashes: readonly string[],
  before: string,
): Attempt<string | null> {
  for (const hash of hashes) {
    const opened = await openBatch(run, run.local, card, { stream: card.stream, no, hash });
    if (!opened.ok) return opened;
    if (opened.value !== null && shortHash(opened.value.batch.previous ?? "") === before) return ok(hash);
  }
  return ok(null);
}

/** Whether a batch that is here lies on a line that parts from the one applied here, and ours is the one that stays. */
export async function isExcluded(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  applied: Applied,
  head: Pick<Applied, "no" | "hash">,
): Attempt<boolean> {
  const kept = await local.at(card.stream, head.no);
  if (!kept.ok) return kept;
  if (!kept.value.includes(head.hash)) return ok(false);
  const theirs = await streamLine(run, run.local, local, card, head, 1);
  if (!theirs.ok) return theirs;
  const ours = await streamLine(run, run.local, local, card, applied, 1);
  if (!ours.ok) return ours;
  const parted = [...theirs.value.keys()].filter(
    (no) => (ours.value.get(no) ?? theirs.value.get(no)) !== theirs.value.get(no),
  );
  const no = Math.min(...parted);
  const [mine, other] = [ours.value.get(no), theirs.value.get(no)];
  if (mine === undefined || other === undefined || mine > other) return ok(false);
  const before = await previousOf(run, card, ours.value, no);
  if (!before.ok) return before;
  const behind = await firstBehind(run, card, no, [other], before.value);
  return behind.ok ? ok(behind.value !== null) : behind;
}

/** The batch before, also where a checkpoint covers it and it is not here itself. */
async function previousOf(run: Run, card: DeviceCard, line: ReadonlyMap<number, string>, no: number): Attempt<string> {
  const before = line.get(no - 1);
  if (before !== undefined || no === 1) return ok(before ?? "");
  const opened = await openBatch(run, run.local, card, { stream: card.stream, no, hash: line.get(no) ?? "" });
  return opened.ok ? ok(shortHash(opened.value?.batch.previous ?? "")) : opened;
}
