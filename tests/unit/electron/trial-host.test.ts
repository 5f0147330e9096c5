/** The change-over between a desk without a library and its trial, behind one window. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import type { Serve } from "#shared/host/serve.ts";
import { ok } from "#shared/kernel/result.ts";
import { askByTyping, askPlaceByTyping } from "../../../electron/services/chosen-folders.ts";
import { browserFileHandlers } from "../../../electron/services/handlers.ts";
import { profilePlace } from "../../../electron/services/renewal/profile-place.ts";
import { finishLeaving, openShellHost, type ShellHost } from "../../../electron/trial-host.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const PAGE = "page";
const NAMES = { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆", page: PAGE };

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Opened {
  readonly host: ShellHost;
  readonly serve: Serve;
  readonly led: string[];
}

/** As either shell opens it. */
async function start(dataFolder: string, { demo = false, share = null as string | null } = {}): Promise<Opened> {
  const options = { open: false, port: 1, dataFolder, share, demo, minFreeBytes: 0 };
  const led: string[] = [];
  finishLeaving(options);
  const host = await openShellHost(options, {
    shell: { shell: "browser", version: "0", locales: [] },
    keychain: null,
    address: "http://127.0.0.1:1/",
    openFile: {
      copyTo: async (folder) => {
        led.push(folder);
        return ok(null);
      },
    },
    profile: profilePlace(join(dataFolder, "browser-profile")),
    folderAsker: () => askByTyping,
    placeAsker: () => askPlaceByTyping,
    end: () => undefined,
  });
  if (!host.ok) throw new Error(JSON.stringify(host.error));
  onTestFinished(() => host.value.close());
  return { host: host.value, serve: host.value.serve(browserFileHandlers), led };
}

const hold = (serve: Serve): Promise<unknown> => serve("lease.take", { page: PAGE, force: false });
const ask = (serve: Serve, name: string): Promise<unknown> => serve(name, { page: PAGE });
const done = { ok: true, value: null };

interface Started {
  readonly demo: boolean;
  readonly dataFolder: string;
  readonly installation: string;
  readonly library: unknown;
  readonly canLeave: boolean;
  readonly freeBytes: number;
  readonly settings: DeviceSettings;
}
const started = async (serve: Serve): Promise<Started> =>
  // others write on the same disk meanwhile
  ({ ...((await serve("device.start", {})) as { value: Started }).value, freeBytes: 0 }); // of the contract

