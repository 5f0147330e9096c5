/** What the disk refused, in the contract's terms. */
import { basename, dirname } from "node:path";
import type { CommonError } from "#shared/host/define.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { errorCode, type FileSystem } from "./file-system.ts";

export type DiskError = Extract<CommonError, { tag: "io" | "disk-full" }>;

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Runs file operations on `path`; what they reject with becomes an error that a person can be told. */
export async function onDisk<T>(fs: FileSystem, path: string, run: () => Promise<T>): Promise<Result<T, DiskError>> {
  try {
    return ok(await run());
  } catch (error) {
    return err(await diskError(fs, path, error));
  }
}

export async function diskError(fs: FileSystem, path: string, error: unknown): Promise<DiskError> {
  const code = errorCode(error);
  if (!FULL.has(code)) return { tag: "io", code, name: basename(path) };
  const freeBytes = await fs.freeBytes(dirname(path)).catch(() => 0);
  return { tag: "disk-full", freeBytes };
}
