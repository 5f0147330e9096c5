/** Opens the services of Electron's data folder and composes the calls that they answer. */
import { randomBytes } from "node:crypto";
import { app } from "electron";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { provesAt } from "./ipc/prove-host.ts";
import { lockedHost } from "./locked-host.ts";
import { presetShare } from "./preset-share.ts";
import { watchProcess } from "./process-errors.ts";
import { alarmHandlers } from "./services/alarms.ts";
import { createFolderAsker } from "./services/chosen-folders.ts";
import { type OpenDeskError, openDeskServices } from "./services/desk-services.ts";
import { nodeFileSystem } from "./services/file-system.ts";
import { deviceHandlers, folderHandlers, journalHandlers, logHandlers } from "./services/handlers.ts";
import { openLibraryHandlers } from "./services/library.ts";
import type { ProfilePlace } from "./services/renewal/profile-place.ts";
import { renewalHandlers } from "./services/renewal/renewal-handlers.ts";
import type { Keychain } from "./services/secrets.ts";
import { fail, type OpenHost } from "./shell.ts";
import type { StartOptions } from "./start-options.ts";
import { folderSentence } from "./start-sentences.ts";
import { watchedServe } from "./watched-serve.ts";

const clock = { now: Date.now };

interface HostPlace {
  readonly keychain: Keychain | null;
  readonly chooseFolder: () => Promise<string | null>;
  readonly profile: ProfilePlace;
}

/** Where the keychain has lost the keys and the library code opens them, a host that asks for it. */
export async function openHost(options: StartOptions, keychain: Keychain | null, chooseFolder: () => Promise<string | null>, profile: ProfilePlace): Promise<Result<OpenHost, string>> {
  const place: HostPlace = { keychain, chooseFolder, profile };
  const opened = await openServices(options, place);
  if (opened.ok) return opened;
  const { error } = opened;
  if (error.tag === "keychain-away" && error.byCode) return ok(lockedHost((code) => openServices(options, place, code)));
  return err(openElsewhere(error) ?? folderSentence(error, options.dataFolder));
}

async function openServices({ dataFolder, demo, minFreeBytes, share }: StartOptions, { keychain, chooseFolder, profile }: HostPlace, code?: string): Promise<Result<OpenHost, OpenDeskError>> {
  const opened = await openDeskServices(dataFolder, {
    fs: nodeFileSystem,
    clock,
    steadyClock: { now: () => performance.now() },
    random: (length) => new Uint8Array(randomBytes(length)),
    keychain,
    ...(code !== undefined && { code }),
    minFreeBytes,
    address: null,
    answersAt: provesAt(dataFolder),
    profile,
  });
  if (!opened.ok) return opened;
  const services = opened.value;
  watchProcess(process, services.log, fail);
  await presetShare(services, share);
  return ok({
    serve: (handlers) => watchedServe(handlers, services),
    handlers: {
      ...deviceHandlers(services, { shell: "electron", version: app.getVersion(), locales: app.getPreferredSystemLanguages(), demo }),
      ...alarmHandlers(services),
      ...journalHandlers(services),
      ...renewalHandlers(services),
      ...logHandlers(services),
      ...folderHandlers(services),
      ...(await openLibraryHandlers(services, clock, createFolderAsker(chooseFolder, services.settings))),
    },
    onRenew: services.renewal.setWindow,
    close: () => services.close(),
  });
}

/** The other shell has this folder, and its page answers. */
const openElsewhere = (error: OpenDeskError): string | null =>
  error.tag === "folder-in-use" && error.answers ? "Reader Desk is already open with this data folder, in a browser window. Use that window, or close it and start again." : null;
