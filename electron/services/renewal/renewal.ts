/**
 * The renewal of the browser's profile as the host keeps it: for which databases it is due, the rows that the page
 * has handed over, and how far the removal has come. `renewal.json` names the step; each is on the disk before the
 * next begins, so that an end at any point leaves the old profile, or all rows beside it. The rows are sealed under a
 * key of their own, which goes with them.
 */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import type { RenewalNotWhole, RenewalState } from "#shared/host/renewal-calls.ts";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type DiskError, onDisk } from "../disk-errors.ts";
import { errorCode, type FileSystem } from "../file-system.ts";
import { type DamagedFile, type JsonFile, openJsonFile } from "../json-file.ts";
import { replaceFile } from "../replace-file.ts";
import type { Secrets } from "../secrets.ts";
import { openPart, sealPart } from "./copy-file.ts";
import type { ProfilePlace } from "./profile-place.ts";

export interface CopiedRows {
  readonly database: string;
  readonly parts: number;
  readonly version: number;
  readonly locked: boolean;
}

export interface Renewal {
  mark(database: string): Promise<Result<null, DiskError>>;
  state(database: string): RenewalState;
  /** Refused while rows wait that stand nowhere else. */
  put(database: string, part: number, text: string): Promise<Result<null, DiskError | RenewalNotWhole>>;
  /** Reads every part back before the copy counts; from then on the profile may go at any time. */
  begin(rows: CopiedRows): Promise<Result<null, DiskError | RenewalNotWhole>>;
  part(part: number): Promise<Result<{ readonly text: string }, { readonly tag: "damaged" }>>;
  /** The copied rows stand in a profile that is new. */
  end(): Promise<Result<null, DiskError>>;
  /** Gives a copy up whose profile is still there. */
  drop(): Promise<Result<null, DiskError | RenewalNotWhole>>;
  /** Gives a copy up that was lost with its folder. */
  dropLost(): Promise<Result<null, DiskError>>;
  /** For a folder that is to stand in the place of one that is gone, and the copied rows with it. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
  /**
   * While no browser of this host runs: deletes what is aside, and puts the profile aside where all its rows are
   * copied.
   */
  settle(): Promise<void>;
  /** Told by the shell that opens and closes the window; null where there is none. */
  setWindow(renew: ((page: string | undefined) => void) | null): void;
  /** Closes the window of that page, so that the profile can go. */
  closeWindow(page: string | undefined): void;
}

export interface RenewalDeps {
  readonly fs: FileSystem;
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly profile: ProfilePlace;
}

const KEY = "rows-copy";
const KEY_BYTES = 32;
const ATTEMPTS = 15;
const ATTEMPT_MS = 200;
/** Where the file was damaged: every database is taken for due. */
const ANY = "any";

const schema = v.object({
  format: v.literal(1),
  due: v.record(v.string(), v.number()),
  copy: v.optional(
    v.object({
      database: v.string(),
      parts: v.number(),
      version: v.number(),
      locked: v.boolean(),
      isAside: v.boolean(),
    }),
  ),
});
type Kept = v.InferOutput<typeof schema>;

