/** Whether a card can be used on a day: decided here, for the desk and for what reports count of earlier days. */
import { isOver } from "../last-day.ts";
import type { Reader } from "../reader.ts";

interface CardOf<D> {
  readonly hasCard: boolean;
  /** From when on it can be used; always, where it is not known. */
  readonly from: D | undefined;
  /** The last day of use; without it the card never runs out. */
  readonly expires: D | undefined;
  /** The day on which the reader has left, which is no day of use any more. */
  readonly left: D | undefined;
}

/** @param day YYYY-MM-DD, or all as numbers of days */
export const isValidOn = <D extends string | number>({ hasCard, from, expires, left }: CardOf<D>, day: D): boolean =>
  hasCard && (from === undefined || from <= day) && !isOver(expires, day) && (left === undefined || left > day);

/** @param today YYYY-MM-DD */
export const isCardValid = (
  { card, expiresOn, leaving }: Pick<Reader, "card" | "expiresOn" | "leaving">,
  today: string,
): boolean => isValidOn({ hasCard: card !== undefined, from: undefined, expires: expiresOn, left: leaving?.on }, today);
