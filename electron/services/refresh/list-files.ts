/**
 * The few looks at foreign files that a refresh needs, as a port: tests put a folder between that is away, slow, or
 * written into meanwhile. Each rejects with Node's error; nothing here writes.
 */
import { constants, type Stats } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import { createPatientCalls, PATIENT } from "../stores/patient-calls.ts";

export interface ForeignFile {
  /** A symbolic link is `other`, never followed. */
  readonly kind: "file" | "folder" | "other";
  readonly size: number;
  /** Epoch milliseconds, whole. */
  readonly modifiedAt: number;
}

export interface ListFiles {
  look(path: string): Promise<ForeignFile>;
  list(folder: string): Promise<readonly string[]>;
  /** Up to `length` bytes of a plain file, and the file as it is now. */
  read(
    path: string,
    from: number,
    length: number,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly file: ForeignFile }>;
  /** Without links on the way. */
  trueWay(path: string): Promise<string>;
}

/** What took a file's place a moment ago is not followed, and a pipe is not waited for; Windows knows neither flag. */
const PLAIN_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A dead share holds one of Node's few file threads, and the desk's own disk goes on. */
const DEADLINE_MS = 20_000;

export function nodeListFiles(): ListFiles {
  const patient = createPatientCalls({ ...PATIENT, deadlineMs: DEADLINE_MS });
  const never = (): boolean => false;
  return {
    look: (path) => patient(async () => seen(await lstat(path)), never),
    list: (folder) => patient(() => readdir(folder), never),
    trueWay: (path) => patient(() => realpath(path), never),
    read: (path, from, length) =>
      patient(async () => {
        const handle = await open(path, PLAIN_ONLY);
        try {
          const file = seen(await handle.stat());
          const bytes = new Uint8Array(Math.max(0, Math.min(length, file.size - from)));
          let at = 0;
          while (file.kind === "file" && at < bytes.length) {
            const { bytesRead } = await handle.read(bytes, at, bytes.length - at, from + at);
            if (bytesRead === 0) break;
            at += bytesRead;
          }
          return { bytes: bytes.slice(0, at), file };
        } finally {
          await handle.close();
        }
      }, never),
  };
}

const seen = (stats: Stats): ForeignFile => ({
  kind: stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other",
  size: stats.size,
  modifiedAt: Math.floor(stats.mtimeMs),
});
