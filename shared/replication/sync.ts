/**
 * One sync with one store, step by step. Every step can be repeated, none depends on having been
 * finished: what stops here, for whatever reason, goes on with the next sync. An idle sync is one
 * listing and no write.
 */
import { ok } from "../kernel/result.ts";
import { acknowledge, DAY_MS, type Indexes, publishOwn, tellFloor } from "./acknowledge.ts";
import { basesForAnew } from "./anew.ts";
import { createBatchIndex } from "./batch-index.ts";
import { type Cards, createCards } from "./cards.ts";
import { CHECKPOINT_RULE } from "./checkpoint-due.ts";
import { keepCheckpoint } from "./checkpoint-step.ts";
import { announcedBy, compareDigests } from "./compare-digests.ts";
import { countedHeads } from "./counted-heads.ts";
import { liveStreams } from "./cut.ts";
import { clockWarnings, deviceLines, localStreams } from "./device-lines.ts";
import { eraseCopies, isErasingDue, lookThrough, owesErasing } from "./erase-step.ts";
import { lastToErase } from "./erased-out.ts";
import { fetchNews, readCounted } from "./fetch.ts";
import { hasAppliedExcluded } from "./fork.ts";
import { type Heads, isBehind, readHeads } from "./heads.ts";
import { areAllKnown, goneFor, isAnewDue, isIdle } from "./idle.ts";
import { streamsOut } from "./known-removals.ts";
import { fetchFound, hasFoundSkipped, putBackLost } from "./lost.ts";
import { checkMarkers, type Markers } from "./markers.ts";
import { missingStreams, warnOfMissing } from "./missing.ts";
import { HEADS } from "./names.ts";
import type { ReplicaState, SyncPorts } from "./ports.ts";
import { publishAll } from "./publish-all.ts";
import { publishExcluded } from "./publish-excluded.ts";
import { type Pulled, pullLocal } from "./pull.ts";
import { putCards } from "./put-cards.ts";
import { raiseFloor } from "./raise-floor.ts";
import { rebuildFromCopy, rebuildHere } from "./rebuild.ts";
import { adoptKeys, comeBack, mendRemoved, stopIfRemoved } from "./removal-step.ts";
import { sealEntries } from "./sealing.ts";
import { type Settled, settle, settleAndSeal } from "./settle-own.ts";
import { isWiped, prove, warnOfLoss } from "./store-standing.ts";
import { sweepBelowFloors } from "./sweep.ts";
import type { SyncReport } from "./sync-report.ts";
import { type Attempt, createRun, type Run, type SyncOptions } from "./sync-run.ts";
import { isFirst, takeOver } from "./take-over.ts";

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

export async function sync(ports: SyncPorts, options: SyncOptions = {}): Promise<SyncReport> {
  const startedAt = ports.clock.now();
  const run = createRun(ports, options);
  const result = await exchange(run, ports, options);
  const state = await standingAfter(ports, result);
  const table = await describe(ports, run, state, result.ok ? result.value.pulled : null);
  return {
    outcome: result.ok ? { tag: result.value.idle !== null ? "nothing-new" : "done" } : { tag: "stopped", step: run.log.step, stop: result.error },
    startedAt,
    endedAt: ports.clock.now(),
    steps: run.log.steps,
    conflicts: run.log.conflicts,
    quarantined: run.log.quarantined,
    ...(run.log.takenOver !== null && { takenOver: run.log.takenOver }),
    devices: table,
    warnings: [...run.log.warnings, ...keyWarnings(run), ...unfinishedWarning(state, run), ...clockWarnings(table, ports.clock.now())],
  };
}

const keyWarnings = ({ log }: Run): SyncReport["warnings"] => [...log.lacksKey].map(([stream, device]) => ({ tag: "key-missing", stream, device }));

/** Nobody can write before what was begun has ended. */
function unfinishedWarning(state: ReplicaState | null, { log }: Run): SyncReport["warnings"] {
  return state?.unfinished ? [{ tag: "unfinished", ...(log.takingFrom ?? { stream: state.own.stream, device: null }) }] : [];
}

/** Where this desk stands now; an idle sync has just seen it. */
async function standingAfter(ports: SyncPorts, result: Awaited<Attempt<Exchanged>>): Promise<ReplicaState | null> {
  if (result.ok && result.value.idle !== null) return result.value.idle;
  const state = await createRun(ports, {}).replica.state();
  return state.ok ? state.value : null;
}

interface Exchanged {
  /** Of an idle sync, what it has seen of this desk; null where there was something to do. */
  readonly idle: ReplicaState | null;
  readonly pulled: Pulled | null;
}

