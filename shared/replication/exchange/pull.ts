/**
 * Step 5, second half: applies what the local copy holds, stream by stream in causal order. A batch whose
 * author had seen something that is not here yet waits, and it is known for whom (R12). Each slice is one
 * transaction of at most 200 operations, so that a quick log never waits long.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import { type BatchBody, parseBody } from "../files/batch.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import { batchName, shortHash } from "../files/names.ts";
import { isOnOtherLine } from "../lines/fork.ts";
import { beyondGap, type Gap, gapBehind } from "../lines/gaps.ts";
import { countedEntries } from "../lines/kept-lines.ts";
import { readRemovals } from "../lines/known-removals.ts";
import { declaredGaps } from "../lines/lost.ts";
import { isJudged } from "../lines/own-line.ts";
import { countsThoughOut, isRefused, type Removal, type Removals, unseenOf } from "../lines/removals.ts";
import type { Applied, Entry, StreamId, Vector } from "../rows/entry.ts";
import { appliedOf, awaited, type Lack, mergeVectors, NOTHING } from "../rows/vector.ts";
import { compareDigests } from "./compare-digests.ts";
import type { ReplicaState } from "./ports.ts";
import type { Slice } from "./slice.ts";
import { countOps } from "./slice.ts";
import type { Run } from "./sync-run.ts";

interface PullDeps {
  readonly run: Run;
  readonly local: BatchIndex;
  readonly cards: Cards;
}

interface NextBatch {
  readonly no: number;
  readonly hash: string;
  /** Absent where its author's word counts no more. */
  readonly floor?: number;
  readonly body: BatchBody;
  readonly refusedFrom?: number;
}

export interface Pulled {
  /** For whom the streams wait that could not go on. */
  readonly waiting: ReadonlyMap<StreamId, readonly Lack[]>;
  /** How far every stream is applied now; the own one as far as it is journaled. */
  readonly vector: Vector;
}

/** @param enough stop as soon as this can be judged: batches without entries too, for their hashes */
export async function pullLocal(
  deps: PullDeps,
  streams: readonly StreamId[],
  state: ReplicaState,
  enough?: Vector,
): Promise<Pulled> {
  let vector: Vector = { ...state.streams, [state.own.stream]: { ...state.own.sealed, seq: state.own.journaled } };
  const waiting = new Map<StreamId, readonly Lack[]>();
  const ready = new Map<StreamId, NextBatch>();
  const open = new Set(streams.filter((stream) => stream !== state.own.stream));
  // what they waited for lies on excluded lines and never comes
  const waitsNoMore = new Set<StreamId>();
  // of batches that count as empty, what their authors had seen: a removal that follows has seen it too
  const passed = new Map<StreamId, Vector>();
  const neededFor = (stream: StreamId, entries: readonly Entry[]): Vector => {
    const { [stream]: _, ...others } = mergeVectors(passed.get(stream) ?? {}, neededBy(stream, entries));
    return others;
  };
  let gaps: readonly Gap[] = [];
  const readGaps = async (): Promise<boolean> => {
    const declared = await declaredGaps(deps.run);
    const isMore = declared.length > gaps.length;
    gaps = declared;
    return isMore;
  };
  let removals: Removals = new Map();
  const readOut = async (): Promise<void> => {
    removals = await readRemovals(deps.run);
  };
  await readOut();
  await readGaps();
  for (let moved = true; moved; ) {
    moved = false;
    for (const stream of open) {
      for (;;) {
        if (enough !== undefined && awaited(vector, enough, state.own.stream).length === 0) return { waiting, vector };
        const next = await takeNext(deps, ready, stream, appliedOf(vector, stream), gaps);
        if (next === null) {
          const gap = gapBehind(gaps, stream, appliedOf(vector, stream));
          if (gap === undefined) {
            open.delete(stream);
            break;
          }
          await skipGap(deps.run, gap, state.streams[stream]?.at ?? 0);
          vector = { ...vector, [stream]: beyondGap(gap, appliedOf(vector, stream)) };
          moved = true;
          continue;
        }
        // where applying anew was cut off, the removal is perhaps not in the rows again
        const isOut =
          isRefused(removals, stream, next.no) ||
          next.no >= (state.streams[stream]?.refusedFrom ?? Number.POSITIVE_INFINITY);
        // what counts as empty is true whatever its author had seen
        const waitsForNobody = waitsNoMore.has(stream) || (isOut && !speaksOfOthers(next));
        if (isOut && !passed.has(stream)) passed.set(stream, state.streams[stream]?.told ?? {});
        const lack = waitsForNobody ? [] : awaited(vector, neededFor(stream, next.body.entries), state.own.stream);
        if (lack.length > 0) {
          waiting.set(stream, lack);
          break;
        }
        const counted = await countedEntries({ ...deps, own: state.own.stream }, vector, next.body.entries);
        if (isOut) {
          warnOfRefused(deps, removals.get(stream), next);
          passed.set(stream, neededFor(stream, next.body.entries));
        }
        const how = {
          ...(!isOut && counted.size > 0 && { counted }),
          ...unseenOf(removals, state.own.stream),
        };
        const applied = await applyBatch(
          deps,
          stream,
          isOut ? refused(next, appliedOf(vector, stream)) : next,
          how,
          appliedOf(vector, stream),
        );
        const isRemoval = speaksOfOthers(next);
        deps.run.log.isAwaited ||= isRemoval;
        if (isRemoval) await readOut();
        if (appliedOf(vector, stream).no === 0) deps.run.log.joined.add(stream);
        vector = { ...vector, [stream]: applied };
        ready.delete(stream);
        waiting.delete(stream);
        waitsNoMore.delete(stream);
        moved = true;
      }
    }
    if (moved) continue;
    // a declaration may have come with what was just applied
    const more = await readGaps();
    if (more) {
      for (const { stream } of gaps) if (streams.includes(stream) && stream !== state.own.stream) open.add(stream);
      moved = true;
      continue;
    }
    for (const [stream, lack] of waiting) {
      const never = await willNeverCome(
        deps,
        state.own.stream,
        lack,
        neededFor(stream, ready.get(stream)?.body.entries ?? []),
        vector,
      );
      if (never) waitsNoMore.add(stream);
      moved ||= never;
    }
  }
  return { waiting, vector };
}

