/**
 * Steps 2 and 3 together: takes up what a crash left of the own batches behind, leaves a stream whose continuity
 * cannot be proved (R6), and seals what the journal has beyond the last own batch.
 */

import type { DeviceCard } from "../../kernel/sealed.ts";
import type { Indexes } from "../exchange/acknowledge.ts";
import type { OwnState } from "../exchange/ports.ts";
import { previousHash, sealEntries, takeUpSealed } from "../exchange/sealing.ts";
import { Stopped } from "../exchange/stopped.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { Cards } from "../files/cards.ts";
import type { Heads } from "../files/heads.ts";
import { leaveAt, settleOwnLine } from "./own-line.ts";

export interface SettledOwn {
  readonly own: OwnState;
  readonly card: DeviceCard;
  /** Of its last sealed batch. */
  readonly previous: string | null;
}

export async function settleOwn(run: Run, indexes: Indexes, cards: Cards, heads: Heads): Promise<SettledOwn> {
  const state = await run.replica.state();
  const card = await cards.get(state.own.stream);
  if (card === null) throw new Stopped({ tag: "local-store", code: "no-card" });
  const own = await takeUpSealed(run, indexes.local, card);
  const left = await settleOwnLine(run, indexes, cards, card, { ...state, own }, heads);
  if (left) return settleOwn(run, indexes, cards, heads);
  const previous = await previousHash(run, own);
  if (previous !== "lost") return { own, card, previous };
  await leaveAt(run, indexes.local, { ...state, own }, own.sealed);
  return settleOwn(run, indexes, cards, heads);
}

/** Where the own line may have become another one in the middle of a sync. */
export async function settleAndSeal(
  run: Run,
  indexes: Indexes,
  cards: Cards,
  heads: Heads,
): Promise<Pick<SettledOwn, "card" | "previous">> {
  const settled = await settleOwn(run, indexes, cards, heads);
  const sealed = await sealEntries(run, indexes.local, settled.own, settled.previous);
  return { card: settled.card, previous: sealed.previous };
}
