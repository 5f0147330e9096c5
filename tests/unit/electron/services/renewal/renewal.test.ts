/** The host's part of a renewal: an end at any file operation leaves the old profile, or all of its rows beside it. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FileSystem, nodeFileSystem, type OpenFile } from "../../../../../electron/services/file-system.ts";
import { putAsideEarly } from "../../../../../electron/services/renewal/early-removal.ts";
import { type ProfilePlace, profilePlace } from "../../../../../electron/services/renewal/profile-place.ts";
import { openRenewal, type Renewal } from "../../../../../electron/services/renewal/renewal.ts";
import { openSecrets } from "../../../../../electron/services/secrets.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";
import { okValue } from "../../../../support/whole-desk.ts";

const DATABASE = "4b5a183c-094d-4484-a48b-2388d5e121f1";
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const ROWS = { database: DATABASE, parts: 2, version: 8, locked: true };
const PARTS = ["first rows", "last rows"];

const profileOf = (folder: string): string => join(folder, "browser-profile");

async function opened(
  folder: string,
  fs: FileSystem = nodeFileSystem,
  profile: ProfilePlace = profilePlace(profileOf(folder)),
): Promise<Renewal> {
  const secrets = okValue(await openSecrets(fs, folder, random, null));
  return okValue(
    await openRenewal({ fs, dataFolder: folder, secrets, clock: { now: () => 1_795_000_000_000 }, random, profile }),
  );
}

async function folderWithProfile(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(profileOf(folder), "IndexedDB"), { recursive: true });
  await writeFile(join(profileOf(folder), "IndexedDB", "000001.ldb"), "old rows and what was deleted");
  return folder;
}

async function handOver(renewal: Renewal): Promise<void> {
  okValue(await renewal.mark(DATABASE));
  for (const [part, text] of PARTS.entries()) okValue(await renewal.put(DATABASE, part, text));
  okValue(await renewal.begin(ROWS));
}

const partsOf = async (renewal: Renewal): Promise<readonly unknown[]> =>
  Promise.all(PARTS.map(async (_, part) => renewal.part(part)));
const WHOLE = PARTS.map((text) => ({ ok: true, value: { text } }));

describe("a renewal", () => {
  test("puts the profile away once all rows are copied, and is due until they stand in the new one", async () => {
    const folder = await folderWithProfile();
    const renewal = await opened(folder);
    expect(renewal.state(DATABASE)).toMatchObject({ dueSince: null, copy: null });
    await handOver(renewal);
    expect(renewal.state(DATABASE)).toMatchObject({ dueSince: 1_795_000_000_000, copy: { isAside: false } });
    await renewal.settle();
    expect(readdirSync(folder).filter((name) => name.includes("profile"))).toEqual([]);
    expect(renewal.state(DATABASE)).toMatchObject({ copy: { ...ROWS, isAside: true }, failed: null });
    expect(await partsOf(renewal)).toEqual(WHOLE);
    // these rows stand nowhere else now
    expect(await renewal.put(DATABASE, 0, "other rows")).toEqual({ ok: false, error: { tag: "not-whole" } });
    expect(await renewal.drop()).toEqual({ ok: false, error: { tag: "not-whole" } });
    expect(await partsOf(renewal)).toEqual(WHOLE);
    okValue(await renewal.end());
    expect(renewal.state(DATABASE)).toMatchObject({ dueSince: null, copy: null });
    expect(readdirSync(join(folder, "renewal"))).toEqual([]);
    expect(await readFile(join(folder, "secrets.json"), "utf8")).not.toContain("rows-copy");
  });

  test("keeps the profile while its rows are not all handed over", async () => {
    const folder = await folderWithProfile();
    const renewal = await opened(folder);
    okValue(await renewal.put(DATABASE, 0, "first rows"));
    expect(await renewal.begin(ROWS)).toEqual({ ok: false, error: { tag: "not-whole" } });
    await renewal.settle();
    await (await opened(folder)).settle();
    expect(existsSync(profileOf(folder))).toBe(true);
  });

  test("keeps a profile on which a browser runs, and says why", async () => {
    const folder = await folderWithProfile();
    await symlink(`${hostname()}-${process.ppid}`, join(profileOf(folder), "SingletonLock"));
    const renewal = await opened(folder);
    await handOver(renewal);
    await renewal.settle();
    expect(existsSync(profileOf(folder))).toBe(true);
    expect(renewal.state(DATABASE)).toMatchObject({ failed: "EBUSY", copy: { isAside: false } });
    okValue(await renewal.drop());
    expect(renewal.state(DATABASE)).toMatchObject({ copy: null, dueSince: 1_795_000_000_000 });
  });

  test("takes away a profile whose browser was killed", async () => {
    const folder = await folderWithProfile();
    await symlink(`${hostname()}-999999999`, join(profileOf(folder), "SingletonLock"));
    const renewal = await opened(folder);
    await handOver(renewal);
    await renewal.settle();
    expect(existsSync(profileOf(folder))).toBe(false);
  });

  test("stays due for the database of another browser", async () => {
    const other = "9b5a183c-094d-4484-a48b-2388d5e121f1";
    const folder = await folderWithProfile();
    const renewal = await opened(folder);
    okValue(await renewal.mark(other));
    await handOver(renewal);
    await renewal.settle();
    okValue(await renewal.end());
    expect([renewal.state(DATABASE).dueSince, renewal.state(other).dueSince]).toEqual([null, 1_795_000_000_000]);
  });

  test("goes on with a deletion that broke off, and is due until that is done", async () => {
    const folder = await folderWithProfile();
    const stuck: ProfilePlace = { ...profilePlace(profileOf(folder)), deleteAside: async () => "EACCES" };
    const renewal = await opened(folder, nodeFileSystem, stuck);
    await handOver(renewal);
    // what could not be deleted at the last start
    expect(stuck.putAside()).toBeNull();
    okValue(await renewal.end());
    expect(renewal.state(DATABASE)).toMatchObject({ failed: "EACCES", dueSince: 1_795_000_000_000 });
    const again = await opened(folder);
    await again.settle();
    expect(readdirSync(folder).filter((name) => name.includes("profile"))).toEqual([]);
  });

  test("takes every database for due where its own note is damaged", async () => {
    const folder = await folderWithProfile();
    await writeFile(join(folder, "renewal.json"), "{");
    const renewal = await opened(folder);
    expect(renewal.state(DATABASE).dueSince).toBe(1_795_000_000_000);
    await handOver(renewal);
    await renewal.settle();
    okValue(await renewal.end());
    expect(renewal.state(DATABASE).dueSince).toBeNull();
  });

  test("a part that was flipped, or stands in another's place, does not open", async () => {
    const folder = await folderWithProfile();
    const renewal = await opened(folder);
    await handOver(renewal);
    const [first = "", last = ""] = readdirSync(join(folder, "renewal")).sort();
    const bytes = await readFile(join(folder, "renewal", first));
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(join(folder, "renewal", first), bytes);
    expect(await renewal.part(0)).toEqual({ ok: false, error: { tag: "damaged" } });
    await cp(join(folder, "renewal", last), join(folder, "renewal", first));
    expect(await renewal.part(0)).toEqual({ ok: false, error: { tag: "damaged" } });
  });

  test("before Electron is ready the profile is put aside only where its rows are all copied", async () => {
    const folder = await folderWithProfile();
    putAsideEarly(folder, profileOf(folder));
    expect(existsSync(profileOf(folder))).toBe(true);
    await handOver(await opened(folder));
    const place = putAsideEarly(folder, profileOf(folder));
    expect(existsSync(profileOf(folder))).toBe(false);
    const renewal = await opened(folder, nodeFileSystem, place);
    await renewal.settle();
    expect(renewal.state(DATABASE)).toMatchObject({ copy: { isAside: true }, failed: null });
    // and not a second time: by then rows stand in the new one
    await mkdir(profileOf(folder));
    putAsideEarly(folder, profileOf(folder));
    expect(existsSync(profileOf(folder))).toBe(true);
  });
});

/**
 * Stops for ever at the n-th operation that changes something, before or after it, as a process that is killed there.
 */