describe("from a desk without a library", () => {
  test("the trial is entered and left again, and nothing of it stays", async () => {
    const dataFolder = await temporaryFolder();
    const demo = join(dataFolder, "demo");
    const { serve, led } = await start(dataFolder);
    await hold(serve);
    const before = await started(serve);
    expect(before).toMatchObject({ demo: false, dataFolder, library: null, canLeave: false });

    expect(await ask(serve, "trial.enter")).toEqual(done);
    const trial = await started(serve);
    expect(trial).toMatchObject({ demo: true, dataFolder: demo, library: null, canLeave: true });
    expect(trial.installation).not.toBe(before.installation);
    expect(led).toEqual([demo]);
    // the page that comes is another one, and is let in at once
    expect(await serve("lease.take", { page: "next", force: false })).toMatchObject({ ok: true });
    expect(await serve("library.found", { ...NAMES, page: "next" })).toMatchObject({ ok: true });

    expect(await serve("trial.leave", { page: "next" })).toEqual({ ok: true, value: { next: "desk" } });
    expect(await started(serve)).toEqual(before);
    expect(existsSync(demo)).toBe(false);
    expect(await serve("lease.take", { page: "third", force: false })).toMatchObject({ ok: true });
    // and as often as one likes
    expect(await serve("trial.enter", { page: "third" })).toEqual(done);
    expect((await started(serve)).installation).not.toBe(trial.installation);
  });

  test("it speaks the language that was chosen there, and knows nothing of the share that was named at the start", async () => {
    const [dataFolder, share] = [await temporaryFolder(), await temporaryFolder()];
    const { serve } = await start(dataFolder, { share });
    await hold(serve);
    await serve("settings.write", { language: "zh-TW", page: PAGE });
    await ask(serve, "trial.enter");
    expect((await started(serve)).settings).toEqual({ language: "zh-TW" });
  });

  test("nobody enters or leaves but the page that holds the lease", async () => {
    const dataFolder = await temporaryFolder();
    const { serve } = await start(dataFolder);
    const refused = { ok: false, error: { tag: "bad-request", issue: "not the page that holds the lease" } };
    expect(await ask(serve, "trial.enter")).toEqual(refused);
    await hold(serve);
    for (const args of [{}, { page: "another" }, { page: 7 }, null])
      expect(await serve("trial.enter", args)).toEqual(refused);
    expect(existsSync(join(dataFolder, "demo"))).toBe(false);
    await ask(serve, "trial.enter");
    // the one that has entered holds nothing here until it is loaded again
    expect(await ask(serve, "trial.leave")).toEqual(refused);
    expect((await started(serve)).demo).toBe(true);
  });

  test("two presses at once open one trial", async () => {
    const { serve } = await start(await temporaryFolder());
    await hold(serve);
    expect(await Promise.all([ask(serve, "trial.enter"), ask(serve, "trial.enter")])).toContainEqual(done);
    expect((await started(serve)).demo).toBe(true);
  });

  test("what is asked while the trial is opened is asked of the trial, not of the desk", async () => {
    const { serve } = await start(await temporaryFolder());
    await hold(serve);
    const [entered, found] = await Promise.all([ask(serve, "trial.enter"), serve("library.found", NAMES)]);
    expect(entered).toEqual(done);
    expect(found).toMatchObject({ ok: false, error: { tag: "bad-request" } });
  });

  test("a library that is being founded is waited for, and the trial refused", async () => {
    const { serve } = await start(await temporaryFolder());
    await hold(serve);
    const [found, entered] = await Promise.all([serve("library.found", NAMES), ask(serve, "trial.enter")]);
    expect(found).toMatchObject({ ok: true });
    expect(entered).toEqual({ ok: false, error: { tag: "not-here" } });
  });

  test("a second start finds both folders held, and both are given back", async () => {
    const dataFolder = await temporaryFolder();
    const { host, serve } = await start(dataFolder);
    await hold(serve);
    await ask(serve, "trial.enter");
    for (const folder of [dataFolder, join(dataFolder, "demo")])
      expect(JSON.parse(readFileSync(join(folder, "running.json"), "utf8"))).toMatchObject({ pid: process.pid });
    await host.close();
    for (const folder of [dataFolder, join(dataFolder, "demo")])
      expect(existsSync(join(folder, "running.json"))).toBe(false);
  });
});

describe("the trial is refused", () => {
  test("on a desk that has a library", async () => {
    const dataFolder = await temporaryFolder();
    const { serve } = await start(dataFolder);
    await hold(serve);
    await serve("library.found", NAMES);
    const notHere = { ok: false, error: { tag: "not-here" } };
    expect([await ask(serve, "trial.enter"), await ask(serve, "trial.leave")]).toEqual([notHere, notHere]);
    expect(existsSync(join(dataFolder, "demo"))).toBe(false);
  });

  test("in a folder that is another desk's, which is left alone", async () => {
    const dataFolder = await temporaryFolder();
    const demo = join(dataFolder, "demo");
    mkdirSync(demo);
    writeFileSync(join(demo, "installation.json"), "a desk's");
    const { serve } = await start(dataFolder);
    await hold(serve);
    expect(await ask(serve, "trial.enter")).toEqual({ ok: false, error: { tag: "not-a-trial", path: demo } });
    expect(readdirSync(demo)).toEqual(["installation.json"]);
    // the desk is still there for it
    expect(await serve("library.found", NAMES)).toMatchObject({ ok: true });
  });

  test("where it is open by itself", async () => {
    const dataFolder = await temporaryFolder();
    const trial = await start(join(dataFolder, "demo"), { demo: true });
    await trial.host.close();
    // another process: the one that runs this test has a parent
    const holder = { pid: process.ppid, address: null, startedAt: Date.now() };
    writeFileSync(join(dataFolder, "demo", "running.json"), JSON.stringify(holder));
    const { serve } = await start(dataFolder);
    await hold(serve);
    expect(await ask(serve, "trial.enter")).toEqual({ ok: false, error: { tag: "trial-in-use" } });
  });
});

