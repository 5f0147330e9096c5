/** The desk's host in Electron; why there is none is a sentence for a person. */
import { app } from "electron";
import { err, type Result } from "#shared/kernel/result.ts";
import { createFolderAsker, createPlaceAsker } from "./services/chosen-folders.ts";
import type { OpenDeskError } from "./services/desk-services.ts";
import type { ProfilePlace } from "./services/renewal/profile-place.ts";
import type { Keychain } from "./services/secrets.ts";
import { fail } from "./shell.ts";
import type { StartOptions } from "./start-options.ts";
import { folderSentence } from "./start-sentences.ts";
import { openShellHost, type ShellHost } from "./trial-host.ts";

export async function openElectronHost(
  options: StartOptions,
  keychain: Keychain | null,
  choose: (what: "file" | "folder") => Promise<string | null>,
  profile: ProfilePlace,
): Promise<Result<ShellHost, string>> {
  const opened = await openShellHost(options, {
    shell: { shell: "electron", version: app.getVersion(), locales: app.getPreferredSystemLanguages() },
    keychain,
    address: null,
    profile,
    folderAsker: (settings) => createFolderAsker(() => choose("folder"), settings),
    placeAsker: (settings) => createPlaceAsker(choose, settings),
    end: fail,
  });
  return opened.ok ? opened : err(openElsewhere(opened.error) ?? folderSentence(opened.error, options.dataFolder));
}

/** The other shell has this folder, and its page answers. */
const openElsewhere = (error: OpenDeskError): string | null =>
  error.tag === "folder-in-use" && error.answers
    ? "Reader Desk is already open with this data folder, in a browser window. Use that window, or close it and start again."
    : null;