async function exchange(run: Run, ports: SyncPorts, options: SyncOptions): Attempt<Exchanged> {
  run.log.enter("look");
  const state = await run.replica.state();
  if (!state.ok) return state;
  const out = await stopIfRemoved(run, state.value);
  if (!out.ok) return out;
  const listed = await run.share.list(HEADS);
  if (!listed.ok) return listed;
  const all = readHeads(listed.value);
  const counted = await countedHeads(run, all, state.value);
  if (!counted.ok) return counted;
  const heads = counted.value;
  run.log.count({ files: heads.size });
  const erasing = await isErasingDue(run, state.value);
  if (!erasing.ok) return erasing;
  const gone = await goneFor(run, heads, state.value);
  if (!gone.ok) return gone;
  const idle = out.value === null && !erasing.value && isIdle(heads, state.value, run.now(), gone.value) ? await areAllKnown(run, heads) : ok(false);
  if (!idle.ok) return idle;
  if (idle.value) return ok({ idle: state.value, pulled: null });
  const markers = await checkMarkers(run);
  if (!markers.ok) return markers;
  return exchangeNews(run, ports, options, { heads, all }, markers.value);
}

async function exchangeNews(run: Run, ports: SyncPorts, options: SyncOptions, { heads, all }: { readonly heads: Heads; readonly all: Heads }, markers: Markers): Attempt<Exchanged> {
  const share = createBatchIndex(run.share);
  const local = createBatchIndex(run.local);
  const cards = createCards(run, true);
  const whole = await endRebuilding(run);
  if (!whole.ok) return whole;
  const begun = await settle(run, { share, local }, cards, heads);
  if (!begun.ok) return begun;
  // once a day is enough, and a day without an own batch changes little
  const isSweepDay = dayOf(begun.value.own.at) !== dayOf(run.now());
  const joined = await takeOverFirst({ run, share, local, cards }, heads);
  if (!joined.ok) return joined;
  const settled = joined.value ? await settle(run, { share, local }, cards, heads) : begun;
  if (!settled.ok) return settled;
  const sealed = await sealEntries(run, local, settled.value.own, settled.value.previous);
  if (!sealed.ok) return sealed;

  const before = await run.replica.state();
  if (!before.ok) return before;
  const warned = await warnOfLoss(run, cards, all, before.value, markers);
  if (!warned.ok) return warned;
  const covered = await readCounted({ run, local, cards });
  if (!covered.ok) return covered;
  const refound = await fetchFound({ run, share, local, cards }, before.value);
  if (!refound.ok) return refound;
  const fetched = await fetchNews({ run, share, local, cards, covered: covered.value }, heads, before.value);
  if (!fetched.ok) return fetched;
  const excluded = await hasAppliedExcluded(run, local, cards, before.value);
  if (!excluded.ok) return excluded;
  const found = await hasFoundSkipped(local, before.value);
  if (!found.ok) return found;
  let { card, previous } = { card: settled.value.card, previous: sealed.value.previous };
  const isAmiss = excluded.value || found.value || isAnewDue(before.value);
  const bases = isAmiss ? await basesForAnew({ run, share, local, cards }, before.value) : ok(null);
  if (!bases.ok) return bases;
  // where nothing leads back yet, what is here stays
  if (bases.value !== null) {
    const rebuilt = await rebuildFromCopy(ports, options.onProgress, bases.value);
    if (!rebuilt.ok) return rebuilt;
    // the database has forgotten its own batches as well
    const again = await settle(run, { share, local }, cards, heads);
    if (!again.ok) return again;
    ({ card, previous } = again.value);
  }
  let applied = await pullOn({ run, share, local, cards }, heads, before.value);
  if (!applied.ok) return applied;
  const gained = await adoptKeys(run);
  if (!gained.ok) return gained;
  if (gained.value) {
    applied = await pullNewlyReadable({ run, share, local }, heads);
    if (!applied.ok) return applied;
  }
  ({ card, previous } = applied.value.settled ?? { card, previous });
  let pulled: Awaited<ReturnType<typeof pull>> = ok(applied.value.pulled);
  const mended = await mendRemoved(run, { share, local }, ports, options);
  if (!mended.ok) return mended;
  const back = await comeBack(run, { share, local }, ports, options);
  if (!back.ok) return back;
  if (mended.value || back.value) {
    const again = await settleAndSeal(run, { share, local }, cards, heads);
    if (!again.ok) return again;
    ({ card, previous } = again.value);
    pulled = await pull(run, { local, cards });
    if (!pulled.ok) return pulled;
  }
  const strays = await run.replica.eraseStrays();
  if (!strays.ok) return strays;
  if (strays.value > 0) {
    const again = await settleAndSeal(run, { share, local }, cards, heads);
    if (!again.ok) return again;
    ({ card, previous } = again.value);
  }
  const looked = await lookThrough(run, local, cards);
  if (!looked.ok) return looked;
  const warnedOfGaps = await warnOfMissing({ run, share, local, cards }, pulled.value, heads);
  if (!warnedOfGaps.ok) return warnedOfGaps;

  const compared = await compareWithAll(run, cards);
  if (!compared.ok) return compared;
  const { carries = true } = options;
  const putBack = carries ? await putBackLost({ run, share, local }, pulled.value.state) : ok(0);
  if (!putBack.ok) return putBack;
  const published = await publishAll(run, { share, local }, cards, heads, carries);
  if (!published.ok) return published;
  const beside = carries ? await publishExcluded(run, { share, local }, cards, all, published.value) : ok(null);
  if (!beside.ok) return beside;
  const nobody = await streamsOut(run);
  if (!nobody.ok) return nobody;
  // a spoilt card is seen by those only who lack it, and they cannot mend it
  const shown =
    isSweepDay && carries
      ? await putCards(
          run,
          cards,
          liveStreams(published.value, nobody.value).map(({ stream }) => stream),
        )
      : ok(null);
  if (!shown.ok) return shown;
  const floors = { run, share, local, cards, out: nobody.value };
  const raised = isSweepDay ? await raiseFloor(floors, card, published.value) : ok(published.value.own);
  if (!raised.ok) return raised;
  const told = await acknowledge(run, { share, local }, card, published.value, { own: raised.value, previous }, putBack.value > 0 || run.log.isAwaited || owesErasing(published.value));
  if (!told.ok) return told;
  const kept = await keepCheckpoint(
    { run, share, local, cards, rule: options.checkpoints ?? CHECKPOINT_RULE },
    card,
    told.value,
    carries && (isWiped(heads, before.value) || isBehind(heads, covered.value, card.stream, lastToErase(published.value, nobody.value))),
  );
  if (!kept.ok) return kept;
  const grown = kept.value.own.sealed.no > told.value.own.sealed.no ? await publishOwn(run, { share, local }, card, kept.value) : kept;
  if (!grown.ok) return grown;
  const erased = await eraseCopies(floors, card, isSweepDay);
  if (!erased.ok) return erased;
  // what everybody has erased is gone from the share as soon as the floor above it is told
  const floored = erased.value === null ? grown : await tellFloor(run, { share, local }, card, { own: erased.value, previous: grown.value.previous });
  if (!floored.ok) return floored;
  const proved = await prove(run, floored.value.own, markers);
  if (!proved.ok) return proved;
  // with a second store the floor may have risen at the other one: what was erased waits for no day here either
  const swept = isSweepDay || published.value.erasure.size > 0 ? await sweepBelowFloors(floors) : ok(null);
  return swept.ok ? ok({ idle: null, pulled: pulled.value }) : swept;
}