describe("a trial that was started by itself", () => {
  test("ends its program when it is left, and its folder goes with it", async () => {
    const demo = join(await temporaryFolder(), "demo");
    const { host, serve } = await start(demo, { demo: true });
    const ended = new Promise<void>((resolve) => host.onEnd(resolve));
    await hold(serve);
    expect(await started(serve)).toMatchObject({ canLeave: true });
    expect(await ask(serve, "trial.enter")).toEqual({ ok: false, error: { tag: "not-here" } });
    expect(await ask(serve, "trial.leave")).toEqual({ ok: true, value: { next: "end" } });
    await ended;
    await host.close();
    expect(existsSync(demo)).toBe(false);
  });

  test("stays where its program is only closed", async () => {
    const demo = join(await temporaryFolder(), "demo");
    const { host, serve } = await start(demo, { demo: true });
    const { installation } = await started(serve);
    await host.close();
    const again = await start(demo, { demo: true });
    expect((await started(again.serve)).installation).toBe(installation);
  });

  test("in a folder that was a desk before is not left: nothing there is deleted", async () => {
    const demo = join(await temporaryFolder(), "demo");
    const desk = await start(demo);
    await desk.host.close();
    const { host, serve } = await start(demo, { demo: true });
    await hold(serve);
    expect(await started(serve)).toMatchObject({ canLeave: false });
    expect(await ask(serve, "trial.leave")).toEqual({ ok: false, error: { tag: "not-a-trial", path: demo } });
    await host.close();
    expect(existsSync(join(demo, "installation.json"))).toBe(true);
  });
});

test("cut off while it is left, neither desk is in the way of the next start, and what was left of the trial is gone", async () => {
  const dataFolder = await temporaryFolder();
  const { host, serve } = await start(dataFolder);
  await hold(serve);
  await ask(serve, "trial.enter");
  await serve("lease.take", { page: PAGE, force: false });
  await serve("library.found", NAMES);
  const { installation } = await started(serve);
  // as a process that was killed in the middle of the deletion leaves it: the note, and some of the rest
  const killed = await temporaryFolder();
  await cp(dataFolder, killed, { recursive: true });
  writeFileSync(join(killed, "demo", "trial.json"), JSON.stringify({ format: 1, isOver: true }));
  await rm(join(killed, "demo", "installation.json"));
  for (const folder of [killed, join(killed, "demo")]) await rm(join(folder, "running.json"));
  await host.close();

  const desk = await start(killed);
  expect(existsSync(join(killed, "demo"))).toBe(false);
  expect(await started(desk.serve)).toMatchObject({ demo: false, library: null });
  await hold(desk.serve);
  expect(await ask(desk.serve, "trial.enter")).toEqual(done);
  expect(await started(desk.serve)).toMatchObject({ demo: true, library: null });
  expect((await started(desk.serve)).installation).not.toBe(installation);
});

test("cut off in the trial, the desk starts as it was, and the trial goes on where it is entered again", async () => {
  const dataFolder = await temporaryFolder();
  const first = await start(dataFolder);
  await hold(first.serve);
  await ask(first.serve, "trial.enter");
  await hold(first.serve);
  await first.serve("library.found", NAMES);
  const { installation } = await started(first.serve);
  const killed = await temporaryFolder();
  await cp(dataFolder, killed, { recursive: true });
  await first.host.close();
  // nobody runs under this number
  for (const folder of [killed, join(killed, "demo")])
    writeFileSync(join(folder, "running.json"), JSON.stringify({ pid: 2 ** 30, address: null, startedAt: 1 }));
  const { serve } = await start(killed);
  expect(await started(serve)).toMatchObject({ demo: false, library: null });
  await hold(serve);
  expect(await ask(serve, "trial.enter")).toEqual(done);
  expect(await started(serve)).toMatchObject({ demo: true, installation, library: { id: expect.any(String) } });
});
