/**
 * What is here goes to the store: lost batches are put back, own and carried ones are published, and once that is
 * told, checkpoint, erasing, floor and sweeping follow, which rest on it.
 */
import { ok } from "../../kernel/result.ts";
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
import { acknowledge, publishOwn, tellFloor } from "./acknowledge.ts";
import { announcedBy, compareDigests } from "./compare-digests.ts";
import type { ReplicaState } from "./ports.ts";
import { publishAll } from "./publish-all.ts";
import { publishExcluded } from "./publish-excluded.ts";
import { putCards } from "./put-cards.ts";
import type { ExchangeDeps, Received } from "./receive.ts";
import { isWiped, prove } from "./store-standing.ts";
import type { Attempt, Run } from "./sync-run.ts";

export async function send(deps: ExchangeDeps, received: Received, isSweepDay: boolean): Attempt<null> {
  const { run } = deps;
  const compared = await compareWithAll(run, deps.cards);
  if (!compared.ok) return compared;
  const published = await publish(deps, received);
  if (!published.ok) return published;
  const { state, hasPutBack } = published.value;
  const out = await streamsOut(run);
  if (!out.ok) return out;
  // a spoilt card is seen by those only who lack it, and they cannot mend it
  const shown =
    isSweepDay && carries(deps)
      ? await putCards(
          run,
          deps.cards,
          liveStreams(state, out.value).map(({ stream }) => stream),
        )
      : ok(null);
  if (!shown.ok) return shown;
  return settleFloors({ ...deps, out: out.value }, received, { state, hasPutBack, isSweepDay });
}

const carries = ({ options }: ExchangeDeps): boolean => options.carries ?? true;

interface Published {
  readonly state: ReplicaState;
  readonly hasPutBack: boolean;
}

async function publish(deps: ExchangeDeps, { pulled }: Received): Attempt<Published> {
  const { run, cards, heads, all } = deps;
  const putBack = carries(deps) ? await putBackLost(deps, pulled.state) : ok(0);
  if (!putBack.ok) return putBack;
  const published = await publishAll(run, deps, cards, heads, carries(deps));
  if (!published.ok) return published;
  const beside = carries(deps) ? await publishExcluded(run, deps, cards, all, published.value) : ok(null);
  return beside.ok ? ok({ state: published.value, hasPutBack: putBack.value > 0 }) : beside;
}

/** The floor that may rise, the acknowledgement that names it, and what may go once it is told. */
async function settleFloors(
  deps: ExchangeDeps & Pick<EraseDeps, "out">,
  { card, previous, before, covered }: Received,
  { state, hasPutBack, isSweepDay }: Published & { readonly isSweepDay: boolean },
): Attempt<null> {
  const { run, heads, markers, options, out } = deps;
  const raised = isSweepDay ? await raiseFloor(deps, card, state) : ok(state.own);
  if (!raised.ok) return raised;
  const told = await acknowledge(
    run,
    deps,
    card,
    state,
    { own: raised.value, previous },
    hasPutBack || run.log.isAwaited || owesErasing(state),
  );
  if (!told.ok) return told;
  const isWanted =
    carries(deps) && (isWiped(heads, before) || isBehind(heads, covered, card.stream, lastToErase(state, out)));
  const kept = await keepCheckpoint(
    { ...deps, rule: options.checkpoints ?? CHECKPOINT_RULE },
    card,
    told.value,
    isWanted,
  );
  if (!kept.ok) return kept;
  const grown =
    kept.value.own.sealed.no > told.value.own.sealed.no ? await publishOwn(run, deps, card, kept.value) : kept;
  if (!grown.ok) return grown;
  const erased = await eraseCopies(deps, card, isSweepDay);
  if (!erased.ok) return erased;
  // what everybody has erased is gone from the share as soon as the floor above it is told
  const floored =
    erased.value === null
      ? grown
      : await tellFloor(run, deps, card, { own: erased.value, previous: grown.value.previous });
  if (!floored.ok) return floored;
  const proved = await prove(run, floored.value.own, state.streams, markers);
  if (!proved.ok) return proved;
  // with a second store the floor may have risen at the other one: what was erased waits for no day here either
  return isSweepDay || state.erasure.size > 0 ? sweepBelowFloors(deps) : ok(null);
}

async function compareWithAll(run: Run, cards: Cards): Attempt<null> {
  const state = await run.replica.state();
  return state.ok ? compareDigests(run, cards, announcedBy(state.value.streams)) : state;
}
