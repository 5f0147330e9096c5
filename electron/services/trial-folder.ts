/**
 * The data folder of the trial, and how it goes. A note in it says that it is a trial's, from before the first record;
 * only such a folder is ever deleted. Leaving writes there first that it is over: a deletion that breaks off is ended by
 * the next start, before anything is opened in it, and the note goes last.
 */
import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { NotATrial } from "#shared/host/trial-calls.ts";
import { err, type Result } from "#shared/kernel/result.ts";
import { type DiskError, onDisk } from "./disk-errors.ts";
import { errorCode, type FileSystem } from "./file-system.ts";
import { replaceFile } from "./replace-file.ts";

const NOTE = "trial.json";

/** What a start leaves in a folder before there is anything of a desk. */
const BEFORE_A_DESK = /^(?:running\.json.*|trial\.json\.tmp|desk\.log|profile|browser-profile)$/;

/** A file may still be held for a moment. */
const RETRIES = { maxRetries: 3, retryDelay: 100 };

const schema = v.pipe(v.string(), v.parseJson(), v.object({ format: v.literal(1), isOver: v.boolean() }));

/** Of the desk in this data folder. */
export const trialFolderOf = (dataFolder: string): string => join(dataFolder, "demo");

export const isTrial = (folder: string): boolean => readNote(folder) !== null;

/** Whether a trial may begin there, or go on. */
export function canBeTrial(folder: string): boolean {
  if (isTrial(folder)) return true;
  try {
    return lstatSync(folder).isDirectory() && readdirSync(folder).every((name) => BEFORE_A_DESK.test(name));
  } catch (error) {
    return errorCode(error) === "ENOENT";
  }
}

/** Before the first record; a folder that is another desk's gets none. */
export const noteTrial = (fs: FileSystem, folder: string): Promise<Result<null, DiskError>> =>
  onDisk(fs, folder, async () => {
    if (!isTrial(folder) && canBeTrial(folder)) await writeNote(fs, folder, false);
    return null;
  });

/** For a folder that is to stand in the place of one that is gone. */
export const copyTrialNote = (fs: FileSystem, folder: string): Promise<Result<null, DiskError>> =>
  onDisk(fs, folder, () => writeNote(fs, folder, false));

/** On the disk once it is answered. */
export async function endTrial(fs: FileSystem, folder: string): Promise<Result<null, DiskError | NotATrial>> {
  if (!isTrial(folder)) return err({ tag: "not-a-trial", path: folder });
  return onDisk(fs, folder, () => writeNote(fs, folder, true));
}

/**
 * Deletes a trial that is over, and nothing else. Without waiting, so that Electron can do it before anything is open.
 * @param remove one file or folder, with all in it
 * @returns null where nothing of it is left; else the system's code of what stays
 */
export function removeEndedTrial(folder: string, remove: (path: string) => void = removeWhole): string | null {
  if (readNote(folder)?.isOver !== true) return null;
  let stays: string | null = null;
  for (const name of readdirSync(folder)) {
    if (name === NOTE) continue;
    try {
      remove(join(folder, name));
    } catch (error) {
      stays = errorCode(error);
    }
  }
  if (stays !== null) return stays;
  try {
    remove(join(folder, NOTE));
    rmdirSync(folder);
    return null;
  } catch (error) {
    return errorCode(error);
  }
}

const removeWhole = (path: string): void => rmSync(path, { recursive: true, force: true, ...RETRIES });

async function writeNote(fs: FileSystem, folder: string, isOver: boolean): Promise<null> {
  await replaceFile(fs, join(folder, NOTE), new TextEncoder().encode(JSON.stringify({ format: 1, isOver })));
  return null;
}

/** Null where the folder is no trial's, or only leads to one. */
function readNote(folder: string): v.InferOutput<typeof schema> | null {
  try {
    if (!lstatSync(folder).isDirectory()) return null;
    const note = v.safeParse(schema, readFileSync(join(folder, NOTE), "utf8"));
    return note.success ? note.output : null;
  } catch {
    return null;
  }
}
