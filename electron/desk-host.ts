/**
 * The host of one data folder, as either shell serves it: the same services, and the same way to them where the
 * keychain has lost the keys and the library code opens them.
 */

import { randomBytes } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import type { DeviceSettings, StartInfo } from "#shared/host/device-calls.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import { provesAt } from "./ipc/prove-host.ts";
import { lockedHost } from "./locked-host.ts";
import type { OpenHost } from "./open-host.ts";
import { watchProcess } from "./process-errors.ts";
import { alarmHandlers } from "./services/alarms-file.ts";
import type { AskForFolder, AskForPlace } from "./services/chosen-folders.ts";
import {
  type DeskServices,
  type DeskServicesDeps,
  holdDesk,
  type OpenDeskError,
  type OpenHeldError,
} from "./services/desk-services.ts";
import type { DeviceSettingsService } from "./services/device-settings-file.ts";
import { nodeFileSystem } from "./services/file-system.ts";
import { deviceHandlers, folderHandlers, journalHandlers, logHandlers, trialHandlers } from "./services/handlers.ts";
import { isPresentCode } from "./services/library/key-ring.ts";
import { openLibraryHandlers } from "./services/library.ts";
import { createRefreshHandlers, type RefreshErrand } from "./services/refresh/refresh-handlers.ts";
import { renewalHandlers } from "./services/renewal/renewal-handlers.ts";
import { guardOf } from "./services/secrets.ts";
import { noteTrial } from "./services/trial-folder.ts";
import { createSession, ofAllowed } from "./services/trust/session.ts";
import type { StartOptions } from "./start-options.ts";
import { keysAwaySentence, noShareSentence } from "./start-sentences.ts";
import { watchedServe } from "./watched-serve.ts";

const clock = { now: Date.now };
const steadyClock = { now: () => performance.now() };

/** What only the shell knows. */
export interface ShellPlace extends Pick<DeskServicesDeps, "keychain" | "address" | "openFile" | "profile"> {
  readonly shell: Pick<StartInfo, "shell" | "version" | "locales">;
  readonly folderAsker: (settings: DeviceSettingsService) => AskForFolder;
  readonly placeAsker: (settings: DeviceSettingsService) => AskForPlace;
  /** Where it is opened for nothing but a refresh. */
  readonly errand?: RefreshErrand;
  /** Of the screen, where it is known before the desk is opened. */
  readonly language?: DeviceSettings["language"];
  /** Ends the process after an error that nobody has caught. */
  readonly end: (error: unknown) => void;
}

export async function openDeskHost(options: StartOptions, place: ShellPlace): Promise<Result<OpenHost, OpenDeskError>> {
  const { dataFolder } = options;
  const { keychain, address, openFile, profile } = place;
  const held = await holdDesk(dataFolder, {
    fs: nodeFileSystem,
    clock,
    steadyClock,
    random: (length) => new Uint8Array(randomBytes(length)),
    keychain,
    minFreeBytes: options.minFreeBytes,
    address,
    refreshes: place.errand !== undefined,
    answersAt: provesAt(dataFolder),
    ...(openFile && { openFile }),
    profile,
  });
  if (!held.ok) return held;
  const open = async (code?: string): Promise<Result<OpenHost, OpenHeldError>> => {
    const noted = options.demo ? await noteTrial(nodeFileSystem, dataFolder) : ok(null);
    if (!noted.ok) return noted;
    const services = await held.value.open(code);
    return services.ok ? ok(await hostOf(services.value, options, place)) : services;
  };
  const opened = await open();
  if (opened.ok) return opened;
  if (opened.error.tag === "keychain-away" && opened.error.byCode) {
    console.error(keysAwaySentence(dataFolder));
    return ok(lockedHost(held.value, guardOf(keychain), open));
  }
  await held.value.release();
  return opened;
}

async function hostOf(
  services: DeskServices,
  { demo, share }: StartOptions,
  { shell, folderAsker, placeAsker, errand, language, end }: ShellPlace,
): Promise<OpenHost> {
  const { settings, renewal, lease, log } = services;
  const unwatch = watchProcess(process, log, end);
  await presetShare(services, share);
  if (language !== undefined) await settings.write({ language });
  const library = await openLibraryHandlers(services, clock, folderAsker(settings));
  const session = createSession({
    ...services,
    steadyClock,
    isCode: (typed) => isPresentCode(services.secrets, typed),
  });
  const handlers = {
    ...deviceHandlers(services, { ...shell, demo }),
    ...alarmHandlers(services),
    ...journalHandlers(services),
    ...renewalHandlers(services),
    ...logHandlers(services),
    ...folderHandlers(services),
    ...trialHandlers(services, demo),
    ...createRefreshHandlers(services, steadyClock, placeAsker(settings), errand),
    ...library,
    ...session.calls,
    ...ofAllowed(library, session),
  };
  return {
    serve: (ofWindow) => watchedServe({ ...handlers, ...ofWindow }, services),
    onRenew: renewal.setWindow,
    renew: async (page) => {
      // whoever comes next must not wait until a page that is no more has let go
      lease.release(page);
      await renewal.settle();
    },
    language: () => settings.get().language,
    letGo: (page) => {
      if (page !== undefined) lease.release(page);
    },
    close: async () => {
      await services.close();
      unwatch();
    },
  };
}

/**
 * The share that was named at the start. Made where only its last folder is missing; a missing one is said, does not stop
 * the start, and is never taken for an empty folder.
 */
async function presetShare({ settings }: Pick<DeskServices, "settings">, share: string | null): Promise<void> {
  if (share === null) return;
  await mkdir(share).catch(() => undefined);
  const there = await stat(share).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!there) console.error(noShareSentence(share));
  if (settings.get().sharePath !== share) await settings.write({ sharePath: share });
}