/** All that is waited for lies on lines that a fork has excluded. */
async function willNeverCome(
  { run, local, cards }: PullDeps,
  own: StreamId,
  lack: readonly Lack[],
  needed: Vector,
  vector: Vector,
): Promise<boolean> {
  for (const { stream } of lack) {
    const card = await cards.get(stream);
    const [ours, theirs] = [appliedOf(vector, stream), appliedOf(needed, stream)];
    const other =
      card === null
        ? false
        : stream === own
          ? await isOfTwin(run, local, card, ours, theirs)
          : await isOnOtherLine(run, local, card, ours, theirs);
    if (!other) return false;
  }
  return true;
}

/**
 * What a colleague has seen of the own stream, and was sealed by a twin: it is not fetched, for it bears the own
 * numbers, and never comes.
 */
async function isOfTwin(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  ours: Applied,
  { no, hash }: Applied,
): Promise<boolean> {
  const line = no > ours.no ? new Map<number, string>() : await streamLine(run, run.local, local, card, ours, no);
  return (line.get(no) ?? hash) === hash ? isJudged(run, { stream: card.stream, no, hash }) : true;
}

/** What was declared lost counts as applied and empty. */
async function skipGap({ replica }: Run, { stream, first, no, hash, lastSeq }: Gap, at: number): Promise<unknown> {
  return replica.apply({ stream, entries: [], ends: { no, hash, at, lost: { first, lastSeq } } });
}

async function takeNext(
  deps: PullDeps,
  ready: Map<StreamId, NextBatch>,
  stream: StreamId,
  applied: Applied,
  gaps: readonly Gap[],
): Promise<NextBatch | null> {
  const before = ready.get(stream);
  if (before !== undefined) return before;
  const card = await deps.cards.get(stream);
  const next = card === null ? null : await findNext(deps, card, applied, gaps);
  if (next !== null) ready.set(stream, next);
  return next;
}

