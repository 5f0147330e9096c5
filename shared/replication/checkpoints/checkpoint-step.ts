/**
 * Step 7: keeps the newest checkpoint near. Where the tail behind it has grown long, a colleague's newer one
 * is brought into the local copy, or an own one is made and published; an own older one goes when a newer one
 * has stood long enough.
 */
import { ok } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import { holdsErased, isClean, isFloorBlocked, isOnShare } from "../erasing/erase-step.ts";
import { type Erasure, reachesCleared } from "../erasing/erasure.ts";
import type { OwnChain } from "../exchange/sealing.ts";
import type { Attempt, Run } from "../exchange/sync-run.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { manifestName, type StateRef } from "../files/names.ts";
import { standsOnExcluded, withoutExcluded } from "../lines/fork.ts";
import { counting, localStreams } from "../lines/known-removals.ts";
import { carryCheckpoint } from "./checkpoint-carry.ts";
import { type CheckpointRule, isCheckpointDue } from "./checkpoint-due.ts";
import { dropCheckpoint, isWhole, type KeptCheckpoint, reachOf, readShelf, stateNumbers } from "./checkpoint-shelf.ts";
import { isUsableHere } from "./checkpoint-usable.ts";
import { writeCheckpoint } from "./checkpoint-write.ts";
import { type Floors, knownFloors, reachesFloors } from "./floors.ts";

interface StepDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
  readonly rule: CheckpointRule;
}

/**
 * @param isWiped the share has lost even the own head
 * @returns the own line, which may have grown: what was sealed for it is not published yet
 */
export async function keepCheckpoint(
  deps: StepDeps,
  card: DeviceCard,
  chain: OwnChain,
  isWiped: boolean,
): Attempt<OwnChain> {
  const { run, cards, rule } = deps;
  const state = await run.replica.state();
  if (!state.ok) return state;
  // who cannot leave an excluded line yet has nothing to offer
  const isExcluded = await standsOnExcluded(run, deps.local, cards, state.value);
  if (!isExcluded.ok || isExcluded.value) return isExcluded.ok ? ok(chain) : isExcluded;
  const shelf = await readShelf(run, run.local, cards);
  if (!shelf.ok) return shelf;
  const trusted = await counting(run, shelf.value);
  if (!trusted.ok) return trusted;
  const kept = await withoutExcluded(run, deps.local, cards, trusted.value);
  if (!kept.ok) return kept;
  const floors = knownFloors(state.value);
  // one that does not reach a floor is of no use to anybody any more
  let [newest = null] = kept.value.filter(
    ({ checkpoint: { cursors } }) =>
      reachesFloors(cursors.streams, floors) && reachesCleared(cursors.streams, state.value.erasure),
  );
  const { erasure } = state.value;
  const blocked = await isFloorBlocked({ run, local: deps.local, cards }, state.value);
  if (!blocked.ok) return blocked;
  const isDue = (): boolean =>
    blocked.value ||
    holdsErased(state.value, newest) ||
    isCheckpointDue(state.value, newest, rule) ||
    (newest === null && Object.values(floors).some((floor) => floor > 1));
  let after = chain;
  if (isDue()) {
    const fetched = await fetchNewer(deps, newest, floors);
    if (!fetched.ok) return fetched;
    newest = fetched.value ?? newest;
    if (isDue()) {
      const written = await writeCheckpoint({ run, local: deps.local, cards, rule, newest }, card, chain);
      if (!written.ok) return written;
      after = written.value.chain;
      newest = written.value.kept ?? newest;
    }
  }
  if (newest === null) return ok(after);
  // own batches that speak of what was erased can go from a store only where a checkpoint stands for them
  const published = await publish(deps, card, newest, { isWiped, isErasing: isOnShare(state.value) });
  if (!published.ok) return published;
  const dropped = await dropOlder(deps, card, newest, kept.value, erasure);
  return dropped.ok ? ok(after) : dropped;
}