export async function openRenewal(deps: RenewalDeps): Promise<Result<Renewal, DiskError | DamagedFile>> {
  const { fs, dataFolder, secrets, clock, random, profile } = deps;
  const file = await openKept(deps);
  if (!file.ok) return file;
  const { get, update } = file.value;
  const folder = join(dataFolder, "renewal");
  const pathOf = (part: number): string => join(folder, `rows-${String(part).padStart(6, "0")}`);
  const exclusive = oneAtATime();
  let failed: string | null = null;
  let renew: ((page: string | undefined) => void) | null = null;

  const read = async (database: string, part: number): Promise<string | null> => {
    const key = secrets.get(KEY);
    const bytes = await fs.readFile(pathOf(part)).catch(() => null);
    return key === null || bytes === null ? null : openPart(key, { database, part }, bytes);
  };

  /** The key first: without it the files say nothing. */
  const forgetCopy = async (): Promise<Result<null, DiskError>> => {
    const removed = secrets.get(KEY) === null ? ok(null) : await secrets.remove(KEY);
    if (!removed.ok) return removed;
    return onDisk(fs, folder, async () => {
      const names = await fs.list(folder).catch((error: unknown) => {
        if (errorCode(error) === "ENOENT") return [];
        throw error;
      });
      for (const name of names) await fs.remove(join(folder, name));
      return null;
    });
  };

  const drop = async (change: (before: Kept) => Kept): Promise<Result<null, DiskError>> => {
    const updated = await update((before) => {
      const { copy: _, ...rest } = change(before);
      return rest;
    });
    return updated.ok ? forgetCopy() : updated;
  };

  const isWaiting = (): boolean => get().copy?.isAside === true;

  const settle = async (): Promise<void> => {
    failed = await profile.deleteAside();
    const { copy } = get();
    if (failed !== null || copy === undefined || copy.isAside) return;
    for (let attempt = 0; ; attempt++) {
      failed = profile.putAside();
      if (failed === null) break;
      // a browser that has just ended lets go of its files a moment later
      if (attempt === ATTEMPTS) return;
      await wait(ATTEMPT_MS);
    }
    const updated = await update((before) => ({ ...before, copy: { ...copy, isAside: true } }));
    failed = updated.ok ? await profile.deleteAside() : updated.error.tag;
  };

  if (get().copy === undefined) await forgetCopy();

  return ok({
    mark: (database) =>
      exclusive(async () => {
        if (database in get().due) return ok(null);
        const updated = await update((before) => ({ ...before, due: { ...before.due, [database]: clock.now() } }));
        return updated.ok ? ok(null) : updated;
      }),
    state: (database) => ({
      dueSince: get().due[database] ?? get().due[ANY] ?? null,
      hasWindow: renew !== null,
      failed,
      copy: get().copy ?? null,
    }),
    put: (database, part, text) =>
      exclusive(async () => {
        if (isWaiting()) return err({ tag: "not-whole" });
        if (part === 0) {
          const cleared = await drop((before) => before);
          if (!cleared.ok) return cleared;
        }
        const key = await secrets.getOrMake(KEY, KEY_BYTES);
        if (!key.ok) return key;
        return onDisk(fs, pathOf(part), async () => {
          await fs.makeFolder(folder);
          await replaceFile(fs, pathOf(part), sealPart(key.value, { database, part }, text, random));
          return null;
        });
      }),
    begin: (rows) =>
      exclusive(async () => {
        for (let part = 0; part < rows.parts; part++)
          if ((await read(rows.database, part)) === null) return err({ tag: "not-whole" });
        const updated = await update((before) => ({ ...before, copy: { ...rows, isAside: false } }));
        return updated.ok ? ok(null) : updated;
      }),
    part: async (part) => {
      const text = await read(get().copy?.database ?? "", part);
      return text === null ? err({ tag: "damaged" }) : ok({ text });
    },
    end: () =>
      exclusive(async () => {
        failed = await profile.deleteAside();
        const { copy } = get();
        const done = new Set(failed === null && copy?.isAside === true ? [copy.database, ANY] : []);
        return drop((before) => ({
          ...before,
          due: Object.fromEntries(Object.entries(before.due).filter(([id]) => !done.has(id))),
        }));
      }),
    drop: () => exclusive(async () => (isWaiting() ? err({ tag: "not-whole" }) : drop((before) => before))),
    dropLost: () => exclusive(() => drop((before) => before)),
    copyTo: (to) => file.value.copyTo(to, ({ copy: _, ...rest }) => rest),
    settle: () => exclusive(settle),
    setWindow: (next) => {
      renew = next;
    },
    closeWindow: (page) => renew?.(page),
  });
}

/** A damaged file is kept aside: whatever it said, the files may hold something. */
async function openKept({
  fs,
  dataFolder,
  clock,
}: RenewalDeps): Promise<Result<JsonFile<Kept>, DiskError | DamagedFile>> {
  const path = join(dataFolder, "renewal.json");
  const file = await openJsonFile(fs, path, schema, { format: 1, due: {} });
  if (file.ok || file.error.tag !== "damaged-file") return file;
  const moved = await onDisk(fs, path, () => fs.rename(path, `${path}.bad`));
  if (!moved.ok) return moved;
  const again = await openJsonFile(fs, path, schema, { format: 1, due: {} });
  if (!again.ok) return again;
  const noted = await again.value.update((before) => ({ ...before, due: { [ANY]: clock.now() } }));
  return noted.ok ? again : noted;
}
