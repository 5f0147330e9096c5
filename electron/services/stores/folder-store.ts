/**
 * A store in a plain folder: a share, a stick, the copy in the data folder. Writes go to a temporary file
 * in the target's folder, are synced, renamed and read back; nothing is replaced, appended, locked or linked
 * (R3). Links, foreign names and whatever is no plain file do not exist for it. A temporary file that an
 * earlier run of the same desk left behind goes when its folder is listed: what is erased would stay in it.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { toBase32 } from "#shared/kernel/base32.ts";
import { equalBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { isStoreComponent, isStorePath } from "#shared/replication/files/names.ts";
import { codeOf, type FolderEntry, type FolderFiles, nodeFolderFiles } from "./folder-files.ts";
import { createPatientCalls, PATIENT, type Patience } from "./patient-calls.ts";

/** The longest file that anybody seals, with its header. */
const MAX_FILE_BYTES = 8 * 1024 * 1024 + 8192;
const READ_ATTEMPTS = 4;
const FULL = new Set(["ENOSPC", "EDQUOT"]);
const READ_ONLY = new Set(["EROFS", "EACCES", "EPERM"]);
const REFUSED = new Set(["EACCES", "EPERM"]);
const ABSENT = new Set(["ENOENT", "ENOTDIR"]);

/**
 * Whose temporary files these are. No file time is asked: what an earlier run of one desk has left nobody else is
 * writing.
 */
export interface Owner {
  readonly id: string;
  /** Another one at each start. */
  readonly run: string;
}

const foldersOf = (name: string): readonly string[] => name.split("/").slice(0, -1);

type Unproved = Exclude<StoreError, { readonly tag: "missing" | "unreadable" }>;

