/**
 * An exchange with a store on which there is something new, in three parts: own work is sealed, what others have
 * written comes here, and what is here goes to the store. Every step can be repeated, none depends on having been
 * finished.
 */
import { err, ok } from "../../kernel/result.ts";
import { rebuildHere } from "../checkpoints/rebuild.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import type { Heads } from "../files/heads.ts";
import type { Markers } from "../files/markers.ts";
import { type SettledOwn, settleOwn } from "../lines/settle-own.ts";
import { isFirst, takeOver } from "../lines/take-over.ts";
import { DAY_MS } from "./acknowledge.ts";
import type { SyncPorts } from "./ports.ts";
import type { Pulled } from "./pull.ts";
import { type ExchangeDeps, receive, type SeenHeads } from "./receive.ts";
import { sealEntries } from "./sealing.ts";
import { send } from "./send.ts";
import type { SyncStop } from "./sync-report.ts";
import type { Attempt, Run, SyncOptions } from "./sync-run.ts";

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

export async function exchangeNews(
  run: Run,
  ports: SyncPorts,
  options: SyncOptions,
  seen: SeenHeads,
  markers: Markers,
): Attempt<Pulled> {
  const deps: ExchangeDeps = {
    run,
    share: createBatchIndex(run.share),
    local: createBatchIndex(run.local),
    cards: createCards(run, true),
    ports,
    options,
    markers,
    ...seen,
  };
  const begun = await begin(deps);
  if (!begun.ok) return begun;
  const received = await receive(deps, begun.value);
  if (!received.ok) return received;
  const { card, out } = begun.value;
  if (out !== null && received.value.card.stream === card.stream) return err(out);
  const sent = await send(deps, received.value, begun.value.isSweepDay);
  return sent.ok ? ok(received.value.pulled) : sent;
}

type Begun = Pick<SettledOwn, "card" | "previous"> & {
  /** Why the own work was not sealed: whoever signs knows that this computer is out, perhaps before the rows say so. */
  readonly out: SyncStop | null;
  /** Once a day is enough for sweeping, and a day without an own batch changes little. */
  readonly isSweepDay: boolean;
};

/** What a crash has left behind is ended, who is new begins on a checkpoint, and the own work is sealed. */
async function begin(deps: ExchangeDeps): Attempt<Begun> {
  const { run, local, cards, heads } = deps;
  const whole = await endRebuilding(run);
  if (!whole.ok) return whole;
  const begun = await settleOwn(run, deps, cards, heads);
  if (!begun.ok) return begun;
  const isSweepDay = dayOf(begun.value.own.at) !== dayOf(run.now());
  const joined = await takeOverFirst(deps, heads);
  if (!joined.ok) return joined;
  const settled = joined.value ? await settleOwn(run, deps, cards, heads) : begun;
  if (!settled.ok) return settled;
  const { card, own, previous } = settled.value;
  const sealed = await sealEntries(run, local, own, previous);
  if (sealed.ok) return ok({ card, previous: sealed.value.previous, isSweepDay, out: null });
  // who may come back seals it under a new stream
  return sealed.error.tag === "removed" ? ok({ card, previous, isSweepDay, out: sealed.error }) : sealed;
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
