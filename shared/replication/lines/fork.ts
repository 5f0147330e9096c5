/**
 * The fork rule for streams of others: of two valid batches under one number the line with the smaller
 * hash stays. Who had applied the other line forgets what was applied and rebuilds from the local copy.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { KeptCheckpoint } from "../checkpoints/checkpoint-shelf.ts";
import type { ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
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
): Promise<boolean> {
  if (no === 0) return false;
  const kept = await local.at(card.stream, no);
  if (!kept.includes(hash)) return false;
  const theirs = await streamLine(run, run.local, local, card, { no, hash }, 1);
  const ours = await streamLine(run, run.local, local, card, applied, 1);
  return [...theirs].some(([number, other]) => (ours.get(number) ?? other) !== other);
}

/** @returns whether a line was applied here that must not stay */
export async function hasAppliedExcluded(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  { streams }: Pick<ReplicaState, "streams">,
): Promise<boolean> {
  const forks = await excludedForks(run, local, cards, streams);
  for (const fork of forks) run.log.warn({ tag: "fork", device: cards.nameOf(fork.stream), ...fork });
  return forks.length > 0;
}

export async function standsOnExcluded(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  { streams }: Pick<ReplicaState, "streams">,
): Promise<boolean> {
  const forks = await excludedForks(run, local, cards, streams);
  return forks.length > 0;
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
): Promise<readonly KeptCheckpoint[]> {
  const left: KeptCheckpoint[] = [];
  for (const kept of shelf) {
    const forks = await excludedForks(run, local, cards, kept.checkpoint.cursors.streams);
    if (forks.length === 0) left.push(kept);
  }
  return left;
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
): Promise<readonly ExcludedFork[]> {
  const forks: ExcludedFork[] = [];
  for (const [stream, applied] of Object.entries(vector)) {
    const kept = await local.between(stream, 1, applied.no);
    if (kept.length === new Set(kept.map((batch) => batch.no)).size) continue;
    const card = await cards.get(stream);
    if (card === null) continue;
    const line = await streamLine(run, run.local, local, card, applied, 1);
    for (let no = 1; no <= applied.no; no++) {
      const ours = line.get(no);
      const hashes = await local.at(stream, no);
      // ours may be the one that stays at one fork and not at the next
      const smaller = hashes.filter((hash) => ours !== undefined && hash < ours);
      if (ours === undefined || smaller.length === 0) continue;
      const before = await previousOf(run, card, line, no);
      const other = await firstBehind(run, card, no, smaller, before);
      if (other === null) continue;
      forks.push({ stream, no, kept: other, excluded: ours });
      break;
    }
  }
  return forks;
}

/** Of some batches of one number the first that names this one as the one before it. */
async function firstBehind(
  run: Run,
  card: DeviceCard,
  no: number,
  hashes: readonly string[],
  before: string,
): Promise<string | null> {
  for (const hash of hashes) {
    const opened = await openBatch(run, run.local, card, { stream: card.stream, no, hash });
    if (opened !== null && shortHash(opened.batch.previous ?? "") === before) return hash;
  }
  return null;
}

/** Whether a batch that is here lies on a line that parts from the one applied here, and ours is the one that stays. */
export async function isExcluded(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  applied: Applied,
  head: Pick<Applied, "no" | "hash">,
): Promise<boolean> {
  const kept = await local.at(card.stream, head.no);
  if (!kept.includes(head.hash)) return false;
  const theirs = await streamLine(run, run.local, local, card, head, 1);
  const ours = await streamLine(run, run.local, local, card, applied, 1);
  const parted = [...theirs.keys()].filter((no) => (ours.get(no) ?? theirs.get(no)) !== theirs.get(no));
  const no = Math.min(...parted);
  const [mine, other] = [ours.get(no), theirs.get(no)];
  if (mine === undefined || other === undefined || mine > other) return false;
  const before = await previousOf(run, card, ours, no);
  const behind = await firstBehind(run, card, no, [other], before);
  return behind !== null;
}

/** The batch before, also where a checkpoint covers it and it is not here itself. */
async function previousOf(run: Run, card: DeviceCard, line: ReadonlyMap<number, string>, no: number): Promise<string> {
  const before = line.get(no - 1);
  if (before !== undefined || no === 1) return before ?? "";
  const opened = await openBatch(run, run.local, card, { stream: card.stream, no, hash: line.get(no) ?? "" });
  return shortHash(opened?.batch.previous ?? "");
}
