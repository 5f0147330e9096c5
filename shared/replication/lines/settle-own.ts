/**
 * Steps 2 and 3 together: takes up what a crash left of the own batches behind, leaves a stream whose continuity
 * cannot be proved (R6), and seals what the journal has beyond the last own batch.
 */
import { err, ok } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { Indexes } from "../exchange/acknowledge.ts";
import type { OwnState } from "../exchange/ports.ts";
import { previousHash, sealEntries, takeUpSealed } from "../exchange/sealing.ts";
import type { Attempt, Run } from "../exchange/sync-run.ts";
import type { Cards } from "../files/cards.ts";
import type { Heads } from "../files/heads.ts";
import { leaveAt, settleOwnLine } from "./own-line.ts";

export interface SettledOwn {
  readonly own: OwnState;
  readonly card: DeviceCard;
  /** Of its last sealed batch. */
  readonly previous: string | null;
}

export async function settleOwn(run: Run, indexes: Indexes, cards: Cards, heads: Heads): Attempt<SettledOwn> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  const card = await cards.get(state.value.own.stream);
  if (!card.ok) return card;
  if (card.value === null) return err({ tag: "local-store", code: "no-card" });
  const own = await takeUpSealed(run, indexes.local, card.value);
  if (!own.ok) return own;
  const left = await settleOwnLine(run, indexes, cards, card.value, own.value, heads);
  if (!left.ok) return left;
  if (left.value) return settleOwn(run, indexes, cards, heads);
  const previous = await previousHash(run, own.value);
  if (!previous.ok) return previous;
  if (previous.value !== "lost") return ok({ own: own.value, card: card.value, previous: previous.value });
  const moved = await leaveAt(run, indexes.local, own.value, own.value.sealed);
  return moved.ok ? settleOwn(run, indexes, cards, heads) : moved;
}

/** Where the own line may have become another one in the middle of a sync. */
export async function settleAndSeal(
  run: Run,
  indexes: Indexes,
  cards: Cards,
  heads: Heads,
): Attempt<Pick<SettledOwn, "card" | "previous">> {
  const settled = await settleOwn(run, indexes, cards, heads);
  if (!settled.ok) return settled;
  const sealed = await sealEntries(run, indexes.local, settled.value.own, settled.value.previous);
  return sealed.ok ? ok({ card: settled.value.card, previous: sealed.value.previous }) : sealed;
}
