/** The store in a plain folder: its contract, a folder that lies or hangs, and whatever else lies about in it. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type FolderFiles, nodeFolderFiles } from "../../../../../electron/services/stores/folder-files.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import type { Patience } from "../../../../../electron/services/stores/patient-calls.ts";
import { describeStore } from "../../../../support/store-contract.ts";

const folders: string[] = [];
async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "folder-store-"));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Waits that take no time, on a clock that they move. */
function quickPatience(deadlineMs = 60_000): Patience & { readonly waits: number[] } {
  const waits: number[] = [];
  let now = 0;
  return {
    deadlineMs,
    retryMs: 50,
    waits,
    now: () => now,
    jitter: () => 0.5,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
  };
}

const failing = (code: string): Error => Object.assign(new Error(code), { code });
/** Fails the given operation so many times, then works. */
function flaky(operation: keyof FolderFiles, code: string, times: number): FolderFiles {
  let left = times;
  const inner = nodeFolderFiles[operation] as (...args: unknown[]) => Promise<unknown>;
  return {
    ...nodeFolderFiles,
    [operation]: (...args: unknown[]) => (left-- > 0 ? Promise.reject(failing(code)) : inner(...args)),
  };
}

const NAME = "heads/0123456789abcdef-00000001-0123456789ab";
const BYTES = Uint8Array.from([1, 2, 3]);

describeStore("a store in a folder", async () => createFolderStore(await freshFolder()));

describe("a folder that misbehaves", () => {
  it.each(["EBUSY", "EIO", "EPERM", "EACCES", "UNKNOWN"])("is asked again after %s", async (code) => {
    for (const operation of ["rename", "list", "read", "kindOf"] as const) {
      const store = createFolderStore(await freshFolder(), flaky(operation, code, 3), quickPatience());
      expect(await store.put(NAME, BYTES)).toEqual({ ok: true, value: null });
      expect(await store.list("heads")).toMatchObject({ ok: true });
    }
  });

  it("is given up after a minute, with the system's code, and that proves nothing", async () => {
    const patience = quickPatience();
    const store = createFolderStore(await freshFolder(), flaky("list", "EIO", 1e9), patience);
    expect(await store.list("heads")).toEqual({ ok: false, error: { tag: "unknown", code: "EIO" } });
    const total = patience.waits.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(60_000);
  });

  it("is told read-only within seconds, and full at once", async () => {
    const patience = quickPatience();
    const readOnly = createFolderStore(await freshFolder(), flaky("makeFolder", "EACCES", 1e9), patience);
    expect(await readOnly.put(NAME, BYTES)).toEqual({ ok: false, error: { tag: "read-only" } });
    expect(patience.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(3_000);
    for (const code of ["ENOSPC", "EDQUOT"]) {
      const folder = await freshFolder();
      const full = createFolderStore(folder, flaky("writeNew", code, 1e9), quickPatience());
      expect(await full.put(NAME, BYTES)).toEqual({ ok: false, error: { tag: "full" } });
      expect(await readdir(join(folder, "heads"))).toEqual([]);
    }
    const frozen = createFolderStore(await freshFolder(), flaky("writeNew", "EROFS", 1e9), quickPatience());
    expect(await frozen.put(NAME, BYTES)).toEqual({ ok: false, error: { tag: "read-only" } });
  });

  it("that reports success and writes zeros, or nothing, is caught by reading back", async () => {
    const zeros = createFolderStore(
      await freshFolder(),
      { ...nodeFolderFiles, writeNew: (path, bytes) => nodeFolderFiles.writeNew(path, new Uint8Array(bytes.length)) },
      quickPatience(),
    );
    expect(await zeros.put(NAME, BYTES)).toEqual({ ok: false, error: { tag: "other-content" } });
    const nothing = createFolderStore(
      await freshFolder(),
      { ...nodeFolderFiles, writeNew: async () => undefined, rename: async () => undefined },
      quickPatience(),
    );
    expect((await nothing.put(NAME, BYTES)).ok).toBe(false);
  });

  it("that hangs does not hold the caller, nor a second call", async () => {
    let release = (): void => undefined;
    const hanging: FolderFiles = {
      ...nodeFolderFiles,
      list: () =>
        new Promise((resolve) => {
          release = () => resolve([]);
        }),
    };
    const store = createFolderStore(await freshFolder(), hanging, {
      ...quickPatience(),
      deadlineMs: 1_000,
      now: () => performance.now(),
    });
    expect(await store.list("heads")).toEqual({ ok: false, error: { tag: "unknown", code: "ETIMEDOUT" } });
    const start = performance.now();
    expect(await store.get(NAME)).toEqual({ ok: false, error: { tag: "unknown", code: "ETIMEDOUT" } });
    expect(performance.now() - start).toBeLessThan(500);
    release();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await store.put(NAME, BYTES)).toEqual({ ok: true, value: null });
  });

  it("that lists a name which does not open is waited for, then unknown, never missing", async () => {
    const folder = await freshFolder();
    await createFolderStore(folder).put(NAME, BYTES);
    expect(await createFolderStore(folder, flaky("read", "ENOENT", 2), quickPatience()).get(NAME)).toEqual({
      ok: true,
      value: BYTES,
    });
    expect(await createFolderStore(folder, flaky("read", "ENOENT", 1e9), quickPatience()).get(NAME)).toEqual({
      ok: false,
      error: { tag: "unknown", code: "ENOENT" },
    });
  });

  it("that went away is no folder, for every call", async () => {
    const folder = await freshFolder();
    const store = createFolderStore(folder, nodeFolderFiles, quickPatience());
    await store.put(NAME, BYTES);
    await rm(folder, { recursive: true });
    const gone = { ok: false, error: { tag: "no-folder" } };
    expect([
      await store.list(""),
      await store.list("heads"),
      await store.get(NAME),
      await store.put(NAME, BYTES),
      await store.delete(NAME),
    ]).toEqual([gone, gone, gone, gone, gone]);
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
  });
});

