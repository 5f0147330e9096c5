/**
 * Step 2: the own line on the share against the own journal. Where the share holds a batch that this
 * device signed and does not know, this profile is a clone or an old backup: it leaves the stream at the
 * last common batch and goes on under a new one (R6). After that step nothing triggers it again.
 */
import type { DeviceCard, OpenedBatch } from "../../kernel/sealed.ts";
import { readCovered } from "../checkpoints/checkpoint-shelf.ts";
import { DAY_MS } from "../exchange/acknowledge.ts";
import type { OwnState, ReplicaState } from "../exchange/ports.ts";
import { HEAD_CONTENT } from "../exchange/publish.ts";
import type { Run } from "../exchange/sync-run.ts";
import { parseBody } from "../files/batch.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import { type Cards, createCards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import type { Heads } from "../files/heads.ts";
import { type BatchRef, batchName, headName, shortHash } from "../files/names.ts";
import type { Applied } from "../rows/entry.ts";
import { appliedOf, NOTHING } from "../rows/vector.ts";
import { lastEntryInCheckpoint } from "./entries-in-checkpoint.ts";
import { onKeptLines } from "./kept-lines.ts";

interface Indexes {
  readonly share: BatchIndex;
  readonly local: BatchIndex;
}

/** Where this desk stands, and how far all other streams are applied. */
type Standing = Pick<ReplicaState, "own" | "streams">;

/** @returns whether the stream was left */
export async function settleOwnLine(
  run: Run,
  indexes: Indexes,
  cards: Cards,
  card: DeviceCard,
  standing: Standing,
  heads: Heads,
): Promise<boolean> {
  const { own } = standing;
  const line = await ownLine(run, indexes.local, card, own);
  const lowest = Math.min(own.sealed.no, ...line.keys());
  for (const head of heads.get(own.stream) ?? []) {
    // older than all that is kept of the own line: the share went back, and nothing can be told from it
    if (head.no < lowest) continue;
    if (head.no <= own.sealed.no && line.get(head.no) === head.hash) continue;
    const found = await findFork(run, indexes.share, card, line, head, own.sealed);
    if (found === null) continue;
    const stays = await isOursKept(run, indexes.share, card, line, found);
    if (stays) {
      await noteJudged(run, head);
      continue;
    }
    const fork = found;
    const point = fork.isMet
      ? await forkPoint(run, card, line, own, fork.no)
      : await lastCommon(run, cards, card, line, own, fork);
    await leaveAt(run, indexes.local, standing, point);
    return true;
  }
  return false;
}

/**
 * Of two lines the one with the smaller hash stays; where theirs is broken off it is not known what stands there beside
 * ours.
 */
async function isOursKept(
  run: Run,
  share: BatchIndex,
  card: DeviceCard,
  line: ReadonlyMap<number, string>,
  fork: Fork,
): Promise<boolean> {
  const no = fork.no + 1;
  const [ours, theirs = ""] = [line.get(no), fork.theirs.get(no)];
  if (!fork.isMet || ours === undefined || ours >= theirs) return false;
  const published = await share.at(card.stream, no);
  if (!published.includes(ours)) return false;
  run.log.warn({ tag: "fork", stream: card.stream, device: card.device, no, kept: ours, excluded: theirs });
  return true;
}

/**
 * Noted in the local copy: what was judged once is no news any more. The excluded line itself may not come into it, for
 * it bears the own numbers.
 */
const noteJudged = (run: Run, head: BatchRef): Promise<void> => run.local.put(headName(head), HEAD_CONTENT);

/** Whether a head of the own stream leads to a line that was excluded. */
export async function isJudged(run: Run, head: BatchRef): Promise<boolean> {
  const noted = await run.local.get(headName(head));
  return noted !== null;
}

/** Down to the first batch, or to the one that a checkpoint stands for. */
async function ownLine(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  { sealed }: OwnState,
): Promise<ReadonlyMap<number, string>> {
  const line = await streamLine(run, run.local, local, card, sealed, 1);
  if (line.size === 0 || line.has(1)) return line;
  const covered = await readCovered(run, createCards(run, false));
  const { no, hash } = appliedOf(covered, card.stream);
  return no === 0 || line.has(no) ? line : new Map([...line, [no, hash]]);
}

/**
 * Goes on under a new stream; own entries behind the fork are made anew there with what they had seen (R15).
 * The local copy drops the own batches behind it: no device must take them for the old stream's line.
 * @param isOut they do lie on that line, as empty ones, and whoever had seen them is waited for with them
 */
