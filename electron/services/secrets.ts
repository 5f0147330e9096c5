/**
 * The desk's keys, by name: of the journal, of the library, of its stream. They never leave the host.
 * Sealed by the operating system's keychain where the shell has one; otherwise a file that only its owner
 * may read. Keys are kept as they were first: a file made with the keychain needs it ever after, or the library
 * code, under which the keys are sealed too as soon as there is one.
 */
import { join } from "node:path";
import * as v from "valibot";
import type { KeyGuard } from "#shared/host/device-calls.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { type DamagedFile, openJsonFile } from "./json-file.ts";
import type { StretchCode } from "./sealing/library-code.ts";
import { isFor, makeRecovery, openRecovery, type Recovery, recoverySchema, withSecret } from "./sealing/recovery.ts";

/** Electron's safeStorage, behind two functions that may reject. */
export interface Keychain {
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

/**
 * The keys are sealed for a keychain that is not here, or that is another one now; or the code that was given is not
 * theirs.
 */
export interface KeychainAway {
  readonly tag: "keychain-away";
  /** Whether the library code opens them. */
  readonly byCode: boolean;
}

/** What opens the keys where the keychain does not. */
export interface ByCode {
  /** In canonical form. */
  readonly code?: string | undefined;
  /** The work before a code; the full one where it is not given. */
  readonly stretch?: StretchCode | undefined;
}

/** What guards the keys that are made, or sealed anew, where this keychain is there or none. */
export const guardOf = (keychain: Keychain | null): KeyGuard => (keychain === null ? "owner" : "keychain");

export interface Secrets {
  /** What guards the keys: the system's keychain, or nothing but the file's owner. */
  readonly sealed: KeyGuard;
  /** Names are lower-case words with dashes or dots, as in `journal` or `stream.<id>`. */
  get(name: string): Uint8Array | null;
  put(name: string, secret: Uint8Array): Promise<Result<null, DiskError>>;
  /** The secret of that name, made now if there is none. */
  getOrMake(name: string, length: number): Promise<Result<Uint8Array, DiskError>>;
  remove(name: string): Promise<Result<null, DiskError>>;
  /**
   * Lets this library code, and no earlier one, open the keys where the keychain is lost. Nothing to do for keys
   * without a keychain.
   */
  coverBy(code: string): Promise<Result<null, DiskError>>;
  /** For a folder that is to stand in the place of one that is gone; guarded as they were. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

const schema = v.object({
  format: v.literal(1),
  sealed: v.picklist(["keychain", "owner"]),
  keys: v.record(v.string(), v.pipe(v.string(), v.base64())),
  recovery: v.optional(recoverySchema),
});
type Content = v.InferOutput<typeof schema>;

/** Under which the keys are sealed for the library code; sealed itself as they are. */
const RECOVERY = "recovery";

export async function openSecrets(
  fs: FileSystem,
  dataFolder: string,
  random: RandomBytes,
  keychain: Keychain | null,
  byCode: ByCode = {},
): Promise<Result<Secrets, DiskError | DamagedFile | KeychainAway>> {
  const file = await openJsonFile(fs, join(dataFolder, "secrets.json"), schema, {
    format: 1,
    sealed: guardOf(keychain),
    keys: {},
  });
  if (!file.ok) return file;
  const known = await openKeys(file.value.get(), keychain);
  const secrets = known ?? (await openKeysByCode(file.value.get(), byCode));
  if (secrets === null) return err({ tag: "keychain-away", byCode: file.value.get().recovery !== undefined });
  if (known === null) {
    // from now on under what guards keys here
    const keys = await sealKeys(secrets, keychain);
    const written = await file.value.update((before) => ({ ...before, sealed: guardOf(keychain), keys }));
    if (!written.ok) return written;
  }
  const lock = file.value.get().sealed === "owner" ? null : keychain;

  const exclusive = oneAtATime();
  const write = async (name: string, secret: Uint8Array): Promise<Result<null, DiskError>> => {
    const sealed = await sealKey(secret, lock);
    const key = secrets.get(RECOVERY);
    const recovered = ({ recovery }: Content): { recovery?: Recovery } =>
      recovery === undefined || key === undefined ? {} : { recovery: withSecret(recovery, key, name, secret, random) };
    const written = await file.value.update((before) => ({
      ...before,
      keys: { ...before.keys, [name]: sealed },
      ...recovered(before),
    }));
    if (!written.ok) return written;
    secrets.set(name, secret);
    return ok(null);
  };
  const cover = async (code: string): Promise<Result<null, DiskError>> => {
    const { recovery } = file.value.get();
    const key = secrets.get(RECOVERY);
    if (lock === null || (recovery !== undefined && key !== undefined && isFor(recovery, key, code))) return ok(null);
    const made = await makeRecovery(
      code,
      new Map([...secrets].filter(([name]) => name !== RECOVERY)),
      random,
      byCode.stretch,
    );
    const sealed = await sealKey(made.key, lock);
    const written = await file.value.update((before) => ({
      ...before,
      keys: { ...before.keys, [RECOVERY]: sealed },
      recovery: made.recovery,
    }));
    if (!written.ok) return written;
    secrets.set(RECOVERY, made.key);
    return ok(null);
  };
  const without = (of: Readonly<Record<string, string>>, name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(of).filter(([key]) => key !== name));
  return ok({
    sealed: guardOf(lock),
    get: (name) => secrets.get(name) ?? null,
    put: (name, secret) => exclusive(() => write(name, secret)),
    getOrMake: (name, length) =>
      exclusive(async () => {
        const held = secrets.get(name);
        if (held !== undefined) return ok(held);
        const made = random(length);
        const written = await write(name, made);
        return written.ok ? ok(made) : written;
      }),
    remove: (name) =>
      exclusive(async () => {
        const written = await file.value.update(({ recovery, ...before }) => ({
          ...before,
          keys: without(before.keys, name),
          ...(recovery !== undefined && { recovery: { ...recovery, keys: without(recovery.keys, name) } }),
        }));
        if (!written.ok) return written;
        secrets.delete(name);
        return ok(null);
      }),
    coverBy: (code) => exclusive(() => cover(code)),
    copyTo: (folder) => exclusive(() => file.value.copyTo(folder)),
  });
}

/** Null where the keychain that they need is away, or does not know them. */
async function openKeys({ sealed, keys }: Content, keychain: Keychain | null): Promise<Map<string, Uint8Array> | null> {
  if (sealed === "keychain" && keychain === null) return null;
  const secrets = new Map<string, Uint8Array>();
  for (const [name, text] of Object.entries(keys)) {
    const bytes = new Uint8Array(Buffer.from(text, "base64"));
    try {
      secrets.set(name, sealed === "owner" || keychain === null ? bytes : await keychain.open(bytes));
    } catch {
      return null;
    }
  }
  return secrets;
}

async function openKeysByCode(
  { recovery }: Content,
  { code, stretch }: ByCode,
): Promise<Map<string, Uint8Array> | null> {
  if (recovery === undefined || code === undefined) return null;
  const opened = await openRecovery(recovery, code, stretch);
  return opened.ok ? new Map([...opened.value.secrets, [RECOVERY, opened.value.key]]) : null;
}

const sealKey = async (secret: Uint8Array, lock: Keychain | null): Promise<string> =>
  Buffer.from(lock === null ? secret : await lock.seal(secret)).toString("base64");

async function sealKeys(
  secrets: ReadonlyMap<string, Uint8Array>,
  lock: Keychain | null,
): Promise<Record<string, string>> {
  const sealed: Record<string, string> = {};
  for (const [name, secret] of secrets) sealed[name] = await sealKey(secret, lock);
  return sealed;
}
