/**
 * How everybody on a list stands today. A list is made once; what has happened to its readers since is asked anew each
 * time it is shown or used: who withdraws afterwards is not contacted, and stands under a reason of her own, so that
 * told, not contacted and withdrawn since are the whole group on every day.
 */
import type { NoContactReason } from "../model/consent/may-contact.ts";
import type { ContactChannel } from "../model/consent/purposes.ts";
import type { NotContacted, Recipient } from "../model/outreach/recipient.ts";
import { attemptsOf, type CallState, isAtEnd, statesOf } from "./call-state.ts";

export type OnList = Recipient & { readonly id: string };

export interface ListStanding {
  readonly row: OnList;
  /** The person as she is counted now. */
  readonly reader: string;
  /** Her own, or that of the call or letter by which she is told. */
  readonly state: CallState;
  readonly is:
    | { readonly tag: "told"; readonly channel: ContactChannel }
    | { readonly tag: "not"; readonly reason: NotContacted }
    /** Was to be contacted, was not yet, and may not be any more. */
    | { readonly tag: "since"; readonly reason: NoContactReason };
}

export interface ListToday {
  /** The id under which somebody is counted whose records were merged. */
  readonly mainOf: (reader: string) => string;
  /** Why a person may not be contacted on a channel today, by the one function; undefined where she may. */
  readonly stops: (reader: string, channel: ContactChannel) => NoContactReason | undefined;
}

/**
 * Of several recipients who are one person by now the one that counts: with whom something was tried, else the one that
 * is told, else the first by id: on every desk the same.
 * @returns by person
 */
export function oncePerPerson<Row extends OnList>(
  rows: readonly Row[],
  mainOf: (reader: string) => string,
): ReadonlyMap<string, Row> {
  const people = new Map<string, Row>();
  for (const row of rows) {
    if (row.reader === undefined) continue;
    const reader = mainOf(row.reader);
    const known = people.get(reader);
    if (known === undefined || isBefore(row, known)) people.set(reader, row);
  }
  return people;
}

/** Each person once, in the order of the list. */
export function standings(rows: readonly OnList[], { mainOf, stops }: ListToday): readonly ListStanding[] {
  const stateOf = statesOf(rows);
  return [...oncePerPerson(rows, mainOf)]
    .map(([reader, row]): ListStanding => {
      const state = stateOf(row);
      return { row, reader, state, is: standingOf(row, state, (channel) => stops(reader, channel)) };
    })
    .sort((a, b) => (a.row.place ?? 0) - (b.row.place ?? 0) || (a.row.id < b.row.id ? -1 : 1));
}

/**
 * Whether she was to be contacted by it. Two desks that made one list of different knowledge may have written both a
 * channel and a reason against it: the reason holds, unless she has been called by then. A channel that only a newer
 * desk knows is none here.
 */
export const isListed = (row: Pick<Recipient, "notContacted" | "channel" | "attempts">): boolean =>
  row.channel !== undefined &&
  (row.notContacted === undefined || (row.notContacted !== "held-back" && attemptsOf(row).length > 0));

/** Why she was not. */
export const reasonOf = ({ notContacted = "no-address" }: Pick<Recipient, "notContacted">): NotContacted =>
  notContacted;

function standingOf(
  row: OnList,
  state: CallState,
  stops: (channel: ContactChannel) => NoContactReason | undefined,
): ListStanding["is"] {
  if (row.channel === undefined || !isListed(row)) return { tag: "not", reason: reasonOf(row) };
  const reason = isAtEnd(state) ? undefined : stops(row.channel);
  return reason === undefined ? { tag: "told", channel: row.channel } : { tag: "since", reason };
}

function isBefore(a: OnList, b: OnList): boolean {
  const [ofA, ofB] = [strengthOf(a), strengthOf(b)];
  return ofA === ofB ? a.id < b.id : ofA > ofB;
}

const strengthOf = (row: OnList): number => (attemptsOf(row).length > 0 ? 2 : isListed(row) ? 1 : 0);