function endsAt(
  wanted: number,
  after: boolean,
): {
  readonly fs: FileSystem;
  readonly ended: Promise<void>;
  readonly profile: (place: ProfilePlace) => ProfilePlace;
  readonly bury: () => Promise<void>;
} {
  const files = new Set<OpenFile>();
  let count = 0;
  let tell = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const never = (): Promise<never> => {
    tell();
    return new Promise(() => undefined);
  };
  const step = async <T>(run: () => Promise<T>): Promise<T> => {
    count += 1;
    if (count < wanted) return run();
    if (count === wanted && after) await run();
    return never();
  };
  const fs: FileSystem = {
    ...nodeFileSystem,
    open: async (path, mode) => {
      const file = await step(async () => {
        const made = await nodeFileSystem.open(path, mode);
        files.add(made);
        return made;
      });
      const close = (): Promise<void> => {
        files.delete(file);
        return file.close();
      };
      return {
        ...file,
        close,
        write: (bytes, at) => step(() => file.write(bytes, at)),
        sync: () => step(() => file.sync()),
      };
    },
    makeFolder: (path) => step(() => nodeFileSystem.makeFolder(path)),
    rename: (from, to) => step(() => nodeFileSystem.rename(from, to)),
    remove: (path) => step(() => nodeFileSystem.remove(path)),
    syncFolder: (path) => step(() => nodeFileSystem.syncFolder(path)),
  };
  const bury = async (): Promise<void> => {
    for (const file of files) await file.close();
  };
  return { fs, ended, bury, profile: (place) => ({ ...place, deleteAside: () => step(() => place.deleteAside()) }) };
}

