/**
 * What others have written comes here: fetched, looked at for lines that must not stay and for computers that are
 * out, and applied. Each part may find the own line become another one, and leaves it settled.
 */
import { rebuildFromCopy } from "../checkpoints/rebuild.ts";
import { basesForRebuild, isRebuildDue } from "../checkpoints/rebuild-bases.ts";
import { lookThrough } from "../erasing/erase-step.ts";
import { type Cards, createCards } from "../files/cards.ts";
import type { Heads } from "../files/heads.ts";
import type { Markers } from "../files/markers.ts";
import { hasAppliedExcluded } from "../lines/fork.ts";
import { localStreams } from "../lines/known-removals.ts";
import { fetchFound, hasFoundSkipped } from "../lines/lost.ts";
import { missingStreams, warnOfMissing } from "../lines/missing.ts";
import { adoptKeys, comeBack, mendRemoved } from "../lines/removal-step.ts";
import { type SettledOwn, settleAndSeal, settleOwn } from "../lines/settle-own.ts";
import { takeOver } from "../lines/take-over.ts";
import { noteUnread } from "../lines/unread.ts";
import type { Vector } from "../rows/entry.ts";
import type { Indexes } from "./acknowledge.ts";
import { fetchNews, readCounted } from "./fetch.ts";
import type { ReplicaState, SyncPorts } from "./ports.ts";
import { type Pulled, pullLocal } from "./pull.ts";
import { warnOfLoss } from "./store-standing.ts";
import type { Run, SyncOptions } from "./sync-run.ts";

/** What a sync has seen of the store before anything was read. */
export interface SeenHeads {
  /** Those that count. */
  readonly heads: Heads;
  readonly all: Heads;
}

export interface ExchangeDeps extends Indexes, SeenHeads {
  readonly run: Run;
  readonly cards: Cards;
  readonly markers: Markers;
  /** For what is to end once it is begun, whoever cancels the run. */
  readonly ports: SyncPorts;
  readonly options: SyncOptions;
}

type OwnEnd = Pick<SettledOwn, "card" | "previous">;
type PulledTo = Pulled & { readonly state: ReplicaState };

export interface Received extends OwnEnd {
  readonly pulled: PulledTo;
  /** Where this desk stood before. */
  readonly before: ReplicaState;
  /** What checkpoints of the local copy stand for. */
  readonly covered: Vector;
}

export async function receive(deps: ExchangeDeps, begun: OwnEnd): Promise<Received> {
  const { before, covered, isAmiss } = await fetchAll(deps);
  const anew = isAmiss ? await applyAnew(deps, before) : null;
  const applied = await applyAll(deps, before);
  const own = applied.settled ?? anew ?? begun;
  const mended = await mendLines(deps, { card: own.card, previous: own.previous, pulled: applied.pulled });
  const belongings = await deps.run.replica.eraseBelongings();
  const ended = belongings > 0 ? await settleAndSeal(deps.run, deps, deps.cards, deps.heads) : mended;
  await lookThrough(deps.run, deps.local, deps.cards);
  const { card, previous } = ended;
  const { pulled } = mended;
  const unread = await noteUnread(deps, deps.heads, pulled.state, covered);
  await warnOfMissing(deps, pulled, deps.heads, unread);
  return { card, previous, pulled, before, covered };
}

interface Fetched extends Pick<Received, "before" | "covered"> {
  /** Something was applied that must not stay, or the other way round. */
  readonly isAmiss: boolean;
}

async function fetchAll(deps: ExchangeDeps): Promise<Fetched> {
  const { run, local, cards, heads, all, markers } = deps;
  const before = await run.replica.state();
  await warnOfLoss(deps, all, before, markers);
  const covered = await readCounted(deps);
  await fetchFound(deps, before);
  await fetchNews({ ...deps, covered }, heads, before);
  const excluded = await hasAppliedExcluded(run, local, cards, before);
  const found = await hasFoundSkipped(local, before);
  return { before, covered, isAmiss: excluded || found || isRebuildDue(before) };
}

/** @returns the own line as it stands then; null where nothing leads back yet, and what is here stays */
async function applyAnew(deps: ExchangeDeps, before: ReplicaState): Promise<SettledOwn | null> {
  const bases = await basesForRebuild(deps, before);
  if (bases === null) return null;
  await rebuildFromCopy(deps.ports, deps.options.onProgress, bases);
  // the database has forgotten its own batches as well
  return settleOwn(deps.run, deps, deps.cards, deps.heads);
}

interface Applied {
  readonly pulled: PulledTo;
  /** Where the own line had to be taken up again. */
  readonly settled: SettledOwn | null;
}

/**
 * All that can be read, and what a key that came with it opens: also what tells of a further key, until none comes any
 * more.
 */
async function applyAll(deps: ExchangeDeps, before: ReplicaState): Promise<Applied> {
  let applied = await pullOn(deps, deps.heads, before);
  for (;;) {
    // where records went back, the slots of the keys may have gone back with them
    const looks = deps.options.asked === true || deps.run.log.losses.size > 0;
    const { gained } = await adoptKeys(deps.run, looks);
    if (!gained) return applied;
    const { settled } = applied;
    const newly = await pullNewlyReadable(deps, deps.heads);
    applied = { pulled: newly.pulled, settled: newly.settled ?? settled };
  }
}

/** Where computers are out: what does not count is applied no more, and this one may go on under another stream. */
async function mendLines(
  deps: ExchangeDeps,
  applied: OwnEnd & { readonly pulled: PulledTo },
): Promise<OwnEnd & { readonly pulled: PulledTo }> {
  const { run, heads, ports, options } = deps;
  const mended = await mendRemoved(run, deps, ports, options);
  const back = await comeBack(run, deps, ports, options);
  if (!mended && !back) return applied;
  // a key that has just come opens cards that could not be opened before
  const cards = createCards(run, true);
  const again = await settleAndSeal(run, deps, cards, heads);
  const pulled = await pull(run, { ...deps, cards });
  return { ...again, pulled };
}

/** Applies what there is, on a checkpoint where the batches that come next are gone. */
async function pullOn(deps: Parameters<typeof takeOver>[0], heads: Heads, before: ReplicaState): Promise<Applied> {
  const pulled = await pull(deps.run, deps);
  const gaps = missingStreams(pulled, heads, before);
  const filled = gaps.length > 0 ? await takeOver(deps, pulled.state, gaps) : false;
  if (!filled) return { pulled, settled: null };
  const settled = await settleOwn(deps.run, deps, deps.cards, heads);
  const again = await pull(deps.run, deps);
  return { pulled: again, settled };
}

/** With a key that came, what was passed over before is fetched and applied. */
async function pullNewlyReadable(before: ExchangeDeps, heads: Heads): Promise<Applied> {
  const { run } = before;
  const deps = { ...before, cards: createCards(run, true) };
  const state = await run.replica.state();
  const covered = await readCounted(deps);
  await fetchNews({ ...deps, covered }, heads, state);
  return pullOn(deps, heads, state);
}

async function pull(run: Run, deps: { readonly local: Indexes["local"]; readonly cards: Cards }): Promise<PulledTo> {
  const state = await run.replica.state();
  const streams = await localStreams(run);
  const pulled = await pullLocal({ run, ...deps }, streams, state);
  for (const lack of [...pulled.waiting.values()].flat()) {
    // so that the table can name for whom is waited
    await deps.cards.get(lack.stream);
  }
  const after = await run.replica.state();
  return { ...pulled, state: after };
}