/** The batch that follows on the applied ones; of two, the one with the smaller hash (the fork rule). */
async function findNext(
  { run, local }: PullDeps,
  card: DeviceCard,
  applied: Applied,
  gaps: readonly Gap[],
): Promise<NextBatch | null> {
  const { stream, device } = card;
  // how many entries a lost batch had may be unknown
  const isBehindGap = gaps.some((gap) => gap.stream === stream && gap.no === applied.no);
  const no = applied.no + 1;
  const hashes = await local.at(stream, no);
  const found: NextBatch[] = [];
  for (const hash of hashes) {
    const opened = await openBatch(run, run.local, card, { stream, no, hash });
    const batch = opened?.batch;
    if (batch === undefined) {
      // spoilt on this disk: the next sync fetches it again
      await run.local.delete(batchName({ stream, no, hash }));
      continue;
    }
    if (shortHash(batch.previous ?? "") !== applied.hash) continue;
    const body = parseBody(batch.text, batch.firstSeq);
    if (
      body.ok &&
      (batch.firstSeq <= applied.seq + 1 || isBehindGap) &&
      batch.firstSeq + body.value.entries.length > applied.seq
    )
      found.push({ no, hash, floor: batch.floor, body: body.value });
    else
      run.log.warn({
        tag: "file-refused",
        stream,
        device,
        file: batchName({ stream, no, hash }),
        error: body.ok ? { tag: "malformed", what: "numbers" } : body.error,
      });
  }
  const [kept, excluded] = found;
  if (kept === undefined) return null;
  if (excluded !== undefined)
    run.log.warn({ tag: "fork", stream, device, no, kept: kept.hash, excluded: excluded.hash });
  return kept;
}

/** What the authors of these entries had seen of others. */
const neededBy = (stream: StreamId, entries: readonly Entry[]): Vector => {
  const { [stream]: _, ...others } = entries.reduce<Vector>(
    (needed, entry) => mergeVectors(needed, entry.seen ?? {}),
    {},
  );
  return others;
};

/**
 * A batch that lies behind its stream's number, as it counts. Of one that was applied in part before, the rest; that is
 * found to be amiss.
 */
function refused({ no, hash, body }: NextBatch, before: Applied): NextBatch {
  const { at, entries } = body;
  const begins = entries[0] === undefined || entries[0].seq > before.seq ? no : no + 1;
  return { no, hash, body: { at, entries }, refusedFrom: begins };
}

const speaksOfOthers = ({ body }: NextBatch): boolean =>
  body.entries.some(({ ops }) => ops.some(({ kind }) => countsThoughOut(kind)));

/** Once for a stream, and not of acknowledgements; a retired computer makes its entries anew elsewhere. */
function warnOfRefused({ run, cards }: PullDeps, removal: Removal | undefined, { body }: NextBatch): void {
  if (removal?.way !== "removed" || body.entries.every(({ ops }) => ops.length === 0)) return;
  const { stream, at } = removal;
  if (!run.log.warnings.some((warning) => warning.tag === "removed-wrote" && warning.stream === stream))
    run.log.warn({ tag: "removed-wrote", stream, device: cards.nameOf(stream), at });
}

async function applyBatch(
  { run, cards }: PullDeps,
  stream: StreamId,
  { no, hash, floor, body, refusedFrom }: NextBatch,
  how: Pick<Slice, "counted" | "unseen">,
  before: Applied,
): Promise<Applied> {
  const { log } = run;
  log.enter("merge");
  const { at, acked, digest } = body;
  const end = {
    no,
    hash,
    at,
    ...(floor !== undefined && { floor }),
    ...(acked !== undefined && { acked }),
    ...(digest !== undefined && { digest }),
  };
  const fresh = body.entries.filter(({ seq }) => seq > before.seq);
  for (let from = 0, isLast = false; !isLast; ) {
    const entries = fresh.slice(from, from + sliceLength(fresh, from, run.pace.ops));
    from += entries.length;
    isLast = from >= fresh.length;
    const slice: Slice = {
      stream,
      entries,
      ...(refusedFrom !== undefined && { refusedFrom }),
      ...how,
      ...(isLast && { ends: end }),
    };
    const startedAt = run.now();
    const applied = await run.replica.apply(slice);
    run.pace.took(countOps(entries), run.now() - startedAt);
    log.conflicts += applied.conflicts;
    for (const reader of applied.quarantined) log.quarantined.add(reader);
    log.count({ records: entries.length, device: cards.nameOf(stream) });
  }
  log.count({ files: 1 });
  // on the way to further entries it may stand just here
  await compareDigests(run, cards, digest === undefined ? {} : { [stream]: digest });
  return { no, hash, seq: Math.max(before.seq, body.entries.at(-1)?.seq ?? NOTHING.seq) };
}

/** How many entries from this one on have at most so many operations: at least one, where there is one. */
function sliceLength(entries: readonly Entry[], from: number, most: number): number {
  let ops = 0;
  let count = 0;
  for (let at = from; at < entries.length; at++) {
    ops += entries[at]?.ops.length ?? 0;
    if (count > 0 && ops > most) break;
    count += 1;
  }
  return count;
}
