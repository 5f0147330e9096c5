/** On which day a reader's responsible colleague should speak to her: by the rhythm, and not before a day that was put off to. */
import { contactDue } from "./conditions.ts";

/** Days are numbers: days since 1970-01-01. */
export interface ContactRhythm {
  /** When she was last spoken to; undefined where she never was. */
  readonly last: number | undefined;
  readonly days: number;
  /** Since then nobody answered a call, last on this day: it is tried again on the next open one. */
  readonly missedOn: number | undefined;
  /** A colleague has put the word off to this day. */
  readonly notBefore: number | undefined;
}

/** Without a bound where she was never spoken to and nothing was put off. @param openAfter the next open day after a day */
export const contactDay = (
  { last, days, missedOn, notBefore }: ContactRhythm,
  openAfter: (day: number) => number,
): number =>
  Math.max(
    contactDue(last, days) ?? Number.NEGATIVE_INFINITY,
    missedOn === undefined ? Number.NEGATIVE_INFINITY : openAfter(missedOn),
    notBefore ?? Number.NEGATIVE_INFINITY,
  );
