/**
 * Step 7: keeps the newest checkpoint near. Where the tail behind it has grown long, a colleague's newer one
 * is brought into the local copy, or an own one is made and published; an own older one goes when a newer one
 * has stood long enough.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import { holdsErased, isClean, isFloorBlocked, isOnShare } from "../erasing/erase-step.ts";
import { type Erasure, reachesCleared } from "../erasing/erasing-progress.ts";
import type { OwnChain } from "../exchange/sealing.ts";
import type { Run } from "../exchange/sync-run.ts";
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
): Promise<OwnChain> {
  const { run, cards, rule } = deps;
  const state = await run.replica.state();
  // who cannot leave an excluded line yet has nothing to offer
  const isExcluded = await standsOnExcluded(run, deps.local, cards, state);
  if (isExcluded) return chain;
  const shelf = await readShelf(run, run.local, cards);
  const trusted = await counting(run, shelf);
  const kept = await withoutExcluded(run, deps.local, cards, trusted);
  const floors = knownFloors(state);
  // one that does not reach a floor is of no use to anybody any more
  let [newest = null] = kept.filter(
    ({ checkpoint: { cursors } }) =>
      reachesFloors(cursors.streams, floors) && reachesCleared(cursors.streams, state.erasure),
  );
  const { erasure } = state;
  const blocked = await isFloorBlocked({ run, local: deps.local, cards }, state);
  const isDue = (): boolean =>
    blocked ||
    holdsErased(state, newest) ||
    isCheckpointDue(state, newest, rule) ||
    (newest === null && Object.values(floors).some((floor) => floor > 1));
  let after = chain;
  if (isDue()) {
    const fetched = await fetchNewer(deps, newest, floors);
    newest = fetched ?? newest;
    if (isDue()) {
      const written = await writeCheckpoint({ run, local: deps.local, cards, rule, newest }, card, chain);
      after = written.chain;
      newest = written.kept ?? newest;
    }
  }
  if (newest === null) return after;
  // own batches that speak of what was erased can go from a store only where a checkpoint stands for them
  await publish(deps, card, newest, { isWiped, isErasing: isOnShare(state) });
  await dropOlder(deps, card, newest, kept, erasure);
  return after;
}

/** A colleague was quicker: the one on the share that covers most, if it covers more than ours. */
async function fetchNewer(
  { run, share, local, cards }: StepDeps,
  newest: KeptCheckpoint | null,
  floors: Floors,
): Promise<KeptCheckpoint | null> {
  const state = await run.replica.state();
  const shelf = await readShelf(run, run.share, cards);
  for (const offered of shelf) {
    if (newest !== null && reachOf(offered) <= reachOf(newest)) return null;
    if (!reachesFloors(offered.checkpoint.cursors.streams, floors) || holdsErased(state, offered)) continue;
    const accepted = await isUsableHere({ run, share, local, cards }, offered, state);
    const carried = accepted
      ? await carryCheckpoint(run, offered, {
          from: run.share,
          to: run.local,
          device: cards.nameOf(offered.stream),
          step: "finish",
        })
      : accepted;
    if (carried) return offered;
  }
  return null;
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
): Promise<void> {
  const isOwn = newest.stream === stream;
  if (!isOwn && !isWiped && !isErasing) return;
  const there = isOwn ? await openPlace(run, newest) : await readShelf(run, run.share, cards);
  for (const kept of there) {
    if (reachOf(kept) < reachOf(newest)) continue;
    const whole = isErasing ? await isWhole(run.share, kept) : true;
    if (whole) return;
  }
  await carryCheckpoint(run, newest, {
    from: run.local,
    to: run.share,
    device: cards.nameOf(newest.stream),
    step: "finish",
  });
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

async function openPlace(run: Run, kept: KeptCheckpoint): Promise<readonly KeptCheckpoint[]> {
  const there = await run.share.get(manifestName(kept));
  return there === null ? [] : [kept];
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
): Promise<void> {
  const own = kept.filter((each) => each.stream === stream && manifestName(each) !== manifestName(newest));
  const shelf = own.length === 0 ? [] : await readShelf(run, run.share, cards);
  // what holds an erased reader waits for nobody, once there is one without her
  const isKept = (older: KeptCheckpoint): boolean =>
    (isClean(erasure, older) || !isClean(erasure, newest)) && !hasBeenReplaced(older, shelf, rule, run.now());
  const stays = new Set(own.filter(isKept).map(manifestName));
  const streams = await localStreams(run);
  for (const of of streams) {
    const numbers = await stateNumbers(run.local, of);
    for (const no of numbers) {
      const older: StateRef = { stream: of, no };
      if (manifestName(older) === manifestName(newest)) continue;
      const isOwn = of === stream;
      if (stays.has(manifestName(older))) continue;
      if (isOwn) await dropCheckpoint(run.share, older);
      await dropCheckpoint(run.local, older);
    }
  }
}
