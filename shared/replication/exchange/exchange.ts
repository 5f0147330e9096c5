/**
 * An exchange with a store on which there is something new, in three parts: own work is sealed, what others have
 * written comes here, and what is here goes to the store. Every step can be repeated, none depends on having been
 * finished.
 */

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
import { Stopped, untilStopped } from "./stopped.ts";
import type { SyncStop } from "./sync-report.ts";
import type { Run, SyncOptions } from "./sync-run.ts";

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

export async function exchangeNews(
  run: Run,
  ports: SyncPorts,
  options: SyncOptions,
  seen: SeenHeads,
  markers: Markers,
): Promise<Pulled> {
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
  const received = await receive(deps, begun);
  const { card, out } = begun;
  if (out !== null && received.card.stream === card.stream) throw new Stopped(out);
  await send(deps, received, begun.isSweepDay);
  return received.pulled;
}

type Begun = Pick<SettledOwn, "card" | "previous"> & {
  /** Why the own work was not sealed: whoever signs knows that this computer is out, perhaps before the rows say so. */
  readonly out: SyncStop | null;
  /** Once a day is enough for sweeping, and a day without an own batch changes little. */
  readonly isSweepDay: boolean;
};

/** What a crash has left behind is ended, who is new begins on a checkpoint, and the own work is sealed. */
async function begin(deps: ExchangeDeps): Promise<Begun> {
  const { run, local, cards, heads } = deps;
  await endRebuilding(run);
  const begun = await settleOwn(run, deps, cards, heads);
  const isSweepDay = dayOf(begun.own.at) !== dayOf(run.now());
  const joined = await takeOverFirst(deps, heads);
  const { card, own, previous } = joined ? await settleOwn(run, deps, cards, heads) : begun;
  const sealed = await untilStopped(() => sealEntries(run, local, own, previous));
  if (sealed.ok) return { card, previous: sealed.value.previous, isSweepDay, out: null };
  // who may come back seals it under a new stream
  if (sealed.error.tag === "removed") return { card, previous, isSweepDay, out: sealed.error };
  throw new Stopped(sealed.error);
}

/** A rebuilding that was cut off comes first: what is half rebuilt is no state to work on. */
async function endRebuilding(run: Run): Promise<void> {
  const state = await run.replica.state();
  if (state.unfinished) return rebuildHere(run);
}

async function takeOverFirst(deps: Parameters<typeof takeOver>[0], heads: Heads): Promise<boolean> {
  const state = await deps.run.replica.state();
  const hasOthers = [...heads.keys()].some((stream) => stream !== state.own.stream);
  return hasOthers && isFirst(state) ? takeOver(deps, state) : false;
}