/** A rebuilding that was cut off comes first: what is half rebuilt is no state to work on. */
async function endRebuilding(run: Run): Attempt<null> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  return state.value.unfinished ? rebuildHere(run) : ok(null);
}

async function takeOverFirst(deps: Parameters<typeof takeOver>[0], heads: Heads): Attempt<boolean> {
  const state = await deps.run.replica.state();
  if (!state.ok) return state;
  const hasOthers = [...heads.keys()].some((stream) => stream !== state.value.own.stream);
  return hasOthers && isFirst(state.value) ? takeOver(deps, state.value) : ok(false);
}

interface Applied {
  readonly pulled: Pulled & { readonly state: ReplicaState };
  /** Where the own line had to be taken up again. */
  readonly settled: Settled | null;
}

/** Applies what there is, on a checkpoint where the batches that come next are gone. */
async function pullOn(deps: Parameters<typeof takeOver>[0], heads: Heads, before: ReplicaState): Attempt<Applied> {
  const pulled = await pull(deps.run, deps);
  if (!pulled.ok) return pulled;
  const gaps = missingStreams(pulled.value, heads, before);
  const filled = gaps.length > 0 ? await takeOver(deps, pulled.value.state, gaps) : ok(false);
  if (!filled.ok) return filled;
  if (!filled.value) return ok({ pulled: pulled.value, settled: null });
  const settled = await settle(deps.run, deps, deps.cards, heads);
  if (!settled.ok) return settled;
  const again = await pull(deps.run, deps);
  return again.ok ? ok({ pulled: again.value, settled: settled.value }) : again;
}

/** With a key that came, what was passed over before is fetched and applied. */
async function pullNewlyReadable({ run, share, local }: Indexes & { readonly run: Run }, heads: Heads): Attempt<Applied> {
  const deps = { run, share, local, cards: createCards(run, true) };
  const state = await run.replica.state();
  if (!state.ok) return state;
  const covered = await readCounted(deps);
  if (!covered.ok) return covered;
  const fetched = await fetchNews({ ...deps, covered: covered.value }, heads, state.value);
  return fetched.ok ? pullOn(deps, heads, state.value) : fetched;
}

async function pull(run: Run, deps: { readonly local: Indexes["local"]; readonly cards: Cards }): Attempt<Pulled & { readonly state: ReplicaState }> {
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

async function compareWithAll(run: Run, cards: Cards): Attempt<null> {
  const state = await run.replica.state();
  return state.ok ? compareDigests(run, cards, announcedBy(state.value.streams)) : state;
}

/** The table is told after a stop too, from what is here. */
async function describe(ports: SyncPorts, run: Run, state: ReplicaState | null, pulled: Pulled | null): Promise<SyncReport["devices"]> {
  if (state === null) return [];
  const quiet: Run = { ...createRun(ports, {}), log: run.log };
  const lines = await deviceLines(quiet, createCards(quiet, false), state, pulled?.waiting ?? new Map());
  return lines.ok ? lines.value : [];
}
