/** This computer's own settings: one file in its data folder, never replicated. */
import { join } from "node:path";
import { type DeviceSettings, deviceSettings } from "#shared/host/device-calls.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { type DamagedFile, openFilledAgain } from "./json-file.ts";

export interface DeviceSettingsService {
  get(): DeviceSettings;
  /** Changes the named settings, keeps the others; answers all. */
  write(change: DeviceSettings): Promise<Result<DeviceSettings, DiskError>>;
  /** For a folder that is to stand in the place of one that is gone. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

/** A damaged file is kept aside under `.bad`: settings can be chosen again, and must not keep a desk closed. */
export async function openDeviceSettings(
  fs: FileSystem,
  dataFolder: string,
): Promise<Result<DeviceSettingsService, DiskError | DamagedFile>> {
  const file = await openFilledAgain(fs, join(dataFolder, "settings.json"), deviceSettings, {});
  if (!file.ok) return file;
  const { get, update, copyTo } = file.value;
  return ok({ get, write: (change) => update((before) => ({ ...before, ...change })), copyTo });
}