/** @param owner null for a tool that passes by: it leaves others' files alone, and they its own */
export function createFolderStore(
  root: string,
  files: FolderFiles = nodeFolderFiles,
  patience: Patience = PATIENT,
  owner: Owner | null = null,
): Store {
  const calls = createPatientCalls(patience);
  const [byOwner, byRun] = owner === null ? [null, "tmp-"] : [`tmp-${owner.id}-`, `tmp-${owner.id}-${owner.run}-`];
  const isLeftBehind = ({ name, kind }: FolderEntry): boolean =>
    byOwner !== null && kind === "file" && name.startsWith(byOwner) && !name.startsWith(byRun);
  /** A name that is none is a bug of the caller. */
  const pathOf = (name: string): string => {
    if (name !== "" && !isStorePath(name)) throw new RangeError(`not a store name: ${name}`);
    return join(root, ...name.split("/"));
  };

  /** Is it proved that something is absent? Every folder above it must answer. */
  const absence = async (name: string): Promise<StoreError> => {
    try {
      if ((await calls(() => files.kindOf(root))) !== "folder") return { tag: "no-folder" };
      const parts = name.split("/");
      for (let depth = 0; depth < parts.length; depth++) {
        const entries = await calls(() => files.list(join(root, ...parts.slice(0, depth))));
        const entry = entries.find((item) => item.name === parts[depth]);
        if (entry === undefined || entry.kind === "other") return { tag: "missing" };
        if (depth === parts.length - 1 && entry.kind === "folder") return { tag: "unreadable", what: "folder" };
      }
    } catch (error) {
      return unproved(error);
    }
    // listed, yet it did not open
    return { tag: "unknown", code: "ENOENT" };
  };

  /** Whether the folder of a name answers, and has it. */
  const isListed = async (name: string): Promise<boolean> => {
    const [last] = name.split("/").slice(-1);
    const entries = await calls(() => files.list(join(root, ...foldersOf(name)))).catch(() => []);
    return entries.some((entry) => entry.name === last && entry.kind === "file");
  };

  const unproved = (error: unknown): Unproved => ({ tag: "unknown", code: codeOf(error) });

  const failure = async (error: unknown, name: string): Promise<StoreError> => {
    if (codeOf(error) === "EFBIG") return { tag: "unreadable", what: "too-large" };
    if (REFUSED.has(codeOf(error)) && (await isListed(name))) return { tag: "unreadable", what: "refused" };
    if (ABSENT.has(codeOf(error))) return name === "" ? { tag: "no-folder" } : absence(name);
    return rootGone(unproved(error));
  };

  /** Many systems answer EIO or the like for a share that went away. */
  const rootGone = async (error: Unproved): Promise<Unproved> => {
    if (error.tag === "unknown" && error.code === "ETIMEDOUT") return error;
    const kind = await calls(() => files.kindOf(root)).catch(() => "unknown" as const);
    return kind === null ? { tag: "no-folder" } : error;
  };

  /** Every folder on the way must be a plain one: a link would lead out of the root. */
  const enterFolders = async (parts: readonly string[], isMade: boolean): Promise<void> => {
    for (let depth = 1; depth <= parts.length; depth++) {
      const path = join(root, ...parts.slice(0, depth));
      const kind = await calls(() => files.kindOf(path));
      if (kind === null && isMade) await calls(() => files.makeFolder(path));
      else if (kind !== "folder")
        throw Object.assign(new Error("no plain folder"), { code: kind === null ? "ENOENT" : "ENOTDIR" });
    }
  };

  const readPlain = async (name: string): Promise<Uint8Array> => {
    const path = pathOf(name);
    await enterFolders(foldersOf(name), false);
    const kind = await calls(() => files.kindOf(path));
    if (kind !== "file") throw Object.assign(new Error("no plain file"), { code: "ENOENT" });
    return calls(() => files.read(path, MAX_FILE_BYTES));
  };

  const writeBeside = async (name: string, bytes: Uint8Array): Promise<Result<null, PutError>> => {
    const target = pathOf(name);
    const folder = join(target, "..");
    const temporary = join(folder, `${byRun}${toBase32(randomBytes(5))}`);
    await enterFolders(foldersOf(name), true);
    if ((await calls(() => files.kindOf(target))) !== null) return compare(name, bytes);
    try {
      // a failed sync is never asked again on the same file: a retry starts a new one
      await calls(
        () => files.writeNew(temporary, bytes),
        (code) => code === "EBUSY" || code === "EAGAIN",
      );
      const standing = await calls(() => files.kindOf(target));
      if (standing === null) await calls(() => files.rename(temporary, target));
      else {
        await files.remove(temporary).catch(() => undefined);
        return await compare(name, bytes);
      }
    } catch (error) {
      await files.remove(temporary).catch(() => undefined);
      throw error;
    }
    await calls(() => files.syncFolder(folder));
    return compare(name, bytes);
  };

  const compare = async (name: string, bytes: Uint8Array): Promise<Result<null, PutError>> => {
    const kind = await calls(() => files.kindOf(pathOf(name)));
    if (kind !== "file") return err({ tag: "other-content" });
    try {
      return equalBytes(await readPlain(name), bytes) ? ok(null) : err({ tag: "other-content" });
    } catch (error) {
      if (codeOf(error) === "EFBIG") return err({ tag: "other-content" });
      throw error;
    }
  };

  return {
    list: async (folder) => {
      const path = pathOf(folder);
      try {
        await enterFolders(folder === "" ? [] : folder.split("/"), false);
        const entries = await calls(() => files.list(path));
        // a mount that dies here holds nobody, and the next listing tries again
        for (const { name } of entries.filter(isLeftBehind))
          await calls(
            () => files.remove(join(path, name)),
            () => false,
          ).catch(() => undefined);
        return ok(
          entries.filter((item) => item.kind !== "other" && isStoreComponent(item.name)).map((item) => item.name),
        );
      } catch (error) {
        return err(await failure(error, folder));
      }
    },
    get: async (name) => {
      pathOf(name);
      for (let attempt = 1; ; attempt++) {
        try {
          return ok(await readPlain(name));
        } catch (error) {
          const failed = await failure(error, name);
          // a listed name that does not open: SMB clients say so for a moment while it is renamed
          const isPassing = failed.tag === "unknown" && failed.code === "ENOENT" && attempt < READ_ATTEMPTS;
          if (!isPassing) return err(failed);
          await patience.wait(patience.retryMs * attempt);
        }
      }
    },
    put: async (name, bytes) => {
      pathOf(name);
      try {
        const kind = await calls(() => files.kindOf(root));
        if (kind !== "folder") return err({ tag: "no-folder" });
        return await writeBeside(name, bytes);
      } catch (error) {
        return err(await putFailure(error));
      }
    },
    delete: async (name) => {
      const path = pathOf(name);
      try {
        const kind = await calls(() => files.kindOf(root));
        if (kind !== "folder") return err({ tag: "no-folder" });
        await enterFolders(foldersOf(name), false);
        if ((await calls(() => files.kindOf(path))) === "folder") return err({ tag: "unreadable", what: "folder" });
        await calls(() => files.remove(path));
        return ok(null);
      } catch (error) {
        return codeOf(error) === "ENOENT" ? ok(null) : err(await failure(error, name));
      }
    },
  };

  async function putFailure(error: unknown): Promise<PutError> {
    const code = codeOf(error);
    if (FULL.has(code)) return { tag: "full" };
    if (READ_ONLY.has(code)) return { tag: "read-only" };
    return rootGone(unproved(error));
  }
}
