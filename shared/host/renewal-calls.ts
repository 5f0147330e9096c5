/**
 * Renewing the browser's profile: IndexedDB's files keep what was deleted, so after an erasing the page hands all rows
 * to the host, the host removes the whole profile while no browser runs on it, and the page takes the rows back.
 */
import * as v from "valibot";
import { call } from "./define.ts";
import type { LeaseLost } from "./journal-calls.ts";

/** Each database has an id of its own: a desk may be opened in more than one browser. */
const database = v.pipe(v.string(), v.uuid());
const stream = v.pipe(v.string(), v.regex(/^[0-9a-z]{16}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const page = v.optional(v.string());
const MAX_PART_TEXT = 8 * 1024 * 1024;

/** Of `begin`, parts or entries are missing; of `put` and `drop`, rows wait that stand nowhere else. */
export interface RenewalNotWhole {
  readonly tag: "not-whole";
}

/** What the page has handed over and takes back. */
export interface RowsCopy {
  readonly database: string;
  readonly parts: number;
  /** The database's version: another program version does not take it. */
  readonly version: number;
  /** The privacy screen was up. */
  readonly locked: boolean;
  /** The profile that it was copied from is put aside; until then it is the better one. */
  readonly isAside: boolean;
}

export interface RenewalState {
  /**
   * Since when files behind this database keep what was taken out of it, epoch milliseconds; null where they keep
   * nothing.
   */
  readonly dueSince: number | null;
  /** Whether this host has opened the browser and may close it. */
  readonly hasWindow: boolean;
  /** Why the last try of this start did not succeed, as the system said it. */
  readonly failed: string | null;
  readonly copy: RowsCopy | null;
}

export const renewalCalls = {
  /** Files behind this database keep what was taken out of it. Counts once it is on the disk. */
  "renewal.mark": call(v.object({ database }))<null>(),
  "renewal.state": call(v.object({ database }))<RenewalState>(),
  /** One part of the rows, sealed by the host; the first one begins anew. */
  "renewal.put": call(v.object({ page, database, part: count, text: v.pipe(v.string(), v.maxLength(MAX_PART_TEXT)) }))<
    null,
    LeaseLost | RenewalNotWhole
  >(),
  /**
   * All parts are there and the journal holds `seq`: from here on the copy counts, the window is closed, the profile
   * goes.
   */
  "renewal.begin": call(
    v.object({
      page,
      database,
      parts: v.pipe(count, v.minValue(1)),
      version: count,
      locked: v.boolean(),
      stream,
      seq: count,
    }),
  )<null, LeaseLost | RenewalNotWhole | { readonly tag: "no-window" }>(),
  "renewal.part": call(v.object({ part: count }))<{ readonly text: string }, { readonly tag: "damaged" }>(),
  /** The rows stand in the new profile, from the copy or, where that cannot be read, from the journal. */
  "renewal.end": call(v.object({ page }))<null, LeaseLost>(),
  /** Gives a copy up, whose profile is still there. */
  "renewal.drop": call(v.object({ page }))<null, LeaseLost | RenewalNotWhole>(),
};
