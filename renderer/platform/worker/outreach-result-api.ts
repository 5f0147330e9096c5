/** What the page asks of its worker about what came of an outreach. */
import type { UseKind } from "#shared/analysis/uses.ts";
import type { CallState } from "#shared/outreach/call-state.ts";
import type { GroupCount } from "#shared/outreach/pooled-difference.ts";
import { RESULT_BY, type RoundResult, type RoundVerdict } from "#shared/outreach/round-result.ts";
import type { Bar } from "#shared/outreach/waterfall.ts";
import type { OnProgress } from "./statistics-api.ts";

/** Whom a number of a result counts. `group`: everybody of the group, contacted or not. */
export const OUTREACH_WHO = [
  "group",
  "listed",
  "tried",
  "reached",
  "completed",
  "returned",
  "held-back",
  "held-back-returned",
  "held-back-contacted",
  "not-contacted",
] as const;
export type OutreachWho = (typeof OUTREACH_WHO)[number];

/** What parts a number can be of: those of the result, a bar of whom it left out, or how it ended. */
export const OUTREACH_BY = [...RESULT_BY, "bar", "state"] as const;

export interface OutreachReaders {
  /** Of several rounds all of them. */
  readonly rounds: readonly string[];
  readonly who: OutreachWho;
  /** Only those of a part. */
  readonly of?: { readonly by: (typeof OUTREACH_BY)[number]; readonly value: string };
}

export interface RoundReport {
  readonly outreach: string;
  readonly name: string;
  /** How many days count. */
  readonly resultDays: number;
  /** YYYY-MM-DD: the day of the list, and the days that count, both included. */
  readonly listDay: string;
  readonly from: string;
  readonly until: string;
  readonly isOver: boolean;
  readonly result: RoundResult;
  /** Of those on the list, how it stands with them. */
  readonly ends: readonly { readonly state: CallState; readonly count: number }[];
  /** In the order of the bars; the held-back are among them. */
  readonly notContacted: readonly { readonly bar: Bar; readonly count: number }[];
  /** Everybody of the group: those on the list and those who are not. */
  readonly group: number;
  /** Held back, and a colleague got in touch with them meanwhile all the same. */
  readonly heldBackContacted: number;
  /** Of preparing the list, beside the minutes of the contacts. */
  readonly preparing: number;
  /** What an hour costs, in the library's own currency, where it says so. */
  readonly hourRate: number | undefined;
  /** Whether a group may be held back from such an outreach. */
  readonly mayHoldBack: boolean;
}

/** One round of several of one goal. */
export interface PooledRound {
  readonly outreach: string;
  readonly name: string;
  readonly listDay: string;
  readonly contacted: GroupCount;
  readonly heldBack: GroupCount;
}

export interface PooledReport {
  /** Of the round that was asked about. */
  readonly name: string;
  readonly resultDays: number;
  /** The latest first. */
  readonly rounds: readonly PooledRound[];
  readonly contacted: GroupCount;
  readonly heldBack: GroupCount;
  readonly verdict: Exclude<RoundVerdict, { tag: "running" }>;
}

/** Who came again, and by what. */
export interface CameAgain {
  readonly recipient: string;
  readonly reader: string;
  /** YYYY-MM-DD */
  readonly on: string;
  readonly kinds: readonly { readonly kind: UseKind; readonly amount: number }[];
  readonly channel: string;
}

/** How many came again by themselves within as many days, of readers who stood in the same stages so long ago. */
export interface ComesAnyway extends GroupCount {
  /** 0 to 1, weighed by the stages of the group. */
  readonly share: number;
}

export interface OutreachResultApi {
  /** Null where there is no such outreach, or its lists are not made. */
  report(outreach: string, onProgress: OnProgress): Promise<RoundReport | null>;
  /** All rounds of the same goal whose days are over; null as above. */
  pooled(outreach: string, onProgress: OnProgress): Promise<PooledReport | null>;
  /** In the order in which they came. */
  cameAgain(outreach: string, isHeldBack: boolean, most: number): Promise<readonly CameAgain[]>;
}