describe("what else lies in the folder", () => {
  it("is not there: links, foreign names, temporary files stay and are not followed", async () => {
    const folder = await freshFolder();
    const secret = join(await freshFolder(), "secret");
    await writeFile(secret, "outside");
    await mkdir(join(folder, "heads"));
    await symlink(secret, join(folder, NAME));
    for (const name of ["Thumbs.db", ".DS_Store", "a b", "x".repeat(60)])
      await writeFile(join(folder, "heads", name), "x");
    const store = createFolderStore(folder, nodeFolderFiles, quickPatience());
    expect(await store.list("heads")).toEqual({ ok: true, value: [] });
    expect(await store.get(NAME)).toEqual({ ok: false, error: { tag: "missing" } });
    expect(await store.put(NAME, BYTES)).toEqual({ ok: false, error: { tag: "other-content" } });
    expect(await readFile(secret, "utf8")).toBe("outside");
  });

  it("is neither read, listed, written nor deleted behind a linked folder, at any depth", async () => {
    const batch = `streams/0123456789abcdef/0000/00000001-0123456789ab.batch`;
    for (const [link, name] of [
      ["heads", NAME],
      ["streams", batch],
      ["streams/0123456789abcdef", batch],
      ["streams/0123456789abcdef/0000", batch],
    ] as const) {
      const [folder, outside] = [await freshFolder(), await freshFolder()];
      const elsewhere = createFolderStore(outside);
      await elsewhere.put(name, BYTES);
      await mkdir(join(folder, link, ".."), { recursive: true });
      await symlink(join(outside, link), join(folder, link), "junction");
      const store = createFolderStore(folder, nodeFolderFiles, quickPatience());
      const missing = { ok: false, error: { tag: "missing" } };
      expect([
        await store.list(link),
        await store.list(name.slice(0, name.lastIndexOf("/"))),
        await store.get(name),
        await store.delete(name),
      ]).toEqual([missing, missing, missing, missing]);
      expect(await store.put(name, BYTES)).toEqual({ ok: false, error: { tag: "unknown", code: "ENOTDIR" } });
      expect(await store.put(name.replace("00000001", "00000002"), BYTES)).toEqual({
        ok: false,
        error: { tag: "unknown", code: "ENOTDIR" },
      });
      expect(await elsewhere.list(name.slice(0, name.lastIndexOf("/")))).toEqual({
        ok: true,
        value: [name.slice(name.lastIndexOf("/") + 1)],
      });
      expect(await elsewhere.get(name)).toEqual({ ok: true, value: BYTES });
    }
  });

  it.runIf(process.platform !== "win32")(
    "is not waited for where it is a pipe, nor where one takes a file's place while it is opened",
    async () => {
      const folder = await freshFolder();
      await mkdir(join(folder, "heads"));
      execFileSync("mkfifo", [join(folder, NAME)]);
      expect(await createFolderStore(folder, nodeFolderFiles, quickPatience()).get(NAME)).toEqual({
        ok: false,
        error: { tag: "missing" },
      });
      const swapped: FolderFiles = {
        ...nodeFolderFiles,
        kindOf: async (path) => (path.endsWith(NAME) ? "file" : nodeFolderFiles.kindOf(path)),
      };
      expect(
        await createFolderStore(folder, swapped, {
          ...quickPatience(),
          deadlineMs: 2_000,
          now: () => performance.now(),
        }).get(NAME),
      ).toEqual({ ok: false, error: { tag: "missing" } });
      await rm(join(folder, NAME));
      const secret = join(await freshFolder(), "secret");
      await writeFile(secret, "outside");
      await symlink(secret, join(folder, NAME));
      expect((await createFolderStore(folder, swapped, quickPatience()).get(NAME)).ok).toBe(false);
    },
  );

  it.runIf(process.platform !== "win32")("is not read where it is far larger than any file of ours", async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, "heads"));
    await writeFile(join(folder, NAME), "");
    // ten gigabytes of holes take no room
    await truncate(join(folder, NAME), 10 * 1024 ** 3);
    const store = createFolderStore(folder, nodeFolderFiles, quickPatience());
    const before = process.memoryUsage().rss;
    expect(await store.get(NAME)).toEqual({ ok: false, error: { tag: "unreadable", what: "too-large" } });
    expect(await store.put(NAME, BYTES)).toEqual({ ok: false, error: { tag: "other-content" } });
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
    expect(await store.list("heads")).toMatchObject({ ok: true });
  });

  it("says of a folder under a file's name, and of a file that may not be opened, that only this one cannot be read", async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, NAME), { recursive: true });
    const store = createFolderStore(folder, nodeFolderFiles, quickPatience());
    const isFolder = { ok: false, error: { tag: "unreadable", what: "folder" } };
    expect([await store.get(NAME), await store.delete(NAME)]).toEqual([isFolder, isFolder]);
    expect(await store.put(NAME, BYTES)).toEqual({ ok: false, error: { tag: "other-content" } });
    const other = NAME.replace("00000001", "00000002");
    await store.put(other, BYTES);
    const closed = createFolderStore(folder, flaky("read", "EACCES", 1e9), quickPatience());
    expect(await closed.get(other)).toEqual({ ok: false, error: { tag: "unreadable", what: "refused" } });
    // a folder around it that gives no answer either proves nothing of the file
    const away = createFolderStore(
      folder,
      { ...flaky("read", "EACCES", 1e9), list: () => Promise.reject(failing("EACCES")) },
      quickPatience(),
    );
    expect(await away.get(other)).toEqual({ ok: false, error: { tag: "unknown", code: "EACCES" } });
  });

  it("leaves no temporary file behind", async () => {
    const folder = await freshFolder();
    const store = createFolderStore(folder, nodeFolderFiles, quickPatience());
    await store.put(NAME, BYTES);
    await store.put(NAME, BYTES);
    await store.put(NAME, Uint8Array.from([9]));
    expect(await readdir(join(folder, "heads"))).toEqual([NAME.slice("heads/".length)]);
  });

  it("R2: goes with the next listing where an earlier run of the same desk has left it half written, and nobody else's does", async () => {
    const folder = await freshFolder();
    const killed: FolderFiles = {
      ...nodeFolderFiles,
      rename: () => Promise.reject(failing("EIO")),
      remove: () => Promise.reject(failing("EIO")),
    };
    const storeOf = (id: string, run: string, files = nodeFolderFiles): ReturnType<typeof createFolderStore> =>
      createFolderStore(folder, files, quickPatience(), { id, run });
    const left = async (): Promise<readonly string[]> =>
      (await readdir(join(folder, "heads"))).map((name) => name.split("-").slice(0, 3).join("-")).sort();
    await storeOf("ours", "first", killed).put(NAME, BYTES);
    await storeOf("theirs", "first", killed).put(NAME, BYTES);
    const second = storeOf("ours", "second", killed);
    await second.put(NAME, BYTES);
    expect(await left()).toEqual(["tmp-ours-first", "tmp-ours-second", "tmp-theirs-first"]);
    await createFolderStore(folder).list("heads");
    // what cannot be removed now hinders nobody
    expect(await second.list("heads")).toMatchObject({ ok: true });
    expect(await left()).toHaveLength(3);
    await storeOf("ours", "second").list("heads");
    expect(await left()).toEqual(["tmp-ours-second", "tmp-theirs-first"]);
  });

  it("holds no listing where the mount dies while it is taken away", async () => {
    const folder = await freshFolder();
    await createFolderStore(folder).put(NAME, BYTES);
    await writeFile(join(folder, "heads", "tmp-ours-first-aaaaaaaa"), "half");
    let release = (): void => undefined;
    const dying: FolderFiles = {
      ...nodeFolderFiles,
      remove: () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    };
    const store = createFolderStore(
      folder,
      dying,
      { ...quickPatience(), deadlineMs: 50, now: () => performance.now() },
      { id: "ours", run: "second" },
    );
    expect(await store.list("heads")).toMatchObject({ ok: true });
    // while it hangs nobody else enters
    expect(await store.get(NAME)).toEqual({ ok: false, error: { tag: "unknown", code: "ETIMEDOUT" } });
    release();
  });

  it("cannot be reached by a name that leads out", async () => {
    const store = createFolderStore(await freshFolder());
    for (const name of ["../x", "heads/../../x", "/etc/passwd", "heads/./x"])
      await expect(store.get(name)).rejects.toThrow(RangeError);
  });
});
