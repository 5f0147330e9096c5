/**
 * The desk's keys, by name: of the journal, of the library, of its stream. They never leave the host.
 * Sealed by the operating system's keychain where the shell has one; otherwise a file that only its owner
 * may read. Keys are kept as they were first: a file made with the keychain needs it ever after.
 */
import { join } from "node:path";
import * as v from "valibot";
import type { KeyGuard } from "#shared/host/device-calls.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { type DamagedFile, openJsonFile } from "./json-file.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** Electron's safeStorage, behind two functions that may reject. */
export interface Keychain {
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

/** The keys are sealed for a keychain that is not here, or that is another one now. */
export interface KeychainAway {
  readonly tag: "keychain-away";
}

export interface Secrets {
  /** What guards the keys: the system's keychain, or nothing but the file's owner. */
  readonly sealed: KeyGuard;
  /** Names are lower-case words with dashes or dots, as in `journal` or `stream.<id>`. */
  get(name: string): Uint8Array | null;
  put(name: string, secret: Uint8Array): Promise<Result<null, DiskError>>;
  /** The secret of that name, made now if there is none. */
  getOrMake(name: string, length: number): Promise<Result<Uint8Array, DiskError>>;
  remove(name: string): Promise<Result<null, DiskError>>;
  /** For a folder that is to stand in the place of one that is gone; guarded as they were. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

const schema = v.object({ format: v.literal(1), sealed: v.picklist(["keychain", "owner"]), keys: v.record(v.string(), v.pipe(v.string(), v.base64())) });

export async function openSecrets(fs: FileSystem, dataFolder: string, random: RandomBytes, keychain: Keychain | null): Promise<Result<Secrets, DiskError | DamagedFile | KeychainAway>> {
  const file = await openJsonFile(fs, join(dataFolder, "secrets.json"), schema, { format: 1, sealed: keychain === null ? "owner" : "keychain", keys: {} });
  if (!file.ok) return file;
  const lock = file.value.get().sealed === "owner" ? null : keychain;
  if (lock === null && file.value.get().sealed === "keychain") return err({ tag: "keychain-away" });

  const secrets = new Map<string, Uint8Array>();
  for (const [name, text] of Object.entries(file.value.get().keys)) {
    const bytes = new Uint8Array(Buffer.from(text, "base64"));
    try {
      secrets.set(name, lock === null ? bytes : await lock.open(bytes));
    } catch {
      return err({ tag: "keychain-away" });
    }
  }

  const exclusive = oneAtATime();
  const write = async (name: string, secret: Uint8Array): Promise<Result<null, DiskError>> => {
    const sealed = lock === null ? secret : await lock.seal(secret);
    const written = await file.value.update((before) => ({ ...before, keys: { ...before.keys, [name]: Buffer.from(sealed).toString("base64") } }));
    if (!written.ok) return written;
    secrets.set(name, secret);
    return ok(null);
  };
  return ok({
    sealed: lock === null ? "owner" : "keychain",
    get: (name) => secrets.get(name) ?? null,
    put: (name, secret) => exclusive(() => write(name, secret)),
    getOrMake: (name, length) =>
      exclusive(async () => {
        const known = secrets.get(name);
        if (known !== undefined) return ok(known);
        const made = random(length);
        const written = await write(name, made);
        return written.ok ? ok(made) : written;
      }),
    remove: (name) =>
      exclusive(async () => {
        const written = await file.value.update((before) => ({ ...before, keys: Object.fromEntries(Object.entries(before.keys).filter(([key]) => key !== name)) }));
        if (!written.ok) return written;
        secrets.delete(name);
        return ok(null);
      }),
    copyTo: (folder) => exclusive(() => file.value.copyTo(folder)),
  });
}
