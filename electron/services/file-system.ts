/**
 * The few file operations that must not lose anything, as a port: what the journal and the small files of
 * the data folder stand on. Tests put faults between (full disk, torn write, failed fsync); the real one
 * is below. Operations reject with Node's error (`code`: ENOSPC, EIO …).
 */
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, statfs, unlink } from "node:fs/promises";
import { dirname, resolve } from "node:path";

export interface OpenFile {
  /** Writes all of it, or rejects; after a rejection any part may be in the file. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Up to `length` bytes; fewer only at the file's end. */
  read(position: number, length: number): Promise<Uint8Array>;
  size(): Promise<number>;
  /** Whether this very file stands at the path: a folder that was moved away, or replaced, takes it along. */
  isAt(path: string): Promise<boolean>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface FileSystem {
  /** `create` fails with EEXIST where the file is already there. Files are readable by their owner only. */
  open(path: string, mode: "read" | "write" | "create"): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  list(folder: string): Promise<readonly string[]>;
  /** With all above it; durable where the system can. */
  makeFolder(folder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes names in a folder durable, where the system can. */
  syncFolder(folder: string): Promise<void>;
  freeBytes(folder: string): Promise<number>;
}

const FLAGS = { read: "r", write: "r+", create: "wx+" } as const;
/** Not every file system lets a folder be opened or synced; its files are synced all the same. */
const FOLDER_SYNC_UNSUPPORTED = new Set(["EINVAL", "ENOTSUP", "EPERM", "EISDIR", "EACCES"]);

async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, "r");
    await handle.sync();
  } catch (error) {
    if (!FOLDER_SYNC_UNSUPPORTED.has(errorCode(error))) throw error;
  } finally {
    await handle?.close();
  }
}

export const nodeFileSystem: FileSystem = {
  open: async (path, mode) => openFile(await open(path, FLAGS[mode], 0o600)),
  readFile: (path) => readFile(path),
  list: (folder) => readdir(folder),
  makeFolder: async (folder) => {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    // a new folder is durable once its name is: in every folder from the first new one's parent down
    if (first !== undefined)
      for (let made = resolve(folder); made.length >= first.length; made = dirname(made))
        await syncFolder(dirname(made));
  },
  rename,
  remove: unlink,
  syncFolder,
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** Node's code of a failed operation, `UNKNOWN` for anything else. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "UNKNOWN";

const openFile = (handle: FileHandle): OpenFile => ({
  write: async (bytes, position) => {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
      at += bytesWritten;
    }
  },
  read: async (position, length) => {
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const { bytesRead } = await handle.read(bytes, at, length - at, position + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return bytes.subarray(0, at);
  },
  size: async () => (await handle.stat()).size,
  isAt: async (path) => {
    const [own, there] = await Promise.all([
      handle.stat({ bigint: true }),
      stat(path, { bigint: true }).catch(() => null),
    ]);
    return there !== null && there.ino === own.ino && there.dev === own.dev;
  },
  truncate: (length) => handle.truncate(length),
  sync: () => handle.sync(),
  close: () => handle.close(),
});
