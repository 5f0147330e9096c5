/**
 * The ledger of erased readers beside the database, outside every backup: what was erased stays erased after a restore.
 */
import * as v from "valibot";
import { call } from "./define.ts";

const line = v.object({
  /** The reader's id. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** `kind/id` of what went with her. */
  records: v.array(v.pipe(v.string(), v.maxLength(200))),
  at: v.optional(v.number()),
  by: v.optional(v.pipe(v.string(), v.maxLength(64))),
  reason: v.optional(v.pipe(v.string(), v.maxLength(40))),
});
export type LedgerLine = v.InferOutput<typeof line>;
export const ledgerLines = v.array(line);

export const ledgerCalls = {
  "ledger.read": call(v.object({}))<readonly LedgerLine[]>(),
  /**
   * Only adds: a line that is there keeps what it says, and its records grow. A line is `refused` (its reader's id)
   * where no `erased` entry in the journal or in a verified file names all of it.
   */
  "ledger.add": call(v.object({ lines: ledgerLines }))<{ readonly refused: readonly string[] }>(),
};
