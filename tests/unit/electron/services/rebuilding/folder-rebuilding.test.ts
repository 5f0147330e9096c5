import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Serve } from "#shared/host/serve.ts";
import { deviceName } from "#shared/replication/files/names.ts";
import { alarmHandlers } from "../../../../../electron/services/alarms-file.ts";
import { browserProfile } from "../../../../../electron/services/browser/browser-window.ts";
import { askByTyping, askPlaceByTyping } from "../../../../../electron/services/chosen-folders.ts";
import type { DeskServices } from "../../../../../electron/services/desk-services.ts";
import { type FileSystem, nodeFileSystem } from "../../../../../electron/services/file-system.ts";
import {
  browserFileHandlers,
  deviceHandlers,
  folderHandlers,
  journalHandlers,
  logHandlers,
  trialHandlers,
} from "../../../../../electron/services/handlers.ts";
import { openLibraryHandlers } from "../../../../../electron/services/library.ts";
import { createRefreshHandlers } from "../../../../../electron/services/refresh/refresh-handlers.ts";
import { renewalHandlers } from "../../../../../electron/services/renewal/renewal-handlers.ts";
import { createSession } from "../../../../../electron/services/trust/session.ts";
import { watchedServe } from "../../../../../electron/watched-serve.ts";
import { faultyFileSystem } from "../../../../support/faulty-file-system.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { openServices } from "../../../../support/opened-services.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

async function openDesk(
  dataFolder: string,
  fs: FileSystem = nodeFileSystem,
): Promise<{ serve: Serve; services: DeskServices }> {
  const opened = await openServices(dataFolder, fs);
  if (!opened.ok) throw new Error(opened.error.tag);
  const services = opened.value;
  onTestFinished(() => services.close().catch(() => undefined));
  const handlers = {
    ...deviceHandlers(services, { shell: "browser", version: "0", locales: [], demo: false }),
    ...alarmHandlers(services),
    ...createSession({ ...services, steadyClock: { now: () => 0 }, isCode: () => false }).calls,
    ...journalHandlers(services),
    ...renewalHandlers(services),
    ...logHandlers(services),
    ...folderHandlers(services),
    ...trialHandlers(services, false),
    ...createRefreshHandlers(services, { now: Date.now }, askPlaceByTyping),
    ...browserFileHandlers,
    ...(await openLibraryHandlers(services, { now: Date.now }, askByTyping, lightCodes)),
  };
  const serve = watchedServe(handlers, services);
  await serve("lease.take", { page: "page", force: false });
  return { serve, services };
}

const value = (answer: unknown): Record<string, unknown> => {
  const { ok, value: found, error } = answer as { ok: boolean; value: Record<string, unknown>; error: unknown }; // of the contract
  if (!ok) throw new Error(JSON.stringify(error));
  return found;
};

interface Founded {
  readonly dataFolder: string;
  readonly serve: Serve;
  readonly services: DeskServices;
  readonly stream: string;
  readonly own: unknown;
  readonly code: unknown;
}

/** Every file call in `npm run prove`, every thirteenth in `npm test`. */
const EACH = proofScale(13, 1);

const LINE = { id: "person", records: [] };

/** A desk with three entries, an erasing and a setting. */
async function founded(fs?: FileSystem): Promise<Founded> {
  const dataFolder = join(await temporaryFolder(), "desk");
  const { serve, services } = await openDesk(dataFolder, fs);
  const { stream } = value(
    await serve("library.found", { libraryName: "城东", deskName: "一楼", branchName: "城东馆", page: "page" }),
  );
  const name = String(stream);
  value(await serve("settings.write", { deskName: "一楼", page: "page" }));
  expect(await services.ledger.add([LINE])).toMatchObject({ ok: true });
  expect(await services.out.add([{ stream: name, no: 70 }])).toMatchObject({ ok: true });
  for (const seq of [1, 2, 3]) value(await append(serve, name, seq));
  return {
    dataFolder,
    serve,
    services,
    stream: name,
    own: value(await serve("library.own", {})),
    code: value(await serve("library.code", { staff: "", page: "page" })).code,
  };
}

const append = (serve: Serve, stream: string, seq: number): Promise<unknown> =>
  serve("journal.append", { stream, expectedSeq: seq, entries: [{ seq }], page: "page" });
const rebuild = (serve: Serve): Promise<unknown> => serve("folder.rebuild", { lastSeq: 3, page: "page" });
const rebuilt = (serve: Serve): Promise<unknown> => serve("folder.rebuilt", { page: "page" });

