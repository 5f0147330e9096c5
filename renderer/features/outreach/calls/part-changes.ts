/** Dealing a list out, taking the rest of it, and giving a part back. */
import { nextOpenDay } from "#shared/analysis/life/doors.ts";
import type { Values } from "#shared/model/kinds.ts";
import { type Change, create, edit } from "../../../db/write/changes.ts";

/** So many open days a desk has for its part, where nobody says otherwise. */
const OPEN_DAYS = 3;
/** One entry holds no more. */
export const MOST_AT_ONCE = 2000;
/** A part is worked in days: a later one is the wrong year, and nobody else could call its people so long. */
export const MOST_DAYS_HELD = 92;

/** @returns YYYY-MM-DD, the last open day of a part that is dealt today */
export function usualLapse(calendar: Parameters<typeof nextOpenDay>[0], today: string): string {
  let day = today;
  for (let ahead = 0; ahead < OPEN_DAYS; ahead += 1) day = nextOpenDay(calendar, day);
  return day;
}

export interface PartShare {
  /** Of the part that is made. */
  readonly id: string;
  /** The computer, as the exchange knows it. */
  readonly desk: string;
  readonly people: number;
}

interface DealOrder {
  readonly outreach: string;
  /** Recipients that this computer may deal out: its own who were not tried, and whom nobody holds. */
  readonly free: readonly string[];
  readonly shares: readonly PartShare[];
  /** YYYY-MM-DD, an open day. */
  readonly lapsesOn: string;
  readonly at: number;
  readonly staff: string | undefined;
}

/** In the order of the list, so that each desk has neighbours of it; what no share reaches stays nobody's. */
export function dealChanges({ outreach, free, shares, lapsesOn, at, staff }: DealOrder): readonly Change[] {
  let from = 0;
  return shares.flatMap(({ id, desk, people }): readonly Change[] => {
    const hers = free.slice(from, from + people);
    from += people;
    if (hers.length === 0) return [];
    const part: Values<"outreach-part"> = {
      outreach,
      desk,
      dealtAt: at,
      lapsesOn,
      ...(staff !== undefined && { staff }),
    };
    return [create("outreach-part", id, part), ...hers.map((recipient) => edit("recipient", recipient, { part: id }))];
  });
}

export const giveBackChanges = (parts: readonly string[], at: number): readonly Change[] =>
  parts.map((part) => edit("outreach-part", part, { givenBackAt: at }));

/** As even as may be: the first have one more. */
export const evenly = (people: number, desks: number): readonly number[] =>
  Array.from({ length: desks }, (_, index) => Math.floor(people / desks) + (index < people % desks ? 1 : 0));
