/**
 * The folder that holds everything of this desk: made if absent, checked for writing, and lent to one
 * process at a time by a file that names it. A second start finds the first one's address there.
 */
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type DiskError, diskError } from "./disk-errors.ts";
import { errorCode, type FileSystem } from "./file-system.ts";
import { readIfThere, replaceFile } from "./replace-file.ts";

export interface Holder {
  readonly pid: number;
  /** Where its page is; null for Electron, which has no address. */
  readonly address: string | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** It shows no window: it takes over the library system's lists, and ends. */
  readonly refreshes?: boolean | undefined;
}

export interface DataFolderError {
  readonly tag: "folder-in-use";
  readonly holder: Holder;
  /** Whether it answered at its address just now. */
  readonly answers: boolean;
}

export type NotAFolder = { readonly tag: "folder-not-writable"; readonly path: string; readonly code: string };

export interface DataFolderDeps {
  readonly fs: FileSystem;
  readonly self: Holder;
  /** Whether the process that noted its number at `notedAt` (epoch milliseconds) still runs. */
  readonly isRunning: (pid: number, notedAt: number) => boolean;
  /** Whether the holder of this very folder answers there, and proves it. */
  readonly answersAt: (address: string) => Promise<boolean>;
  /** Epoch milliseconds of the last start of this computer: holders from before it are gone. */
  readonly bootedAt: number;
}

const schema = v.object({
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  address: v.nullable(v.string()),
  startedAt: v.number(),
  refreshes: v.optional(v.boolean()),
});
/** The clock may have been set right between the start of the computer and ours. */
const CLOCK_SLACK_MS = 60_000;
const SETTLED_MS = 200;

export interface TakenFolder {
  /** Gives the folder back. */
  readonly release: () => Promise<void>;
  /** Null while the folder at its path is still the one that was taken; else the code of what is wrong. */
  readonly away: () => Promise<string | null>;
  /**
   * Notes this process in a folder that is to stand at the path instead, by a later start: the first folder is another
   * one then.
   * @returns to be called once it stands there
   */
  readonly retake: (folder: string) => Promise<() => void>;
}

export async function takeDataFolder(
  path: string,
  deps: DataFolderDeps,
): Promise<Result<TakenFolder, DiskError | DataFolderError | NotAFolder>> {
  const { fs, self } = deps;
  try {
    await fs.makeFolder(path);
  } catch (error) {
    return err({ tag: "folder-not-writable", path, code: errorCode(error) });
  }
  const lock = join(path, "running.json");
  // a holder that is gone is put aside; should another start win the place meanwhile, it is looked at too
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeNew(fs, lock, self);
      // of several that found the same dead holder, the one whose file is left has the folder
      if (attempt === 0 || (await wait(SETTLED_MS).then(() => isOwn(fs, lock, self)))) {
        return ok(heldBy(fs, lock, self));
      }
    } catch (error) {
      const code = errorCode(error);
      if (code === "ENOSPC" || code === "EDQUOT") return err(await diskError(fs, lock, error));
      if (code !== "EEXIST") return err({ tag: "folder-not-writable", path, code });
    }
    // an empty file may be one that is just being written
    const holder = (await readHolder(fs, lock)) ?? (await wait(SETTLED_MS).then(() => readHolder(fs, lock)));
    const answers = holder !== null && holder.address !== null && (await deps.answersAt(holder.address));
    if (holder !== null && (answers || !isGone(holder, deps))) return err({ tag: "folder-in-use", holder, answers });
    await putAside(fs, lock, self, holder);
  }
  return err({ tag: "folder-not-writable", path, code: "EBUSY" });
}

function heldBy(fs: FileSystem, lock: string, self: Holder): TakenFolder {
  let held = self;
  return {
    release: () => releaseOwn(fs, lock, held),
    away: () => whyAway(fs, lock, held),
    retake: async (folder) => {
      const next = { ...held, startedAt: held.startedAt + 1 };
      await replaceFile(fs, join(folder, basename(lock)), new TextEncoder().encode(JSON.stringify(next)));
      return () => {
        held = next;
      };
    },
  };
}

const isGone = (holder: Holder, { bootedAt, isRunning }: DataFolderDeps): boolean =>
  holder.startedAt < bootedAt - CLOCK_SLACK_MS || !isRunning(holder.pid, holder.startedAt);

async function writeNew(fs: FileSystem, lock: string, self: Holder): Promise<void> {
  const file = await fs.open(lock, "create");
  try {
    await file.write(new TextEncoder().encode(JSON.stringify(self)), 0);
  } finally {
    await file.close();
  }
}

/** Null for a file that a crash left empty or half written. */
async function readHolder(fs: FileSystem, lock: string): Promise<Holder | null> {
  const bytes = await readIfThere(fs, lock);
  const parsed = v.safeParse(
    v.pipe(v.string(), v.parseJson(), schema),
    new TextDecoder().decode(bytes ?? new Uint8Array()),
  );
  return parsed.success ? parsed.output : null;
}

/** By rename, so that what was put aside can be looked at: another start may just have taken the place. */
async function putAside(fs: FileSystem, lock: string, self: Holder, dead: Holder | null): Promise<void> {
  const aside = `${lock}.${self.pid}`;
  try {
    await fs.rename(lock, aside);
    const moved = await readHolder(fs, aside);
    if (moved !== null && (moved.pid !== dead?.pid || moved.startedAt !== dead.startedAt)) await fs.rename(aside, lock);
    else await fs.remove(aside);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

async function isOwn(fs: FileSystem, lock: string, self: Holder): Promise<boolean> {
  const holder = await readHolder(fs, lock);
  return holder?.pid === self.pid && holder.startedAt === self.startedAt;
}

async function whyAway(fs: FileSystem, lock: string, self: Holder): Promise<string | null> {
  try {
    return (await isOwn(fs, lock, self)) ? null : "ENOENT";
  } catch (error) {
    return errorCode(error);
  }
}

async function releaseOwn(fs: FileSystem, lock: string, self: Holder): Promise<void> {
  // a folder that is away is given back by that
  if ((await whyAway(fs, lock, self)) === null) await fs.remove(lock);
}
