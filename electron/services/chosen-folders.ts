/**
 * Folders of a share or of backups, as a person chooses them. Where the system has a dialog, a page names only what
 * that dialog gave or what is chosen already: any other text has the dialog asked, and is not so much as looked at,
 * since a network path would be called by looking.
 */
import { resolve } from "node:path";
import type { DeviceSettingsService } from "./device-settings-file.ts";

/** @param typed by the page, or null; answers null for cancelled */
export type AskForFolder = (typed: string | null) => Promise<string | null>;

/** A browser window has no dialog of folders: the path is typed. */
export const askByTyping: AskForFolder = async (typed) => typed;

/** A file or a folder from which lists are taken. */
export type AskForPlace = (what: "file" | "folder", typed: string | null) => Promise<string | null>;

export const askPlaceByTyping: AskForPlace = async (_what, typed) => typed;

export function createPlaceAsker(
  showDialog: (what: "file" | "folder") => Promise<string | null>,
  settings: Pick<DeviceSettingsService, "get">,
): AskForPlace {
  return async (what, typed) => {
    if (typed !== null && Object.values(settings.get().refreshPaths ?? {}).includes(typed)) return typed;
    const chosen = await showDialog(what);
    return chosen === null ? null : resolve(chosen);
  };
}

export function createFolderAsker(
  showDialog: () => Promise<string | null>,
  settings: Pick<DeviceSettingsService, "get">,
): AskForFolder {
  const given = new Set<string>();
  return async (typed) => {
    const { sharePath, backupPath } = settings.get();
    if (typed !== null && (typed === sharePath || typed === backupPath || given.has(typed))) return typed;
    const chosen = await showDialog();
    if (chosen === null) return null;
    const folder = resolve(chosen);
    given.add(folder);
    return folder;
  };
}
