/**
 * The last exchanges of this computer, kept beside the rows and never replicated; and the computers that the latest of
 * them knew.
 */
import type { DeviceLine, SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { DeskDb } from "../database.ts";

/**
 * How an exchange ended that met alarms which leave it incomplete: of how many nobody knew yet, and how many had been
 * acknowledged.
 */
export interface MetAlarms {
  readonly fresh: number;
  readonly known: number;
}

export interface LoggedSync {
  readonly report: SyncReport;
  /** The shared folder as it was chosen. */
  readonly folder: string | null;
  /** Absent where it met no alarm. */
  readonly met?: MetAlarms;
}

const NAME = "sync-log";
const KEPT = 50;
const NONE: readonly LoggedSync[] = [];

/** Latest first. */
export async function readSyncLog(db: DeskDb): Promise<readonly LoggedSync[]> {
  const row = await db.meta.get(NAME);
  return row === undefined ? NONE : (row.value as readonly LoggedSync[]); // written only below
}

/** Before an exchange has gone through to its end, what the library has may still be on its way. */
export const hasExchanged = async (db: DeskDb): Promise<boolean> =>
  (await readSyncLog(db)).some(({ report }) => report.outcome.tag !== "stopped");

/** In a transaction of the caller's. */
export async function keepInSyncLog(db: DeskDb, logged: LoggedSync): Promise<void> {
  const before = await readSyncLog(db);
  await db.meta.put({ name: NAME, value: [logged, ...before].slice(0, KEPT) });
}

/** As the last exchange that could look saw them, with those that go on under another number. */
export const linesIn = (log: readonly LoggedSync[]): readonly DeviceLine[] =>
  log.find(({ report }) => report.devices.length > 0)?.report.devices ?? [];
