/**
 * The last fifty syncs of this computer, kept beside the rows and never replicated; and what has not left
 * it yet. Both are read live, by screen, status bar and badge alike.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import type { DeviceLine, SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { DeskDb } from "../../../db/database.ts";
import { keepInSyncLog, type LoggedSync, linesIn, readSyncLog } from "../../../db/exchange/sync-log.ts";
import { countPending } from "../../../db/journal/own-stream.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useCalmQuery } from "../../../desk-services/use-calm-query.ts";
import { type ComputerNames, computerNames } from "../../../words/computer-names.ts";
import { type DigestParticulars, noteParticulars, readParticulars } from "./digest-particulars.ts";
import { type GrowthByStream, noteGrowth, readGrowth } from "./share-growth.ts";

export async function addToSyncLog(db: DeskDb, logged: LoggedSync): Promise<void> {
  await db.transaction("rw", db.meta, async () => {
    await keepInSyncLog(db, logged);
    await noteParticulars(db, logged.report);
    await noteGrowth(db, logged.report);
  });
}

export interface SyncStanding {
  readonly log: readonly LoggedSync[];
  /** The last one that went through to its end; undefined: none yet. */
  readonly done: LoggedSync | undefined;
  /** As the last sync that could look saw them; devices that go on under another name are left out. */
  readonly devices: readonly DeviceLine[];
  /** The same with those that go on under another name. */
  readonly lines: readonly DeviceLine[];
  /** What each has added to the share, as far as this computer has counted. */
  readonly growth: GrowthByStream;
  /**
   * What computers are called, also those that go on under another number, or are in no table. Two of one name are told
   * apart.
   */
  readonly nameIn: ComputerNames;
  /** No exchange before the last one has seen any computer: all are taken up for the first time. */
  readonly isFirst: boolean;
  /** Own entries that are on no share yet. */
  readonly pending: number;
  /** Something holds the place of an own file on the share: of what was sent, some reaches nobody. */
  readonly isHeld: boolean;
  /** Of computers that show other records than this one. */
  readonly particulars: DigestParticulars | null;
}

/** Undefined until it is read. */
export function useSyncStanding(): SyncStanding | undefined {
  const { db } = useServices();
  const pending = useCalmQuery(db, countPending);
  // read by each who shows it: who comes to the centre with a notice finds it there
  const logged = useLiveQuery(async () => await readLogged(db), [db]);
  return useMemo(
    () => (logged === undefined || pending === undefined ? undefined : { ...logged, pending }),
    [logged, pending],
  );
}

async function readLogged(db: DeskDb): Promise<Omit<SyncStanding, "pending">> {
  const log = await readSyncLog(db);
  const devices = linesIn(log);
  return {
    log,
    done: log.find(({ report }) => report.outcome.tag !== "stopped"),
    devices: devices.filter((device) => device.replacedBy === null),
    lines: devices,
    growth: await readGrowth(db),
    nameIn: computerNames(devices),
    isFirst: log.filter(({ report }) => report.devices.length > 0).length <= 1,
    isHeld: log[0] !== undefined && isHeldIn(log[0].report),
    particulars: await readParticulars(db),
  };
}

/**
 * Something of this computer cannot leave it, whether somebody has acknowledged that or not. What is damaged there the
 * exchange has put back; in the place of a folder, or of what is kept from us, it cannot.
 */
export const isHeldIn = ({ devices, warnings }: SyncReport): boolean => {
  const own = devices.find((device) => device.own)?.stream;
  return warnings.some(
    (warning) =>
      warning.tag === "file-refused" &&
      warning.stream === own &&
      warning.error.tag === "unreadable" &&
      warning.error.what !== "too-large",
  );
};

/** Whether at its end all own files stood on the share. */
export const isOwnProved = ({ devices }: SyncReport): boolean =>
  devices.some(({ own, provedAt }) => own && provedAt != null);

const DAY_MS = 24 * 60 * 60_000;
/** Colleagues' work is missed, and one's own stands on one disk only. */
const LATE_AFTER_DAYS = 7;

/** How many days late, or null. */
export function daysLate(lastAt: number | null, now: number): number | null {
  if (lastAt === null) return null;
  const days = Math.floor((now - lastAt) / DAY_MS);
  return days >= LATE_AFTER_DAYS ? days : null;
}