/** A colleague was quicker: the one on the share that covers most, if it covers more than ours. */
async function fetchNewer(
  { run, share, local, cards }: StepDeps,
  newest: KeptCheckpoint | null,
  floors: Floors,
): Attempt<KeptCheckpoint | null> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  const shelf = await readShelf(run, run.share, cards);
  if (!shelf.ok) return shelf;
  for (const offered of shelf.value) {
    if (newest !== null && reachOf(offered) <= reachOf(newest)) return ok(null);
    if (!reachesFloors(offered.checkpoint.cursors.streams, floors) || holdsErased(state.value, offered)) continue;
    const accepted = await isUsableHere({ run, share, local, cards }, offered, state.value);
    if (!accepted.ok) return accepted;
    const carried = accepted.value
      ? await carryCheckpoint(run, offered, {
          from: run.share,
          to: run.local,
          device: cards.nameOf(offered.stream),
          step: "finish",
        })
      : accepted;
    if (!carried.ok) return carried;
    if (carried.value) return ok(offered);
  }
  return ok(null);
}

/**
 * The newest one stands on the share too: an own one always, a colleague's where the share has lost what it had; with
 * all its parts where an erasing waits for it.
 */
async function publish(
  { run, cards }: StepDeps,
  { stream }: DeviceCard,
  newest: KeptCheckpoint,
  { isWiped, isErasing }: { readonly isWiped: boolean; readonly isErasing: boolean },
): Attempt<null> {
  const isOwn = newest.stream === stream;
  if (!isOwn && !isWiped && !isErasing) return ok(null);
  const there = isOwn ? await openPlace(run, newest) : await readShelf(run, run.share, cards);
  if (!there.ok) return there;
  for (const kept of there.value) {
    if (reachOf(kept) < reachOf(newest)) continue;
    const whole = isErasing ? await isWhole(run.share, kept) : ok(true);
    if (!whole.ok || whole.value) return whole.ok ? ok(null) : whole;
  }
  const carried = await carryCheckpoint(run, newest, {
    from: run.local,
    to: run.share,
    device: cards.nameOf(newest.stream),
    step: "finish",
  });
  return carried.ok ? ok(null) : carried;
}

/** Whoever has begun to fetch it has had the time to end, or begins again with a newer one. */
function hasBeenReplaced(
  older: KeptCheckpoint,
  shelf: readonly KeptCheckpoint[],
  { keepOlderMs, keepThirdMs }: CheckpointRule,
  nowMs: number,
): boolean {
  const ages = shelf.filter((other) => reachOf(other) > reachOf(older)).map(({ checkpoint }) => nowMs - checkpoint.at);
  return ages.some((age) => age >= keepOlderMs) || ages.filter((age) => age >= keepThirdMs).length > 1;
}

async function openPlace(run: Run, kept: KeptCheckpoint): Attempt<readonly KeptCheckpoint[]> {
  const there = await run.share.get(manifestName(kept));
  return there.ok ? ok(there.value === null ? [] : [kept]) : there;
}

/**
 * Own ones go from both stores when newer ones have stood for a while, those of others from the local copy at once, and
 * what never became whole.
 */
async function dropOlder(
  { run, cards, rule }: StepDeps,
  { stream }: DeviceCard,
  newest: KeptCheckpoint,
  kept: readonly KeptCheckpoint[],
  erasure: Erasure,
): Attempt<null> {
  const own = kept.filter((each) => each.stream === stream && manifestName(each) !== manifestName(newest));
  const shelf = own.length === 0 ? ok([]) : await readShelf(run, run.share, cards);
  if (!shelf.ok) return shelf;
  // what holds an erased reader waits for nobody, once there is one without her
  const isKept = (older: KeptCheckpoint): boolean =>
    (isClean(erasure, older) || !isClean(erasure, newest)) && !hasBeenReplaced(older, shelf.value, rule, run.now());
  const stays = new Set(own.filter(isKept).map(manifestName));
  const streams = await localStreams(run);
  if (!streams.ok) return streams;
  for (const of of streams.value) {
    const numbers = await stateNumbers(run.local, of);
    if (!numbers.ok) return numbers;
    for (const no of numbers.value) {
      const older: StateRef = { stream: of, no };
      if (manifestName(older) === manifestName(newest)) continue;
      const isOwn = of === stream;
      if (stays.has(manifestName(older))) continue;
      const dropped = isOwn ? await dropCheckpoint(run.share, older) : ok(null);
      if (!dropped.ok) return dropped;
      const gone = await dropCheckpoint(run.local, older);
      if (!gone.ok) return gone;
    }
  }
  return ok(null);
}
