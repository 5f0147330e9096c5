/** The services of a data folder in a test: without a keychain, and found by nobody. */
import { randomBytes } from "node:crypto";
import type { Result } from "#shared/kernel/result.ts";
import { browserProfile } from "../../electron/services/browser/browser-window.ts";
import { type DeskServices, holdDesk, type OpenDeskError } from "../../electron/services/desk-services.ts";
import { type FileSystem, nodeFileSystem } from "../../electron/services/file-system.ts";
import { profilePlace } from "../../electron/services/renewal/profile-place.ts";

export async function openServices(
  dataFolder: string,
  fs: FileSystem = nodeFileSystem,
): Promise<Result<DeskServices, OpenDeskError>> {
  const held = await holdDesk(dataFolder, {
    fs,
    clock: { now: Date.now },
    steadyClock: { now: () => performance.now() },
    random: (length) => new Uint8Array(randomBytes(length)),
    keychain: null,
    minFreeBytes: 0,
    address: null,
    answersAt: async () => false,
    profile: profilePlace(browserProfile(dataFolder)),
  });
  if (!held.ok) return held;
  const opened = await held.value.open();
  if (!opened.ok) await held.value.release();
  return opened;
}
