/** The journal: own entries, numbered without gaps, fsynced before the answer. */
import * as v from "valibot";
import { isJson, type Json } from "../kernel/json.ts";
import { call } from "./define.ts";

const stream = v.pipe(v.string(), v.regex(/^[0-9a-z]{16}$/));
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A channel that clones carries more than the journal can write. */
const entry = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((fields) => isJson(fields), "not JSON"),
);

/** The number that was expected is not the last plus one; nothing was written. */
export interface JournalMismatch {
  readonly tag: "journal-mismatch";
  readonly lastSeq: number;
}

/** Entries are there but cannot be read: `fromSeq` to `nextSeq` − 1. Reading goes on from `nextSeq`. */
export interface JournalDamaged {
  readonly tag: "journal-damaged";
  readonly fromSeq: number;
  readonly nextSeq: number;
}

/** The page does not hold the lease: another one writes now, or none has asked. Nothing was written. */
export interface LeaseLost {
  readonly tag: "lease-lost";
}

export const journalCalls = {
  "journal.state": call(v.object({ stream }))<{ lastSeq: number }>(),
  /**
   * Refused unless `expectedSeq` (the number of the first entry) is the last number plus one, and unless `page` holds
   * the lease.
   */
  "journal.append": call(v.object({ stream, expectedSeq: seq, entries: v.array(entry), page: v.optional(v.string()) }))<
    { lastSeq: number },
    JournalMismatch | LeaseLost
  >(),
  /**
   * Takes operations on these records (`kind/id`) out of the entries of every stream; the entries stay. Refused unless
   * the ledger's own file names all of them, and unless `page` holds the lease. Answers how many were changed. Asked
   * again after a crash, it ends what was begun.
   */
  "journal.erase": call(
    v.object({ records: v.array(v.pipe(v.string(), v.maxLength(200))), page: v.optional(v.string()) }),
  )<{ entries: number }, LeaseLost>(),
  /** Entries from `fromSeq` on, at least one if there is one, about `maxBytes` of them. */
  "journal.read": call(v.object({ stream, fromSeq: seq, maxBytes: v.number() }))<
    { entries: readonly Json[]; lastSeq: number },
    JournalDamaged
  >(),
};
