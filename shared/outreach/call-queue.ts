/**
 * Whose turn it is on a call list. One person is one call, however many records of hers stand on it: what was tried of
 * one of them was tried of her. Whoever asked to be called later comes when that is, before all others; whoever did not
 * answer comes again on another day.
 */
import type { Attempt, Recipient } from "../model/outreach/recipient.ts";
import { attemptsOf, type CallState, callState, isAtEnd, isDouble } from "./call-state.ts";
import type { Moment } from "./calling-time.ts";
import type { PartAnswer } from "./part-rule.ts";

export type Listed = Pick<Recipient, "attempts" | "later" | "place" | "part"> & { readonly id: string };

export interface Callee {
  /** Of the recipient that stands first in the list; what is written goes there. */
  readonly id: string;
  /** Under which she is shown. */
  readonly reader: string;
  readonly place: number;
  readonly part: string | undefined;
  readonly state: CallState;
  /** In the order of time, of all her recipients. */
  readonly attempts: readonly (Attempt & { readonly id: string })[];
  readonly later: Recipient["later"];
  readonly isDouble: boolean;
}

/** @param listed recipients with the person whose they are, in any order */
export function calleesOf(listed: readonly { readonly row: Listed; readonly reader: string }[]): readonly Callee[] {
  const inOrder = listed.toSorted((a, b) => (a.row.place ?? 0) - (b.row.place ?? 0) || (a.row.id < b.row.id ? -1 : 1));
  const people = new Map<string, Listed[]>();
  for (const { row, reader } of inOrder) people.set(reader, [...(people.get(reader) ?? []), row]);
  return [...people].flatMap(([reader, rows]) => {
    const [first] = rows;
    if (first === undefined) return [];
    const attempts = Object.fromEntries(rows.flatMap((row) => Object.entries(row.attempts ?? {})));
    const later = rows.find((row) => row.later !== undefined)?.later;
    return [
      {
        id: first.id,
        reader,
        place: first.place ?? 0,
        part: first.part,
        state: callState({ attempts }),
        attempts: attemptsOf({ attempts }),
        later,
        isDouble: isDouble({ attempts }),
      },
    ];
  });
}

/** `now`: her turn may come. `later`: today, at a time she named. `other-day`: not before tomorrow. `end`: no more. */
export type Turn = "now" | "later" | "other-day" | "end" | "take" | "theirs" | "sync-first";

export interface QueueAsked {
  readonly now: Moment;
  /** The day of an instant, YYYY-MM-DD, where the desk stands. */
  readonly dayOf: (at: number) => string;
  readonly partOf: (part: string | undefined) => PartAnswer;
}

export function turnOf({ state, attempts, later, part }: Callee, { now, dayOf, partOf }: QueueAsked): Turn {
  if (isAtEnd(state)) return "end";
  const answer = partOf(part);
  if (answer !== "work") return answer;
  if (later !== undefined && later.on > now.on) return "other-day";
  if (later !== undefined && later.on === now.on && (later.minute ?? 0) > now.minute) return "later";
  const last = attempts.at(-1);
  // she named the time herself: it is no second call that nobody wished for
  return later === undefined && last !== undefined && dayOf(last.at) >= now.on ? "other-day" : "now";
}

/** Not of this desk now: of another one, of none, or of this one as far as it knew when its part lapsed. */
export const isOfAnotherDesk = (turn: Turn): boolean => turn === "take" || turn === "theirs" || turn === "sync-first";

/** In the order in which they are called: whoever asked for this time, then as the list stands. */
export const inTurn = (callees: readonly Callee[], asking: QueueAsked): readonly Callee[] =>
  callees
    .filter((callee) => turnOf(callee, asking) === "now")
    .toSorted((a, b) => dueOf(a) - dueOf(b) || a.place - b.place);

const dueOf = ({ later }: Callee): number => (later === undefined ? 1 : 0);

export interface CallSums {
  /** Everybody who was drawn for this list, called or not. */
  readonly people: number;
  readonly tried: number;
  readonly attempts: number;
  readonly reached: number;
  readonly ended: number;
}

/** Declined is reached too: she was spoken to. */
export const callSums = (callees: readonly Callee[]): CallSums => ({
  people: callees.length,
  tried: callees.filter(({ attempts }) => attempts.length > 0).length,
  attempts: callees.reduce((sum, { attempts }) => sum + attempts.length, 0),
  reached: callees.filter(({ state }) => state === "reached" || state === "declined").length,
  ended: callees.filter(({ state }) => isAtEnd(state)).length,
});

/** Fewer say nothing of how long the next will take. */
const FEWEST_MEASURED = 5;

/** @returns minutes to the end of the list by the median of the calls so far; undefined where these are too few */
export function minutesLeft(callees: readonly Callee[]): number | undefined {
  const measured = callees
    .flatMap(({ attempts }) => attempts.flatMap(({ minutes }) => minutes ?? []))
    .toSorted((a, b) => a - b);
  const median = measured[Math.floor(measured.length / 2)];
  if (median === undefined || measured.length < FEWEST_MEASURED) return undefined;
  return median * callees.filter(({ state }) => !isAtEnd(state)).length;
}
