/** Opens the services of Electron's data folder and composes the calls that they answer. */
import { randomBytes } from "node:crypto";
import { app } from "electron";
import { ok, type Result } from "#shared/kernel/result.ts";
import { openDeskServices } from "./services/desk-services.ts";
import { nodeFileSystem } from "./services/file-system.ts";
import { deviceHandlers, journalHandlers } from "./services/handlers.ts";
import type { Keychain } from "./services/secrets.ts";
import type { OpenHost } from "./shell.ts";
import type { StartOptions } from "./start-options.ts";
import { folderSentence } from "./start-sentences.ts";

export async function openHost({ dataFolder, demo, minFreeBytes }: StartOptions, keychain: Keychain | null): Promise<Result<OpenHost, string>> {
  const opened = await openDeskServices(dataFolder, {
    fs: nodeFileSystem,
    clock: { now: Date.now },
    steadyClock: { now: () => performance.now() },
    random: (length) => new Uint8Array(randomBytes(length)),
    keychain,
    minFreeBytes,
    address: null,
    answersAt: async () => false,
  });
  if (!opened.ok) return { ok: false, error: folderSentence(opened.error, dataFolder) };
  const services = opened.value;
  return ok({
    handlers: {
      ...deviceHandlers(services, { shell: "electron", version: app.getVersion(), locales: app.getPreferredSystemLanguages(), demo }),
      ...journalHandlers(services),
    },
    zoom: () => services.settings.get().zoom ?? 1,
    close: () => services.close(),
  });
}
