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
const isOfHerRecord = ({ outcome }: Attempt): boolean =>
  outcome === "moved" || outcome === "deceased" || outcome === "wrong-number";

type Tried = Pick<Recipient, "attempts">;

/**
 * How it stands with somebody who is told by the call or letter of another: as with that one, but for what is true of
 * that one alone: behind a wrong number nobody is told, and where that one is gone another takes its place
 * (`tellers.ts`), whose call then counts for her as well. What was tried of herself, to its end, comes first.
 * @param lead undefined: she is told by her own
 * @param beside the others whom that one was to tell
 */
export function stateWith(row: Tried, lead: Tried | undefined, beside: readonly Tried[] = []): CallState {
  const own = callState(row);
  if (lead === undefined || isAtEnd(own)) return own;
  const state = callState({ attempts: Object.fromEntries(saidBeside(lead, beside).map((one) => [one.id, one])) });
  if (isAtEnd(state)) return state;
  const found = new Set(attemptsOf(lead).map(({ outcome }) => outcome));
  if (found.has("moved") || found.has("deceased")) return own;
  if (found.has("wrong-number")) return "gave-up";
  return state === "waiting" ? own : state;
}

/** What was tried to tell her by calls of others: all but what is true of those alone. */
export const saidBeside = (lead: Tried, beside: readonly Tried[]): ReturnType<typeof attemptsOf> =>
  [lead, ...beside].flatMap(attemptsOf).filter((one) => !isOfHerRecord(one));

type Listed = Tried & Pick<Recipient, "with"> & { readonly id: string };

/** Of each of a list the one by whom she was to be told, with the others whom that one was to tell; null of a lead. */
export function toldBeside<Row extends Listed>(
  rows: readonly Row[],
): (row: Row) => { readonly lead: Tried; readonly beside: readonly Row[] } | null {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.with === undefined) continue;
    const known = groups.get(row.with);
    if (known === undefined) groups.set(row.with, [row]);
    else known.push(row);
  }
  return (row) =>
    row.with === undefined ? null : { lead: byId.get(row.with) ?? {}, beside: groups.get(row.with) ?? [] };
}

/** How each of a list stands. @param rows all of it */
export function statesOf<Row extends Listed>(rows: readonly Row[]): (row: Row) => CallState {
  const told = toldBeside(rows);
  return (row) => {
    const by = told(row);
    return by === null ? callState(row) : stateWith(row, by.lead, by.beside);
  };
}

/** Called by more than one desk, reached or written to twice: it is shown. */
export function isDouble(row: Pick<Recipient, "attempts">): boolean {
  const outcomes = attemptsOf(row).map(({ outcome }) => outcome);
  const count = (...some: readonly Attempt["outcome"][]): number =>
    outcomes.filter((each) => some.includes(each)).length;
  return count("reached", "declined") > 1 || count("sent") > 1;
}
