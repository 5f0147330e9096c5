/**
 * The file operations that a folder store needs, as a port: tests put a lying folder between. Each rejects
 * with Node's error.
 */
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, rename, unlink } from "node:fs/promises";

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

export interface FolderFiles {
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** Null where there is nothing; a symbolic link is `other`, never followed. */
  kindOf(path: string): Promise<FolderEntry["kind"] | null>;
  /** The whole file; rejects with EFBIG beyond `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /** Creates, writes, syncs and closes. */
  writeNew(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
}

/** What took a file's place a moment ago is not followed, and a pipe is not waited for; Windows knows neither flag. */
const PLAIN_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const FOLDER_SYNC_UNSUPPORTED = new Set(["EINVAL", "ENOTSUP", "EPERM", "EISDIR", "EACCES"]);

export const nodeFolderFiles: FolderFiles = {
  list: async (folder) =>
    (await readdir(folder, { withFileTypes: true })).map((item) => ({ name: item.name, kind: kind(item) })),
  kindOf: async (path) => {
    try {
      return kind(await lstat(path));
    } catch (error) {
      if (codeOf(error) === "ENOENT") return null;
      throw error;
    }
  },
  read: async (path, maxBytes) => {
    const handle = await open(path, PLAIN_ONLY);
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw Object.assign(new Error("no plain file"), { code: "ENOENT" });
      if (found.size > maxBytes) throw Object.assign(new Error("file too big"), { code: "EFBIG" });
      return new Uint8Array(await handle.readFile());
    } finally {
      await handle.close();
    }
  },
  writeNew: async (path, bytes) => {
    const handle = await open(path, "wx", 0o666);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  remove: unlink,
  makeFolder: async (path) => {
    await mkdir(path, { recursive: false }).catch((error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
  },
  syncFolder: async (path) => {
    try {
      const handle = await open(path, "r");
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!FOLDER_SYNC_UNSUPPORTED.has(codeOf(error))) throw error;
    }
  },
};

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "UNKNOWN";

const kind = (item: { isFile(): boolean; isDirectory(): boolean }): FolderEntry["kind"] => {
  if (item.isFile()) return "file";
  return item.isDirectory() ? "folder" : "other";
};