/** What a page with three entries does with a host that has begun. */
async function fill(serve: Serve, stream: string): Promise<void> {
  const { lastSeq } = value(await serve("journal.state", { stream }));
  for (let seq = Number(lastSeq) + 1; seq <= 3; seq++) value(await append(serve, stream, seq));
  value(await rebuilt(serve));
}

async function expectWhole({ dataFolder, stream, own, code }: Founded): Promise<void> {
  const { serve } = await openDesk(dataFolder);
  expect(value(await serve("device.start", {}))).toMatchObject({
    library: { stream },
    settings: { deskName: "一楼" },
    rebuilding: undefined,
  });
  expect(value(await serve("library.own", {}))).toEqual(own);
  expect(value(await serve("library.code", { staff: "", page: "page" })).code).toEqual(code);
  expect(value(await serve("ledger.read", {}))).toEqual([LINE]);
  expect(value(await serve("journal.read", { stream, fromSeq: 1, maxBytes: 1e6 }))).toMatchObject({
    lastSeq: 3,
    entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
  });
}

test("a folder that is gone is made anew with all that the host holds, and is whole only when the journal is", async () => {
  const desk = await founded();
  await rm(desk.dataFolder, { recursive: true });
  expect(await append(desk.serve, desk.stream, 4)).toMatchObject({ error: { tag: "folder-away" } });
  value(await rebuild(desk.serve));
  expect(value(await desk.serve("journal.state", { stream: desk.stream }))).toEqual({ lastSeq: 0 });
  value(await append(desk.serve, desk.stream, 1));
  expect(await rebuilt(desk.serve)).toEqual({ ok: false, error: { tag: "not-whole", lastSeq: 1 } });
  expect(value(await desk.serve("device.start", {}))).toMatchObject({ rebuilding: { lastSeq: 3 } });
  await fill(desk.serve, desk.stream);
  expect((await readdir(join(desk.dataFolder, ".."))).sort()).toEqual(["desk"]);
  await desk.services.close();
  await expectWhole(desk);
});

test("the old folder, back under its name, is another one, and is never written into", async () => {
  const desk = await founded();
  await rename(desk.dataFolder, `${desk.dataFolder}.old`);
  value(await rebuild(desk.serve));
  await fill(desk.serve, desk.stream);
  await rename(desk.dataFolder, `${desk.dataFolder}.new`);
  await rename(`${desk.dataFolder}.old`, desk.dataFolder);
  expect(await append(desk.serve, desk.stream, 4)).toMatchObject({ error: { tag: "folder-away" } });
  expect(await rebuild(desk.serve)).toMatchObject({ error: { tag: "folder-stands" } });
});

test("only the page that writes may ask, and only while nothing stands at the path", async () => {
  const desk = await founded();
  expect(await rebuild(desk.serve)).toEqual({ ok: false, error: { tag: "folder-stands", path: desk.dataFolder } });
  await rename(desk.dataFolder, `${desk.dataFolder}.away`);
  expect(await desk.serve("folder.rebuild", { lastSeq: 3, page: "another" })).toEqual({
    ok: false,
    error: { tag: "lease-lost" },
  });
  for (const make of [() => mkdir(desk.dataFolder), () => writeFile(desk.dataFolder, "notes")]) {
    await make();
    expect(await rebuild(desk.serve)).toMatchObject({ error: { tag: "folder-stands" } });
    await rm(desk.dataFolder, { recursive: true });
  }
  await mkdir(`${desk.dataFolder}.rebuilding`);
  await writeFile(join(`${desk.dataFolder}.rebuilding`, "letter.txt"), "mine");
  expect(await rebuild(desk.serve)).toEqual({
    ok: false,
    error: { tag: "folder-stands", path: `${desk.dataFolder}.rebuilding` },
  });
  expect(await readdir(`${desk.dataFolder}.rebuilding`)).toEqual(["letter.txt"]);
  expect(await readdir(join(desk.dataFolder, ".."))).not.toContain("desk");
});

