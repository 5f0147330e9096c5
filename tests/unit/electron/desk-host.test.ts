/** The host of a data folder whose keys a keychain has sealed, where there is none: opened by the library code. */
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Serve } from "#shared/host/serve.ts";
import type { Result } from "#shared/kernel/result.ts";
import { openDeskHost } from "../../../electron/desk-host.ts";
import type { OpenHost } from "../../../electron/open-host.ts";
import { askByTyping, askPlaceByTyping } from "../../../electron/services/chosen-folders.ts";
import { browserFileHandlers } from "../../../electron/services/handlers.ts";
import { profilePlace } from "../../../electron/services/renewal/profile-place.ts";
import { sealByKeychain } from "../../support/keychain.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const STREAM = "0123456789abcdef";

const open = (dataFolder: string): ReturnType<typeof openDeskHost> =>
  openDeskHost(
    { open: false, port: 1, dataFolder, share: null, demo: false, minFreeBytes: 0 },
    {
      shell: { shell: "browser", version: "0", locales: [] },
      keychain: null,
      address: "http://127.0.0.1:1/",
      profile: profilePlace(join(dataFolder, "browser-profile")),
      folderAsker: () => askByTyping,
      placeAsker: () => askPlaceByTyping,
      end: () => undefined,
    },
  );

/** @param until the end of the test, where nobody closes it before */
async function opened(
  dataFolder: string,
  until = onTestFinished,
): Promise<{ readonly host: OpenHost; readonly serve: Serve }> {
  const host = await open(dataFolder);
  if (!host.ok) throw new Error(JSON.stringify(host.error));
  until(() => host.value.close());
  return { host: host.value, serve: host.value.serve(browserFileHandlers) };
}

const append = async (serve: Serve, seq: number): Promise<unknown> => {
  await serve("lease.take", { page: "page", force: false });
  return serve("journal.append", { stream: STREAM, expectedSeq: seq, entries: [{ seq }], page: "page" });
};

/** A library with one entry in its journal, closed, and the code on its sheet. */
let folder = "";
let code = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reader-desk-"));
  const { host, serve } = await opened(folder, () => undefined);
  await append(serve, 1);
  const found = (await serve("library.found", {
    libraryName: "城东图书馆",
    deskName: "一楼",
    branchName: "城东馆",
    page: "page",
  })) as Result<{ code: string }, unknown>; // of the contract
  await host.close();
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  ({ code } = found.value);
  await sealByKeychain(folder, code);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function keysAway(): Promise<{ readonly dataFolder: string; readonly keysFile: () => Promise<string> }> {
  const dataFolder = await temporaryFolder();
  await cp(folder, dataFolder, { recursive: true });
  return { dataFolder, keysFile: () => readFile(join(dataFolder, "secrets.json"), "utf8") };
}

const AWAY = { ok: false, error: { tag: "keys-away", keys: "owner" } };

// the full work before a code, several times
describe("keys that a keychain has sealed, where there is none,", { timeout: 60_000 }, () => {
  test("open by the library code, and lie in the data folder from then on", async () => {
    const { dataFolder, keysFile } = await keysAway();
    const before = await keysFile();
    const { host, serve } = await opened(dataFolder);
    expect(await serve("device.start", {})).toEqual(AWAY);
    expect(await append(serve, 2)).toMatchObject({ ok: false });
    expect(await serve("log.read", {})).toMatchObject({ ok: true });
    expect(await serve("device.unlock", { code: "eight" })).toEqual({ ok: false, error: { tag: "code-malformed" } });
    expect(await serve("device.unlock", { code: "0".repeat(26) })).toEqual({ ok: false, error: { tag: "code-wrong" } });
    expect(await serve("device.start", {})).toEqual(AWAY);
    expect(await keysFile()).toBe(before);
    expect(await serve("device.unlock", { code })).toEqual({ ok: true, value: null });
    expect(await serve("device.start", {})).toMatchObject({ ok: true, value: { keys: "owner", dataFolder } });
    expect(await append(serve, 2)).toMatchObject({ ok: true });
    await host.close();
    const again = await opened(dataFolder);
    expect(await again.serve("journal.state", { stream: STREAM })).toMatchObject({ ok: true, value: { lastSeq: 2 } });
  });

  test("open where only the form under the code is left", async () => {
    const { dataFolder, keysFile } = await keysAway();
    await writeFile(join(dataFolder, "secrets.json"), JSON.stringify({ ...JSON.parse(await keysFile()), keys: {} }));
    const { serve } = await opened(dataFolder);
    expect(await serve("device.start", {})).toEqual(AWAY);
    expect(await serve("device.unlock", { code })).toEqual({ ok: true, value: null });
    expect(await serve("journal.state", { stream: STREAM })).toMatchObject({ ok: true, value: { lastSeq: 1 } });
  });

  test("hold the folder while they are asked for, so that a second start finds the first, and give it back when the desk closes", async () => {
    const { dataFolder } = await keysAway();
    const { host } = await opened(dataFolder);
    expect(console.error).toHaveBeenCalledWith(
      expect.stringContaining(`The keys in ${dataFolder} are sealed by a keychain that is not available here.`),
    );
    expect(JSON.parse(await readFile(join(dataFolder, "running.json"), "utf8"))).toMatchObject({
      pid: process.pid,
      address: "http://127.0.0.1:1/",
    });
    await host.close();
    expect(existsSync(join(dataFolder, "running.json"))).toBe(false);
  });

  test("close behind an opening that is under way", async () => {
    const { dataFolder } = await keysAway();
    const { host, serve } = await opened(dataFolder);
    const unlocked = serve("device.unlock", { code });
    await host.close();
    expect(await unlocked).toEqual({ ok: true, value: null });
    expect(existsSync(join(dataFolder, "running.json"))).toBe(false);
  });

  test("let the window that typed the code be closed for a renewal of its profile, as any other", async () => {
    const { dataFolder } = await keysAway();
    const { host, serve } = await opened(dataFolder);
    const hasWindow = async (): Promise<unknown> =>
      ((await serve("renewal.state", { database: crypto.randomUUID() })) as { value: { hasWindow: boolean } }).value
        .hasWindow; // of the contract
    host.onRenew(() => undefined);
    await serve("device.unlock", { code });
    expect(await hasWindow()).toBe(true);
    host.onRenew(null);
    expect(await hasWindow()).toBe(false);
  });

  test("are not asked for where no code opens them, and the folder is given back", async () => {
    const { dataFolder, keysFile } = await keysAway();
    const { recovery: _, ...rest } = JSON.parse(await keysFile());
    await writeFile(join(dataFolder, "secrets.json"), JSON.stringify(rest));
    expect(await open(dataFolder)).toEqual({ ok: false, error: { tag: "keychain-away", byCode: false } });
    expect(existsSync(join(dataFolder, "running.json"))).toBe(false);
  });
});
