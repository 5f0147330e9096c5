/**
 * A browser's profile in the data folder, put aside as a whole and deleted there. Moving it is one rename, without
 * waiting, so that Electron can do it before anything opens a session; a deletion that breaks off goes on at the next
 * start. A profile on which a browser runs stays where it is.
 */
import { existsSync, lstatSync, readdirSync, readlinkSync, renameSync } from "node:fs";
import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { isRunning } from "../browser/running-process.ts";
import { errorCode } from "../file-system.ts";

export interface ProfilePlace {
  /** Absolute. */
  readonly folder: string;
  /** Answers once what is aside is deleted, or not: then with the system's code. */
  deleteAside(): Promise<string | null>;
  /** Moves the profile aside. `null` where it is there no more; else why it stays. */
  putAside(): string | null;
}

/** Some seconds, while a browser that has just ended lets go of its files. */
const RETRIES = { maxRetries: 10, retryDelay: 200 };

export function profilePlace(folder: string): ProfilePlace {
  const parent = dirname(folder);
  const mark = `${basename(folder)}.removed-`;
  const aside = (): readonly string[] =>
    existsSync(parent) ? readdirSync(parent).filter((name) => name.startsWith(mark)) : [];
  return {
    folder,
    putAside: () => {
      if (!existsSync(folder)) return null;
      if (isInUse(folder)) return "EBUSY";
      try {
        renameSync(folder, join(parent, `${mark}${aside().length}-${process.pid}`));
        return null;
      } catch (error) {
        return errorCode(error);
      }
    },
    deleteAside: async () => {
      for (const name of aside()) {
        try {
          await rm(join(parent, name), { recursive: true, force: true, ...RETRIES });
        } catch (error) {
          return errorCode(error);
        }
      }
      return aside().length === 0 ? null : "ENOTEMPTY";
    },
  };
}

/** Chromium names its process in a link that leads nowhere; on Windows its open files cannot be moved. */
function isInUse(folder: string): boolean {
  const lock = join(folder, "SingletonLock");
  try {
    const holder = readlinkSync(lock);
    const at = holder.lastIndexOf("-");
    // on another computer, as on a shared home: nobody here can tell
    return (
      holder.slice(0, at) !== hostname() || isRunning(Number(holder.slice(at + 1)), lstatSync(lock).mtimeMs, Date.now())
    );
  } catch {
    return false;
  }
}