export async function leaveAt(
  run: Run,
  local: BatchIndex,
  { own, streams }: Standing,
  at: Applied,
  isOut = false,
): Promise<void> {
  const opened = await run.seal.newStream({ stream: own.stream, ...at });
  const { no, hash, seq } = opened.predecessor;
  const behind = own.sealed.no > no && !isOut ? await local.between(own.stream, no + 1, own.sealed.no) : [];
  // the last one first: what a crash leaves must still show where the lines part
  for (const batch of behind.toReversed()) {
    await run.local.delete(batchName(batch));
    local.remove(batch);
  }
  const lines = { run, local, cards: createCards(run, false), own: own.stream };
  await run.replica.moveTo(opened.stream, { no, hash, seq }, (seen) => onKeptLines(lines, streams, seen));
  run.log.warn({ tag: "new-stream", stream: opened.stream, from: own.stream, entries: own.journaled - seq });
}

interface Fork {
  /** The last common number; where their line could not be followed so far, the last one of ours that may be common. */
  readonly no: number;
  /** Hashes of their line as far as it was followed, by number. */
  readonly theirs: ReadonlyMap<number, string>;
  /** Their line was not swept, and no batch is missing for good, before it came to ours. */
  readonly isMet: boolean;
}

/** What is misread here would let this profile seal other batches under the same numbers: so it is read once more. */
async function openSurely(run: Run, card: DeviceCard, ref: BatchRef): Promise<OpenedBatch | null> {
  const first = await openBatch(run, run.share, card, ref);
  const opened = first === null ? await openBatch(run, run.share, card, ref) : first;
  return opened?.batch ?? null;
}

interface Proof {
  readonly ref: BatchRef;
  readonly batch: OpenedBatch;
}

/**
 * The newest signed batch that a head leads to. A head may be forged or older than its batch's loss and proves
 * nothing; but where its batch is spoilt, those between it and the own line prove as much.
 */
async function newestProof(
  run: Run,
  share: BatchIndex,
  card: DeviceCard,
  head: BatchRef,
  sealed: Applied,
): Promise<Proof | null> {
  const between = await share.between(card.stream, sealed.no + 1, head.no);
  const below = between.filter(({ no, hash }) => no !== head.no || hash !== head.hash).reverse();
  for (const ref of [head, ...below]) {
    const batch = await openSurely(run, card, ref);
    if (batch !== null) return { ref, batch };
  }
  return null;
}

/** Follows a line that is not ours back to where it meets ours; null where nothing is proved. */
async function findFork(
  run: Run,
  share: BatchIndex,
  card: DeviceCard,
  line: ReadonlyMap<number, string>,
  head: BatchRef,
  sealed: Applied,
): Promise<Fork | null> {
  const proof = await newestProof(run, share, card, head, sealed);
  if (proof === null) return null;
  let { ref, batch } = proof;
  const theirs = new Map<number, string>();
  let floor = 1;
  for (;;) {
    theirs.set(ref.no, ref.hash);
    floor = Math.max(floor, batch.floor);
    const no = ref.no - 1;
    const before = shortHash(batch.previous ?? "");
    if (no === 0 || line.get(no) === before) return { no, theirs, isMet: true };
    ref = { stream: card.stream, no, hash: before };
    const next = await openSurely(run, card, ref);
    // what is missing proves nothing (R1): who has it puts it back, or others see it soon
    if (next === null && no >= floor && isYoung(run, batch)) {
      run.log.isLineInDoubt = true;
      return null;
    }
    if (next === null) return { no: no - 1, theirs: theirs.set(no, before), isMet: false };
    batch = next;
  }
}

/**
 * Where their line cannot be followed to ours, common is what a checkpoint on it still holds of the own writes. That
 * they were published does not prove it: on a wiped folder, or on a stick, this line may have been the only one. So
 * without such a checkpoint all own entries are made anew: some may stand twice then, taken for common they might be
 * lost.
 */
async function lastCommon(
  run: Run,
  cards: Cards,
  card: DeviceCard,
  line: ReadonlyMap<number, string>,
  own: OwnState,
  fork: Fork,
): Promise<Applied> {
  const held = await lastEntryInCheckpoint(run, cards, own, fork.theirs);
  for (let no = Math.min(fork.no, own.sealed.no); held > 0 && line.has(no); no--) {
    const point = await forkPoint(run, card, line, own, no);
    if (point.seq > 0 && point.seq <= held) return point;
  }
  return NOTHING;
}

function isYoung(run: Run, { text, firstSeq }: OpenedBatch): boolean {
  const body = parseBody(text, firstSeq);
  return body.ok && Math.abs(run.now() - body.value.at) < DAY_MS;
}

async function forkPoint(
  run: Run,
  card: DeviceCard,
  line: ReadonlyMap<number, string>,
  own: OwnState,
  fork: number,
): Promise<Applied> {
  if (fork === own.sealed.no) return own.sealed;
  if (fork === 0) return NOTHING;
  const hash = line.get(fork) ?? "";
  const next = await openBatch(run, run.local, card, {
    stream: own.stream,
    no: fork + 1,
    hash: line.get(fork + 1) ?? "",
  });
  return { no: fork, hash, seq: next === null ? 0 : next.batch.firstSeq - 1 };
}
