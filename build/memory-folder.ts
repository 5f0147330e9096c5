/**
 * Where tests make their folders. They write and sync thousands of small files, which on a disk takes longer than what
 * they test: a process that is killed loses nothing there that it would not lose in memory, so that is where they lie,
 * if the system has room for them. A proof, and whoever has chosen a temporary folder, stays where it is.
 */
import { accessSync, constants, existsSync, readFileSync, statfsSync } from "node:fs";

const MEMORY = "/dev/shm";
const MOUNTS = "/proc/mounts";
/** Containers often have 64 MiB. */
const ROOM_BYTES = 2 ** 31;

/** What to add to the environment of the tests. */
export function folderInMemory({ READER_DESK_PROVE, TMPDIR }: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  if (READER_DESK_PROVE === "1" || TMPDIR !== undefined) return {};
  return existsSync(MOUNTS) && isForTests(readFileSync(MOUNTS, "utf8"), freeBytes()) ? { TMPDIR: MEMORY } : {};
}

/** @param mounts as the system lists them, one a line */
export function isForTests(mounts: string, free: number): boolean {
  const mount = mounts
    .split("\n")
    .map((line) => line.split(" "))
    .find(([, path]) => path === MEMORY);
  const [, , type, flags = ""] = mount ?? [];
  // a browser that is unpacked into it must start
  return type === "tmpfs" && !flags.split(",").includes("noexec") && free >= ROOM_BYTES;
}

/** 0 where nothing may be written. */
function freeBytes(): number {
  try {
    accessSync(MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
