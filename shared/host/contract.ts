/**
 * Every call that the page may make of the machine. Both shells serve it over the same services;
 * arguments are parsed here and nowhere else.
 */

import * as v from "valibot";
import { alarmCalls } from "./alarm-calls.ts";
import { backupCalls } from "./backup-calls.ts";
import { defectSchema } from "./defect.ts";
import { type CallSpec, call } from "./define.ts";
import { deviceCalls } from "./device-calls.ts";
import { fileCalls } from "./file-calls.ts";
import { folderCalls } from "./folder-calls.ts";
import { journalCalls } from "./journal-calls.ts";
import { ledgerCalls } from "./ledger-calls.ts";
import { libraryCalls } from "./library-calls.ts";
import { printCalls } from "./print-calls.ts";
import { refreshCalls } from "./refresh-calls.ts";
import { renewalCalls } from "./renewal-calls.ts";
import { sessionCalls } from "./session-calls.ts";
import { trailCalls } from "./trail-calls.ts";
import { trialCalls } from "./trial-calls.ts";

const MOST_LINES = 50;

/** The host's log of errors that nobody expected: a few lines without anybody's data, bounded in size. */
const logCalls = {
  /** Never an error of the disk: what cannot be written now is kept in memory and written later. */
  "log.append": call(v.object({ defects: v.pipe(v.array(defectSchema), v.maxLength(MOST_LINES)) }))<null>(),
  /** All of it, oldest first, as it is shown to a person before it is saved. */
  "log.read": call(v.object({}))<{ text: string }>(),
};

export const CONTRACT = {
  ...alarmCalls,
  ...deviceCalls,
  ...journalCalls,
  ...ledgerCalls,
  ...libraryCalls,
  ...backupCalls,
  ...refreshCalls,
  ...renewalCalls,
  ...fileCalls,
  ...printCalls,
  ...folderCalls,
  ...logCalls,
  ...sessionCalls,
  ...trailCalls,
  ...trialCalls,
} as const;

export type CallName = keyof typeof CONTRACT;
export type CallArgs<N extends CallName> = v.InferInput<(typeof CONTRACT)[N]["args"]>;
export type CallResult<N extends CallName> =
  (typeof CONTRACT)[N] extends CallSpec<v.GenericSchema, infer T, infer E>
    ? NonNullable<CallSpec<v.GenericSchema, T, E>["result"]>
    : never;

/** The page's end of the contract. Never throws: a host that does not answer is `host-away`. */
export type Host = <N extends CallName>(name: N, args: CallArgs<N>) => Promise<CallResult<N>>;

/** The host's end: one function per call, given parsed arguments. */
export type Handlers = {
  readonly [N in CallName]: (args: v.InferOutput<(typeof CONTRACT)[N]["args"]>) => Promise<CallResult<N>>;
};
