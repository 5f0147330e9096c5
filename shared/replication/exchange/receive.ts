/**
 * What others have written comes here: fetched, looked at for lines that must not stay and for computers that are
 * out, and applied. Each part may find the own line become another one, and leaves it settled.
 */
import { ok } from "../../kernel/result.ts";
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
import type { Attempt, Run, SyncOptions } from "./sync-run.ts";

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

export async function receive(deps: ExchangeDeps, begun: OwnEnd): Attempt<Received> {
  const fetched = await fetchAll(deps);
  if (!fetched.ok) return fetched;
  const { before, covered, isAmiss } = fetched.value;
  const anew = isAmiss ? await applyAnew(deps, before) : ok(null);
  if (!anew.ok) return anew;
  const applied = await applyAll(deps, before);
  if (!applied.ok) return applied;
  const own = applied.value.settled ?? anew.value ?? begun;
  const mended = await mendLines(deps, { card: own.card, previous: own.previous, pulled: applied.value.pulled });
  if (!mended.ok) return mended;
  const belongings = await deps.run.replica.eraseBelongings();
  if (!belongings.ok) return belongings;
  const ended = belongings.value > 0 ? await settleAndSeal(deps.run, deps, deps.cards, deps.heads) : mended;
  if (!ended.ok) return ended;
  const looked = await lookThrough(deps.run, deps.local, deps.cards);
  if (!looked.ok) return looked;
  const { card, previous } = ended.value;
  const { pulled } = mended.value;
  const unread = await noteUnread(deps, deps.heads, pulled.state, covered);
  if (!unread.ok) return unread;
  const warned = await warnOfMissing(deps, pulled, deps.heads, unread.value);
  return warned.ok ? ok({ card, previous, pulled, before, covered }) : warned;
}

interface Fetched extends Pick<Received, "before" | "covered"> {
  /** Something was applied that must not stay, or the other way round. */
  readonly isAmiss: boolean;
}

async function fetchAll(deps: ExchangeDeps): Attempt<Fetched> {
  const { run, local, cards, heads, all, markers } = deps;
  const state = await run.replica.state();
  if (!state.ok) return state;
  const before = state.value;
  const warned = await warnOfLoss(deps, all, before, markers);
  if (!warned.ok) return warned;
  const covered = await readCounted(deps);
  if (!covered.ok) return covered;
  const refound = await fetchFound(deps, before);
  if (!refound.ok) return refound;
  const fetched = await fetchNews({ ...deps, covered: covered.value }, heads, before);
  if (!fetched.ok) return fetched;
  const excluded = await hasAppliedExcluded(run, local, cards, before);
  if (!excluded.ok) return excluded;
  const found = await hasFoundSkipped(local, before);
  return found.ok
    ? ok({ before, covered: covered.value, isAmiss: excluded.value || found.value || isRebuildDue(before) })
    : found;
}

/** @returns the own line as it stands then; null where nothing leads back yet, and what is here stays */
async function applyAnew(deps: ExchangeDeps, before: ReplicaState): Attempt<SettledOwn | null> {
  const bases = await basesForRebuild(deps, before);
  if (!bases.ok || bases.value === null) return bases.ok ? ok(null) : bases;
  const rebuilt = await rebuildFromCopy(deps.ports, deps.options.onProgress, bases.value);
  // the database has forgotten its own batches as well
  return rebuilt.ok ? settleOwn(deps.run, deps, deps.cards, deps.heads) : rebuilt;
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
async function applyAll(deps: ExchangeDeps, before: ReplicaState): Attempt<Applied> {
  let applied = await pullOn(deps, deps.heads, before);
  for (;;) {
    if (!applied.ok) return applied;
    const gained = await adoptKeys(deps.run);
    if (!gained.ok) return gained;
    if (!gained.value) return applied;
    const { settled } = applied.value;
    const newly = await pullNewlyReadable(deps, deps.heads);
    applied = newly.ok ? ok({ pulled: newly.value.pulled, settled: newly.value.settled ?? settled }) : newly;
  }
}

/** Where computers are out: what does not count is applied no more, and this one may go on under another stream. */
async function mendLines(
  deps: ExchangeDeps,
  applied: OwnEnd & { readonly pulled: PulledTo },
): Attempt<OwnEnd & { readonly pulled: PulledTo }> {
  const { run, cards, heads, ports, options } = deps;
  const mended = await mendRemoved(run, deps, ports, options);
  if (!mended.ok) return mended;
  const back = await comeBack(run, deps, ports, options);
  if (!back.ok) return back;
  if (!mended.value && !back.value) return ok(applied);
  const again = await settleAndSeal(run, deps, cards, heads);
  if (!again.ok) return again;
  const pulled = await pull(run, deps);
  return pulled.ok ? ok({ ...again.value, pulled: pulled.value }) : pulled;
}

/** Applies what there is, on a checkpoint where the batches that come next are gone. */
async function pullOn(deps: Parameters<typeof takeOver>[0], heads: Heads, before: ReplicaState): Attempt<Applied> {
  const pulled = await pull(deps.run, deps);
  if (!pulled.ok) return pulled;
  const gaps = missingStreams(pulled.value, heads, before);
  const filled = gaps.length > 0 ? await takeOver(deps, pulled.value.state, gaps) : ok(false);
  if (!filled.ok) return filled;
  if (!filled.value) return ok({ pulled: pulled.value, settled: null });
  const settled = await settleOwn(deps.run, deps, deps.cards, heads);
  if (!settled.ok) return settled;
  const again = await pull(deps.run, deps);
  return again.ok ? ok({ pulled: again.value, settled: settled.value }) : again;
}

/** With a key that came, what was passed over before is fetched and applied. */
async function pullNewlyReadable(before: ExchangeDeps, heads: Heads): Attempt<Applied> {
  const { run } = before;
  const deps = { ...before, cards: createCards(run, true) };
  const state = await run.replica.state();
  if (!state.ok) return state;
  const covered = await readCounted(deps);
  if (!covered.ok) return covered;
  const fetched = await fetchNews({ ...deps, covered: covered.value }, heads, state.value);
  return fetched.ok ? pullOn(deps, heads, state.value) : fetched;
}

async function pull(run: Run, deps: { readonly local: Indexes["local"]; readonly cards: Cards }): Attempt<PulledTo> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  const streams = await localStreams(run);
  if (!streams.ok) return streams;
  const pulled = await pullLocal({ run, ...deps }, streams.value, state.value);
  if (!pulled.ok) return pulled;
  for (const lack of [...pulled.value.waiting.values()].flat()) {
    // so that the table can name for whom is waited
    const card = await deps.cards.get(lack.stream);
    if (!card.ok) return card;
  }
  const after = await run.replica.state();
  return after.ok ? ok({ ...pulled.value, state: after.value }) : after;
}
