/**
 * What is here goes to the store: lost batches are put back, own and carried ones are published, and once that is
 * told, checkpoint, erasing, floor and sweeping follow, which rest on it.
 */
import { CHECKPOINT_RULE } from "../checkpoints/checkpoint-due.ts";
import { keepCheckpoint } from "../checkpoints/checkpoint-step.ts";
import { raiseFloor } from "../checkpoints/raise-floor.ts";
import { sweepBelowFloors } from "../checkpoints/sweep.ts";
import { type EraseDeps, eraseCopies, owesErasing } from "../erasing/erase-step.ts";
import { lastToErase } from "../erasing/erased-out.ts";
import type { Cards } from "../files/cards.ts";
import { isBehind } from "../files/heads.ts";
import { liveStreams } from "../lines/cut.ts";
import { streamsOut } from "../lines/known-removals.ts";
import { putBackLost } from "../lines/lost.ts";
import { acknowledge, isAcknowledgementDue, publishOwn, tellFloor } from "./acknowledge.ts";
import { announcedBy, compareDigests } from "./compare-digests.ts";
import type { ReplicaState } from "./ports.ts";
import { putCards } from "./publish.ts";
import { publishAll } from "./publish-all.ts";
import { publishExcluded } from "./publish-excluded.ts";
import type { ExchangeDeps, Received } from "./receive.ts";
import { isWiped, prove } from "./store-standing.ts";
import type { Run } from "./sync-run.ts";

export async function send(deps: ExchangeDeps, received: Received, isSweepDay: boolean): Promise<void> {
  const { run } = deps;
  await compareWithAll(run, deps.cards);
  const { state, hasPutBack } = await publish(deps, received);
  const out = await streamsOut(run);
  // a spoilt card is seen by those only who lack it, and they cannot mend it
  if (isSweepDay && carries(deps))
    await putCards(
      run,
      deps.cards,
      liveStreams(state, out).map(({ stream }) => stream),
    );
  return settleFloors({ ...deps, out }, received, { state, hasPutBack, isSweepDay });
}

const carries = ({ options }: ExchangeDeps): boolean => options.carries ?? true;

interface Published {
  readonly state: ReplicaState;
  readonly hasPutBack: boolean;
}

async function publish(deps: ExchangeDeps, { pulled }: Received): Promise<Published> {
  const { run, cards, heads, all } = deps;
  const putBack = carries(deps) ? await putBackLost(deps, pulled.state) : 0;
  const published = await publishAll(run, deps, cards, heads, carries(deps));
  if (carries(deps)) await publishExcluded(run, deps, cards, all, published);
  return { state: published, hasPutBack: putBack > 0 };
}

/** The floor that may rise, the acknowledgement that names it, and what may go once it is told. */
async function settleFloors(
  deps: ExchangeDeps & Pick<EraseDeps, "out">,
  { card, previous, before, covered }: Received,
  { state, hasPutBack, isSweepDay }: Published & { readonly isSweepDay: boolean },
): Promise<void> {
  const { run, heads, markers, options, out } = deps;
  const raised = isSweepDay ? await raiseFloor(deps, card, state) : state.own;
  const told = await acknowledge(
    run,
    deps,
    card,
    state,
    { own: raised, previous },
    hasPutBack ||
      run.log.isAwaited ||
      owesErasing(state) ||
      isAcknowledgementDue(state, run.now(), options.asked === true),
  );
  const isWanted =
    carries(deps) && (isWiped(heads, before) || isBehind(heads, covered, card.stream, lastToErase(state, out)));
  const kept = await keepCheckpoint({ ...deps, rule: options.checkpoints ?? CHECKPOINT_RULE }, card, told, isWanted);
  const grown = kept.own.sealed.no > told.own.sealed.no ? await publishOwn(run, deps, card, kept) : kept;
  const erased = await eraseCopies(deps, card, isSweepDay);
  // what everybody has erased is gone from the share as soon as the floor above it is told
  const floored = erased === null ? grown : await tellFloor(run, deps, card, { own: erased, previous: grown.previous });
  await prove(run, floored.own, state.streams, markers);
  // with a second store the floor may have risen at the other one: what was erased waits for no day here either
  if (isSweepDay || state.erasure.size > 0) return sweepBelowFloors(deps);
}

async function compareWithAll(run: Run, cards: Cards): Promise<void> {
  const state = await run.replica.state();
  return compareDigests(run, cards, announcedBy(state.streams));
}
