/**
 * How it stands with a recipient, by what was tried, in whatever order it arrived and from however many desks: the
 * attempts are told apart from who was reached, and both from whose call is at its end.
 */
import { type Attempt, MOST_ATTEMPTS, type Recipient } from "../model/outreach/recipient.ts";

/**
 * `waiting`: nobody has tried. `again`: nobody was reached, and it is tried once more. Ends: `reached`, `declined`,
 * `wrong-number`, `gone` (moved or deceased), `gave-up` (tried as often as is decent), `sent` and `returned` of what is
 * written.
 */
export const CALL_STATES = [
  "waiting",
  "again",
  "reached",
  "declined",
  "wrong-number",
  "gone",
  "gave-up",
  "sent",
  "returned",
] as const;
export type CallState = (typeof CALL_STATES)[number];

export const isAtEnd = (state: CallState): boolean => state !== "waiting" && state !== "again";

/** In the order of time; of one moment by their keys, so that all desks agree. */
export const attemptsOf = ({ attempts }: Pick<Recipient, "attempts">): readonly (Attempt & { readonly id: string })[] =>
  Object.entries(attempts ?? {})
    .map(([id, attempt]) => ({ ...attempt, id }))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

/**
 * The strongest word counts, not the last: who declined at one desk and did not answer at another has declined; who was
 * reached at one and not at the other was reached.
 */
export function callState(row: Pick<Recipient, "attempts">): CallState {
  const outcomes = attemptsOf(row).map(({ outcome }) => outcome);
  const has = (...some: readonly Attempt["outcome"][]): boolean => outcomes.some((one) => some.includes(one));
  if (has("declined")) return "declined";
  if (has("moved", "deceased")) return "gone";
  if (has("reached")) return "reached";
  if (has("wrong-number")) return "wrong-number";
  if (has("returned", "failed")) return "returned";
  if (has("sent", "delivered")) return "sent";
  const tries = outcomes.length;
  return tries === 0 ? "waiting" : tries >= MOST_ATTEMPTS ? "gave-up" : "again";
}

/** What was found out of the one who was called, and of nobody who was to be told by the same call. */
export const isOfHerRecord = ({ outcome }: Attempt): boolean =>
  outcome === "moved" || outcome === "deceased" || outcome === "wrong-number";

/**
 * How it stands with somebody who is told by the call or letter of another: as with that one, but for what is true of
 * that one alone: behind a wrong number nobody is told, and where that one is gone she is called herself. What was tried
 * of herself, to its end, comes first.
 * @param lead undefined: she is told by her own
 */
export function stateWith(row: Pick<Recipient, "attempts">, lead: Pick<Recipient, "attempts"> | undefined): CallState {
  const own = callState(row);
  if (lead === undefined || isAtEnd(own)) return own;
  const all = Object.entries(lead.attempts ?? {});
  const said = all.filter(([, attempt]) => !isOfHerRecord(attempt));
  const state = callState({ attempts: Object.fromEntries(said) });
  if (all.some(([, { outcome }]) => outcome === "moved" || outcome === "deceased") && !isAtEnd(state)) return own;
  if (said.length < all.length && !isAtEnd(state)) return "gave-up";
  return state === "waiting" ? own : state;
}

/** Called by more than one desk, or reached twice: it is shown. */
export function isDouble(row: Pick<Recipient, "attempts">): boolean {
  const ends = attemptsOf(row).filter(({ outcome }) => outcome === "reached" || outcome === "declined");
  return ends.length > 1;
}