async function wholeCourse(folder: string, fs: FileSystem, profile: ProfilePlace): Promise<"done"> {
  const renewal = await opened(folder, fs, profile);
  await handOver(renewal);
  await renewal.settle();
  okValue(await renewal.end());
  return "done";
}

test("an end at every file operation leaves the old profile or all of its rows, and the next start ends what was begun", async () => {
  let points = 0;
  for (let at = 1; ; at++) {
    let isPast = false;
    for (const after of [false, true]) {
      const folder = await folderWithProfile();
      const { fs, ended, profile, bury } = endsAt(at, after);
      const outcome = await Promise.race([wholeCourse(folder, fs, profile(profilePlace(profileOf(folder)))), ended]);
      if (outcome === "done") {
        isPast = true;
        break;
      }
      points += 1;
      await bury();
      const renewal = await opened(folder);
      await renewal.settle();
      const { copy, dueSince, failed } = renewal.state(DATABASE);
      expect(failed).toBeNull();
      if (existsSync(profileOf(folder))) {
        expect(await readFile(join(profileOf(folder), "IndexedDB", "000001.ldb"), "utf8")).toContain("old rows");
        expect(copy).toBeNull();
      } else if (copy === null) {
        // only after the page has said that the rows stand in the new one
        expect(dueSince).toBeNull();
        expect(existsSync(join(folder, "renewal")) ? readdirSync(join(folder, "renewal")) : []).toEqual([]);
      } else {
        expect(copy.isAside).toBe(true);
        // either the rows, or the page had them already
        const parts = await partsOf(renewal);
        expect(parts).toEqual(WHOLE);
      }
      expect(readdirSync(folder).filter((name) => name.includes("removed"))).toEqual([]);
    }
    if (isPast) break;
  }
  expect(points).toBeGreaterThan(40);
});
