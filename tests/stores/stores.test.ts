/**
 * One suite for the store port, over memory, a local folder, a folder that fails and lies, and a real Samba
 * share through two clients. What cannot be had here is named; what was started must pass.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { createFolderStore } from "../../electron/services/stores/folder-store.ts";
import { PATIENT, type Patience } from "../../electron/services/stores/patient-calls.ts";
import { makeDevice } from "../support/desks.ts";
import { createMemoryStore } from "../support/memory-store.ts";
import { describeStore } from "../support/store-contract.ts";
import { getPrograms } from "./debian-programs.ts";
import { exchangeOver, prepare, settle } from "./exchange.ts";
import { lyingFolder } from "./lying-folder.ts";
import { BEACON, type Mount, mountWithRclone, mountWithSmbnetfs } from "./mounts.ts";
import { type SambaServer, startSamba } from "./samba-server.ts";

const home = await mkdtemp(join(tmpdir(), "reader-desk-stores-"));
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
  await rm(home, { recursive: true, force: true });
});

let folders = 0;
async function freshFolder(within: string): Promise<string> {
  folders += 1;
  const folder = join(within, `store-${folders}`);
  // a client that has lost its server says so once more before it connects anew
  await expect.poll(() => mkdir(folder, { recursive: true }).then(() => true, String), { timeout: 30_000 }).toBe(true);
  return folder;
}

/** No pause is waited for in full: the faults here are quick to pass. */
const BRISK: Patience = { ...PATIENT, retryMs: 1, deadlineMs: 15_000 };
const onDisk = join(home, "disk");

describeStore("memory", async () => createMemoryStore());
describeStore("a local folder", async () => createFolderStore(await freshFolder(onDisk)));

let seed = 0;
describeStore("a folder whose calls fail in passing", async () => {
  seed += 1;
  return insistent(createFolderStore(await freshFolder(onDisk), lyingFolder(seed, { failing: 0.2, lying: 0 }), BRISK));
});

/** A write whose sync failed is made anew by whoever wanted it, as the next exchange does. */
const insistent = (store: Store): Store => ({
  ...store,
  put: async (name, bytes) => {
    for (;;) {
      const done = await store.put(name, bytes);
      if (done.ok || done.error.tag !== "unknown") return done;
    }
  },
});

describe("two desks", () => {
  it("agree over memory", async () => {
    const store = createMemoryStore();
    await prepare(store);
    await exchangeOver(store, store);
  });

  it("agree over a local folder", async () => {
    const store = createFolderStore(await freshFolder(onDisk));
    await prepare(store);
    await exchangeOver(store, store);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    "agree over a folder that fails and lies (seed %i)",
    async (number) => {
      const files = lyingFolder(number, { failing: 0.02, lying: 0.02 });
      const folder = await freshFolder(onDisk);
      await prepare(createFolderStore(folder));
      const store = createFolderStore(folder, files, BRISK);
      await exchangeOver(store, store);
    },
  );
});

const unavailable = await getPrograms(["smbd", "smbnetfs", "rclone", "fusermount3"]);
const server = unavailable === null ? await samba() : null;

async function samba(): Promise<SambaServer> {
  const place = join(home, "server");
  await mkdir(place, { recursive: true });
  const started = await startSamba(place);
  ends.push(started.stop);
  await writeFile(join(started.folder, BEACON), "not ours");
  return started;
}

async function mount(name: string, client: (server: SambaServer, home: string) => Promise<Mount>): Promise<string> {
  if (server === null) return "";
  const place = join(home, name);
  await mkdir(place, { recursive: true });
  const mounted = await client(server, place);
  ends.push(mounted.unmount);
  console.log(`mounted: a Samba share through ${name}`);
  return mounted.folder;
}

if (server === null) {
  describe("a Samba share", () => {
    it("is mounted", ({ skip }) => skip(unavailable ?? ""));
  });
} else {
  const clients = [
    { name: "smbnetfs", folder: await mount("smbnetfs", mountWithSmbnetfs) },
    { name: "rclone", folder: await mount("rclone", mountWithRclone) },
  ];
  const storeIn = (folder: string): Store => createFolderStore(folder, undefined, { ...PATIENT, deadlineMs: 20_000 });

  for (const { name, folder } of clients)
    describeStore(`a Samba share through ${name}`, async () => storeIn(await freshFolder(folder)));

  describe("two desks on a Samba share", () => {
    it.each(clients)("agree through $name", async ({ folder }) => {
      const store = storeIn(await freshFolder(folder));
      await prepare(store);
      await exchangeOver(store, store);
    });

    it("agree, one through smbnetfs and one through rclone", async () => {
      const [one, other] = await seenByBoth(clients.map(({ folder }) => folder));
      await prepare(storeIn(one));
      await exchangeOver(storeIn(one), storeIn(other));
    });

    it.each(clients)("lose nothing when the server dies in the middle, through $name", async ({ folder }) => {
      const store = createFolderStore(await freshFolder(folder), undefined, { ...PATIENT, deadlineMs: 4_000 });
      const clock = { ms: 1_700_000_000_000 };
      const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
      await prepare(store);
      a.write("r1", { name: "before" });
      await settle(a, store, b, store);
      a.write("r2", { name: "while it dies" });
      await server.stop();
      const { outcome } = await a.sync(store);
      expect(outcome.tag).toBe("stopped");
      a.write("r3", { name: "work goes on" });
      await server.start();
      // a call that hangs in the client holds the others off until the client gives it up
      await expect
        .poll(async () => (await a.sync(store)).outcome.tag, { timeout: 90_000, interval: 500 })
        .not.toBe("stopped");
      await settle(a, store, b, store);
      expect(b.replica.lines()).toEqual(a.replica.lines());
      expect(b.replica.lines()).toHaveLength(3);
    });
  });
}

/** A folder of the server's, as each client has it. */
async function seenByBoth([one = "", other = ""]: readonly string[]): Promise<readonly [string, string]> {
  const folder = await freshFolder(one);
  const name = folder.slice(one.length + 1);
  await expect.poll(async () => (await storeThere(join(other, name))) === null, { timeout: 30_000 }).toBe(true);
  return [folder, join(other, name)];
}

async function storeThere(folder: string): Promise<string | null> {
  const listed = await createFolderStore(folder).list("");
  return listed.ok ? null : listed.error.tag;
}
