/**
 * Alarms of the exchange as a file of the data folder: one for each cause, with the exchanges that met it first and
 * last and who has acknowledged it. No rebuilding of the database and no later exchange takes one away.
 */
import { join } from "node:path";
import { type Alarm, type AlarmCause, type AlarmKey, alarmList } from "#shared/host/alarm-calls.ts";
import type { Handlers } from "#shared/host/contract.ts";
import { acknowledgedAlarms, notedAlarms } from "#shared/host/kept-alarms.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { type DamagedFile, openFilledAgain } from "./json-file.ts";

export interface Alarms {
  read(): readonly Alarm[];
  note(
    causes: readonly AlarmCause[],
    over: readonly AlarmKey[],
    at: number,
  ): Promise<Result<readonly Alarm[], DiskError>>;
  acknowledge(key: AlarmKey, by: NonNullable<Alarm["acknowledged"]>): Promise<Result<readonly Alarm[], DiskError>>;
  /** For a folder that is to stand in the place of one that is gone. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

/** A damaged file is kept aside under `.bad`: what persists is met again. */
export async function openAlarms(fs: FileSystem, dataFolder: string): Promise<Result<Alarms, DiskError | DamagedFile>> {
  const file = await openFilledAgain(fs, join(dataFolder, "alarms.json"), alarmList, []);
  if (!file.ok) return file;
  const { get, update, copyTo } = file.value;
  return ok({
    read: get,
    note: async (causes, over, at) =>
      causes.length + over.length === 0 ? ok(get()) : update((before) => notedAlarms(before, causes, over, at)),
    acknowledge: (key, by) => update((before) => acknowledgedAlarms(before, key, by)),
    copyTo,
  });
}

export const alarmHandlers = ({
  alarms,
}: {
  readonly alarms: Alarms;
}): Pick<Handlers, "alarms.read" | "alarms.note" | "alarms.acknowledge"> => ({
  "alarms.read": async () => ok(alarms.read()),
  "alarms.note": ({ causes, over, at }) => alarms.note(causes, over, at),
  "alarms.acknowledge": ({ at, by, ...key }) => alarms.acknowledge(key, { at, by }),
});