test("the profile that the desk's own open browser makes anew at the path is taken along, at a start too", async () => {
  const desk = await founded();
  const makeProfile = async (): Promise<void> => {
    await mkdir(browserProfile(desk.dataFolder), { recursive: true });
    await writeFile(join(browserProfile(desk.dataFolder), "Preferences"), "{}");
  };
  await rm(desk.dataFolder, { recursive: true });
  await makeProfile();
  value(await rebuild(desk.serve));
  await fill(desk.serve, desk.stream);
  expect(await readdir(browserProfile(desk.dataFolder))).toEqual(["Preferences"]);
  await desk.services.close();
  await writeFile(
    join(desk.dataFolder, "rebuilding.json"),
    JSON.stringify({ format: 1, stream: desk.stream, lastSeq: 3 }),
  );
  await rename(desk.dataFolder, `${desk.dataFolder}.rebuilding`);
  await makeProfile();
  const again = await openDesk(desk.dataFolder);
  await fill(again.serve, desk.stream);
  expect(await readdir(join(desk.dataFolder, ".."))).toEqual(["desk"]);
  await again.services.close();
  await expectWhole(desk);
});

/** Of a rebuilding that goes through. */
async function callsOfRebuilding(): Promise<number> {
  let calls = 0;
  const desk = await founded(
    faultyFileSystem({
      call: () => {
        calls += 1;
        return null;
      },
    }),
  );
  await rm(desk.dataFolder, { recursive: true });
  calls = 0;
  value(await rebuild(desk.serve));
  return calls;
}

/** Fails from the n-th call of the rebuilding on, `times` times. */
async function failing(n: number, times: number): Promise<Founded> {
  let left = Number.POSITIVE_INFINITY;
  let failures = 0;
  const fs = faultyFileSystem({
    call: () => {
      left -= 1;
      if (left >= 0 || failures >= times) return null;
      failures += 1;
      return "EIO";
    },
  });
  const desk = await founded(fs);
  await rm(desk.dataFolder, { recursive: true });
  left = n;
  await rebuild(desk.serve);
  if (times === 1) left = Number.POSITIVE_INFINITY;
  return desk;
}

test("a file call that fails, whichever, leaves a rebuilding that goes on when it is asked for again", {
  timeout: 120_000,
}, async () => {
  const calls = await callsOfRebuilding();
  expect(calls).toBeGreaterThan(40);
  for (let n = 0; n < calls; n += EACH) {
    const desk = await failing(n, 1);
    value(await rebuild(desk.serve));
    await fill(desk.serve, desk.stream);
    expect(await readdir(join(desk.dataFolder, ".."))).toEqual(["desk"]);
    await desk.services.close();
    await expectWhole(desk);
  }
});

test("a host that ends at any file call leaves a start that goes on, or says so and makes nothing", {
  timeout: 120_000,
}, async () => {
  const calls = await callsOfRebuilding();
  const said = new Map<string, number>();
  for (let n = 0; n < calls; n += EACH) {
    const desk = await failing(n, Number.POSITIVE_INFINITY);
    const parent = join(desk.dataFolder, "..");
    const standing = await readdir(parent);
    // the lock of one that was killed is put aside, which has its own tests
    for (const name of standing) await rm(join(parent, name, "running.json"), { force: true });
    if (standing.length === 0) continue;
    const again = await openServices(desk.dataFolder, nodeFileSystem);
    const outcome = again.ok ? "goes on" : again.error.tag;
    said.set(outcome, (said.get(outcome) ?? 0) + 1);
    if (!again.ok) {
      expect(again.error).toEqual({ tag: "rebuilding-broken", part: `${desk.dataFolder}.rebuilding` });
      expect(await readdir(parent)).toEqual(["desk.rebuilding"]);
      continue;
    }
    expect(again.value.rebuilding.owed()).toBe(3);
    expect(again.value.installation.id).toBe(desk.services.installation.id);
    await again.value.close();
    const next = await openDesk(desk.dataFolder);
    await fill(next.serve, desk.stream);
    await next.services.close();
    await expectWhole(desk);
  }
  expect([...said.keys()].sort()).toEqual(["goes on", "rebuilding-broken"]);
});

test("keys, markers and the own card are those that were", async () => {
  const desk = await founded();
  const files = async (): Promise<readonly (readonly [string, string])[]> => {
    const names = [...(await readdir(join(desk.dataFolder, "store"), { recursive: true, withFileTypes: true }))]
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    return Promise.all(
      ["secrets.json", "installation.json", "settings.json", "erased.json", "out.json"]
        .map((name) => join(desk.dataFolder, name))
        .concat(names.sort())
        .map(async (path) => [path, await readFile(path, "base64")] as const),
    );
  };
  const before = await files();
  expect(before.map(([path]) => path)).toContain(join(desk.dataFolder, "store", ...deviceName(desk.stream).split("/")));
  await rm(desk.dataFolder, { recursive: true });
  value(await rebuild(desk.serve));
  expect(await files()).toEqual(before);
});
