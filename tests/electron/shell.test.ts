/** The built main script against the stand-in: what a person at the desk would see of the shell. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type BootOptions, boot, until } from "../support/boot-shell.ts";
import type { ElectronStandIn, StandInWindow } from "../support/electron-stand-in.ts";

let folder = "";
let running: ElectronStandIn[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shell-"));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(endOf));
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

async function endOf(standIn: ElectronStandIn): Promise<void> {
  const before = standIn.of("app.quit").length;
  standIn.electron.app.emit("will-quit", { preventDefault: () => undefined });
  if (standIn.windows.length > 0) await until(() => standIn.of("app.quit").length > before);
}

async function start(options: Partial<BootOptions> = {}): Promise<{ standIn: ElectronStandIn; window: StandInWindow }> {
  const standIn = await boot({ folder, argv: ["--data", folder, ...(options.argv ?? [])], ...without(options) });
  running.push(standIn);
  const window = await until(() => standIn.windows[0]);
  await call(standIn, window, "lease.take", { force: false });
  return { standIn, window };
}
const without = ({ argv: _argv, ...rest }: Partial<BootOptions>): Partial<BootOptions> => rest;

const call = (standIn: ElectronStandIn, window: StandInWindow, name: string, args: unknown): unknown =>
  standIn.send({ sender: window.webContents, senderFrame: window.webContents.mainFrame }, "desk:call", name, {
    ...(args as object),
    page: "the page",
  }); // every call takes an object

const menus = [{ label: "工具(&T)", items: [{ command: "sync.now", label: "立即同步", keys: "F9", enabled: true }] }];
const words = { cut: "剪切", copy: "复制", paste: "粘贴", selectAll: "全选" };

describe("start", () => {
  test("opens one window on our origin and shows it when it is painted", async () => {
    const { standIn, window } = await start();
    await until(() => window.shown);
    expect(standIn.windows).toHaveLength(1);
    expect(window.webContents.mainFrame.url).toBe("app://reader-desk/");
  });

  test("locks the folder before anything opens, so that each data folder has one desk", async () => {
    const { standIn } = await start();
    expect(standIn.of("app.requestSingleInstanceLock")[0]?.args[1]).toBe(join(folder, "profile"));
    const names = standIn.calls.map(({ name }) => name);
    expect(names.indexOf("app.requestSingleInstanceLock")).toBeLessThan(names.indexOf("ready"));
  });

  test("answers the page through the gate from the same services as the other shell", async () => {
    const { standIn, window } = await start();
    expect(await call(standIn, window, "device.start", {})).toMatchObject({
      ok: true,
      value: { shell: "electron", demo: false, locales: ["zh-CN", "en"], dataFolder: folder },
    });
  });

  test.each([
    ["basic_text", "owner"],
    ["gnome_libsecret", "keychain"],
  ] as const)("tells the page who guards the keys: with %s it is the %s", async (keychain, keys) => {
    const { standIn, window } = await start({ keychain });
    expect(await call(standIn, window, "device.start", {})).toMatchObject({ ok: true, value: { keys } });
  });

  test("says in one sentence why it cannot start, and ends", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    writeFileSync(join(folder, "installation.json"), "torn");
    const standIn = await boot({ folder, argv: ["--data", folder] });
    await until(() => standIn.of("app.exit").length > 0);
    expect(standIn.of("dialog.showErrorBox")[0]?.args[1]).toContain("installation.json is damaged");
    expect(standIn.windows).toEqual([]);
    expect(said).toHaveBeenCalled();
  });
});

describe("the renewal of the profile", () => {
  const database = "4b5a183c-094d-4484-a48b-2388d5e121f1";
  const old = (): string => join(folder, "profile", "Partitions", "reader-desk", "000001.ldb");

  test("ends the program and starts it again, and the old profile is gone before anything opens in it", async () => {
    const { standIn, window } = await start();
    mkdirSync(join(old(), ".."), { recursive: true });
    writeFileSync(old(), "who was erased");
    await call(standIn, window, "lease.take", { page: "the page", force: false });
    expect(
      await call(standIn, window, "renewal.put", { page: "the page", database, part: 0, text: "all rows" }),
    ).toEqual({ ok: true, value: null });
    const begun = {
      page: "the page",
      database,
      parts: 1,
      version: 8,
      locked: false,
      stream: "0123456789abcdef",
      seq: 0,
    };
    expect(await call(standIn, window, "renewal.begin", begun)).toEqual({ ok: true, value: null });
    await until(() => standIn.of("app.relaunch").length === 1);
    expect(existsSync(old())).toBe(true);
    await endOf(standIn);
    running = [];

    const again = await start();
    const names = again.standIn.calls.map(({ name }) => name);
    expect(names.indexOf("app.setPath")).toBeGreaterThanOrEqual(0);
    expect(existsSync(old())).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith("profile"))).toEqual(["profile"]);
    expect(await call(again.standIn, again.window, "renewal.state", { database })).toMatchObject({
      ok: true,
      value: { copy: { isAside: true }, failed: null, hasWindow: true },
    });
    expect(await call(again.standIn, again.window, "renewal.part", { part: 0 })).toEqual({
      ok: true,
      value: { text: "all rows" },
    });
  });

  test("leaves a profile whose rows are not all handed over where it is", async () => {
    mkdirSync(join(old(), ".."), { recursive: true });
    writeFileSync(old(), "rows");
    const { standIn, window } = await start();
    await call(standIn, window, "lease.take", { page: "the page", force: false });
    await call(standIn, window, "renewal.put", { page: "the page", database, part: 0, text: "some rows" });
    await endOf(standIn);
    running = [];
    await start();
    expect(existsSync(old())).toBe(true);
  });
});

describe("the trial", () => {
  const demo = (): string => join(folder, "demo");
  const of = (standIn: ElectronStandIn, window: StandInWindow, name: string): unknown =>
    call(standIn, window, name, {});

  test("is entered and left behind the one window, and its folder goes", async () => {
    const { standIn, window } = await start();
    expect(await of(standIn, window, "trial.enter")).toEqual({ ok: true, value: null });
    expect(await of(standIn, window, "device.start")).toMatchObject({
      ok: true,
      value: { shell: "electron", demo: true, dataFolder: demo(), canLeave: true },
    });
    await call(standIn, window, "lease.take", { force: false });
    expect(await of(standIn, window, "trial.leave")).toEqual({ ok: true, value: { next: "desk" } });
    expect(await of(standIn, window, "device.start")).toMatchObject({
      ok: true,
      value: { demo: false, dataFolder: folder },
    });
    expect([existsSync(demo()), standIn.windows.length, window.destroyed]).toEqual([false, 1, false]);
    expect([standIn.of("app.quit"), standIn.of("app.relaunch")]).toEqual([[], []]);
  });

  test("started by itself, ends the program when it is left; what could not go then goes before the next start opens anything", async () => {
    const { standIn, window } = await start({ argv: ["--demo"] });
    expect(await of(standIn, window, "trial.leave")).toEqual({ ok: true, value: { next: "end" } });
    await until(() => standIn.of("app.quit").length > 0);
    await endOf(standIn);
    running = [];
    expect(existsSync(demo())).toBe(false);

    // a file of the browser that was still held
    mkdirSync(join(demo(), "profile"), { recursive: true });
    writeFileSync(join(demo(), "profile", "held.ldb"), "rows");
    writeFileSync(join(demo(), "trial.json"), JSON.stringify({ format: 1, isOver: true }));
    const again = await start({ argv: ["--demo"] });
    expect(existsSync(join(demo(), "profile", "held.ldb"))).toBe(false);
    expect(await of(again.standIn, again.window, "device.start")).toMatchObject({
      value: { demo: true, library: null, canLeave: true },
    });
  });
});

describe("a second start", () => {
  test("on the same folder ends at once, without opening anything", async () => {
    const standIn = await boot({ folder, argv: ["--data", folder], firstInstance: false });
    await until(() => standIn.of("app.quit").length > 0);
    expect(standIn.windows).toEqual([]);
    expect(existsSync(join(folder, "installation.json"))).toBe(false);
  });

  test("brings the first window to the front and hands its command over", async () => {
    const { standIn, window } = await start();
    await call(standIn, window, "menu.set", { menus, words });
    window.minimized = true;
    standIn.electron.app.emit("second-instance", {}, ["reordered by Chromium"], "", { argv: ["--run=sync.now"] });
    expect([window.minimized, window.shown, window.focused]).toEqual([false, true, 1]);
    expect(window.webContents.sent).toEqual([{ channel: "desk:menu", args: ["sync.now"] }]);
  });

  test("with words that are no command only brings the window forward", async () => {
    const { standIn, window } = await start();
    await call(standIn, window, "menu.set", { menus, words });
    for (const handed of [
      undefined,
      null,
      {},
      { argv: "--run=sync.now" },
      { argv: [1] },
      { argv: ["--run=<script>", "--run="] },
    ])
      standIn.electron.app.emit("second-instance", {}, [], "", handed);
    expect(window.focused).toBe(6);
    expect(window.webContents.sent).toEqual([]);
  });

  test("a command of the first start waits for the page's command list", async () => {
    const { standIn, window } = await start({ argv: ["--run=desk.log"] });
    expect(window.webContents.sent).toEqual([]);
    await call(standIn, window, "menu.set", { menus, words });
    expect(window.webContents.sent).toEqual([{ channel: "desk:menu", args: ["desk.log"] }]);
  });
});

describe("the menu bar", () => {
  test("is made from the page's command list, keys included, and sends command ids", async () => {
    const { standIn, window } = await start();
    expect(await call(standIn, window, "menu.set", { menus, words })).toEqual({ ok: true, value: null });
    const bar = standIn.menuBars.at(-1);
    expect(bar).toMatchObject([
      {
        label: "工具(&T)",
        submenu: [{ label: "立即同步", accelerator: "F9", registerAccelerator: false, enabled: true }],
      },
    ]);
    bar?.[0]?.submenu?.[0]?.click?.();
    expect(window.webContents.sent).toEqual([{ channel: "desk:menu", args: ["sync.now"] }]);
  });

  test("is empty until then, so that Electron's own reload and zoom are never there", async () => {
    const { standIn } = await start();
    expect(standIn.menuBars).toEqual([[]]);
  });

  test("has an application menu on macOS", async () => {
    const { standIn, window } = await start({ platform: "darwin" });
    await call(standIn, window, "menu.set", { menus, words });
    expect(standIn.menuBars.at(-1)).toMatchObject([{ label: "Reader Desk" }, { label: "工具" }, {}]);
  });
});

describe("a right click", () => {
  const clicked = {
    isEditable: true,
    selectionText: "",
    editFlags: { canCut: false, canCopy: false, canPaste: true, canSelectAll: true },
  };

  test("in a text field offers what can be done there, in the page's words", async () => {
    const { standIn, window } = await start();
    await call(standIn, window, "menu.set", { menus, words });
    window.webContents.emit("context-menu", {}, clicked);
    expect(standIn.of("menu.popup")).toMatchObject([
      {
        args: [
          [
            { role: "cut", label: "剪切", enabled: false },
            { role: "copy", label: "复制", enabled: false },
            { role: "paste", label: "粘贴", enabled: true },
            { type: "separator" },
            { role: "selectAll", label: "全选", enabled: true },
          ],
        ],
      },
    ]);
  });

  test("on chosen text offers to copy it, and elsewhere nothing", async () => {
    const { standIn, window } = await start();
    window.webContents.emit("context-menu", {}, clicked);
    await call(standIn, window, "menu.set", { menus, words });
    window.webContents.emit("context-menu", {}, { ...clicked, isEditable: false });
    expect(standIn.of("menu.popup")).toEqual([]);
    window.webContents.emit(
      "context-menu",
      {},
      { isEditable: false, selectionText: "张三", editFlags: { ...clicked.editFlags, canCopy: true } },
    );
    expect(standIn.of("menu.popup")).toMatchObject([{ args: [[{ role: "copy", label: "复制", enabled: true }]] }]);
  });
});

describe("the window", () => {
  test("opens where it was, per data folder", async () => {
    writeFileSync(
      join(folder, "window.json"),
      JSON.stringify({ bounds: { x: 50, y: 20, width: 900, height: 650 }, maximized: true }),
    );
    const { window } = await start();
    expect(window.getNormalBounds()).toEqual({ x: 50, y: 20, width: 900, height: 650 });
    expect(window.maximized).toBe(true);
  });

  test("moves onto a screen that is still there", async () => {
    writeFileSync(
      join(folder, "window.json"),
      JSON.stringify({ bounds: { x: 3000, y: 20, width: 900, height: 650 }, maximized: false }),
    );
    const { window } = await start({ workAreas: [{ x: 0, y: 0, width: 1366, height: 728 }] });
    expect(window.getNormalBounds()).toEqual({ x: 466, y: 20, width: 900, height: 650 });
  });

  test("leaves zooming to the page, which does it alike in both shells", async () => {
    const { standIn, window } = await start();
    expect(await call(standIn, window, "settings.write", { zoom: 1.25 })).toMatchObject({ ok: true });
    expect(window.options).not.toMatchObject({ webPreferences: { zoomFactor: expect.anything() } });
  });

  test("fills the screen by F11, unless an input method is composing or the key is held", async () => {
    const { window } = await start();
    const key = { type: "keyDown", key: "F11", isComposing: false, isAutoRepeat: false };
    expect([window.webContents.sees(key), window.fullScreen]).toEqual([false, true]);
    for (const other of [
      { ...key, type: "keyUp" },
      { ...key, isComposing: true },
      { ...key, isAutoRepeat: true },
      { ...key, key: "F10" },
    ])
      expect(window.webContents.sees(other)).toBe(true);
    expect(window.fullScreen).toBe(true);
    window.webContents.sees(key);
    expect(window.fullScreen).toBe(false);
  });

  test("closes without a question: tells the page, waits for its calls, remembers its place", async () => {
    const { standIn, window } = await start();
    window.close();
    expect(window.destroyed).toBe(false);
    expect(window.webContents.sent).toEqual([{ channel: "desk:menu", args: ["window.closing"] }]);
    expect(window.webContents.isHeldBackByPage()).toBe(false);
    const settings = call(standIn, window, "settings.write", { deskName: "一楼服务台" });
    await until(() => window.destroyed);
    expect(await settings).toMatchObject({ ok: true });
    expect(JSON.parse(readFileSync(join(folder, "window.json"), "utf8"))).toEqual({
      bounds: window.getNormalBounds(),
      maximized: false,
    });
    expect(standIn.of("app.quit")).toHaveLength(1);
  });

  test("waits with closing for a backup that is being made", async () => {
    const { standIn, window } = await start();
    const held = call(standIn, window, "backup.hold", { forMs: 5000 });
    window.close();
    // long after drafts are written
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(window.destroyed).toBe(false);
    expect(await call(standIn, window, "backup.release", {})).toMatchObject({ ok: true });
    expect(await held).toMatchObject({ ok: true });
    await until(() => window.destroyed);
  });

  test("leaves the program running on macOS, and comes back from the dock", async () => {
    const { standIn, window } = await start({ platform: "darwin" });
    window.close();
    await until(() => window.destroyed);
    expect(standIn.of("app.quit")).toEqual([]);
    standIn.electron.app.emit("activate");
    expect(standIn.windows).toHaveLength(2);
  });

  test("gives the data folder back when the program ends", async () => {
    const { standIn } = await start();
    expect(existsSync(join(folder, "running.json"))).toBe(true);
    await endOf(standIn);
    running = [];
    expect(existsSync(join(folder, "running.json"))).toBe(false);
  });
});

describe("folders of a share and of backups", () => {
  const calls = ["share.choose", "backup.choose", "backup.show"] as const;

  test("are those that a person has chosen: a path from the page has the dialog asked, and is not looked at", async () => {
    const { standIn, window } = await start();
    // how much of the disk is free is others' doing too
    const known = async (): Promise<string> =>
      JSON.stringify(await call(standIn, window, "device.start", {})).replace(/"freeBytes":\d+/, "");
    const before = await known();
    for (const name of calls)
      for (const path of [folder, "\\\\elsewhere\\share", "/nowhere"])
        expect(await call(standIn, window, name, { path })).toEqual({ ok: false, error: { tag: "cancelled" } });
    expect(standIn.of("dialog.showOpenDialog")).toHaveLength(9);
    expect(await known()).toBe(before);
  });

  test("may be named again once the dialog gave them", async () => {
    const folderPath = join(folder, "chosen");
    mkdirSync(folderPath);
    const { standIn, window } = await start({ folderPath });
    expect(await call(standIn, window, "share.choose", { path: folder })).toEqual({
      ok: true,
      value: { path: folderPath },
    });
    expect(await call(standIn, window, "share.choose", { path: folderPath })).toEqual({
      ok: true,
      value: { path: folderPath },
    });
    expect(await call(standIn, window, "backup.show", { path: folderPath })).toMatchObject({ ok: true });
    expect(standIn.of("dialog.showOpenDialog")).toHaveLength(1);
  });

  test("of the library system's lists are asked for by the dialog as well, a file or a folder", async () => {
    const folderPath = join(folder, "lists");
    mkdirSync(folderPath);
    const { standIn, window } = await start({ folderPath });
    const elsewhere = { list: "readers", what: "file", path: "/etc/passwd" };
    expect(await call(standIn, window, "refresh.choose", elsewhere)).toMatchObject({ ok: false });
    expect(await call(standIn, window, "refresh.choose", { list: "loans", what: "folder", path: null })).toMatchObject({
      ok: false,
      error: { tag: "own-folder", path: folderPath },
    });
    expect(standIn.of("dialog.showOpenDialog").map(({ args }) => args.at(-1))).toEqual([
      { properties: ["openFile"] },
      { properties: ["openDirectory", "createDirectory"] },
    ]);
  });

  test("are no setting that a page writes", async () => {
    const { standIn, window } = await start();
    expect(
      await call(standIn, window, "settings.write", {
        sharePath: folder,
        backupPath: folder,
        refreshPaths: { readers: folder },
        deskName: "一楼",
      }),
    ).toEqual({ ok: true, value: { deskName: "一楼" } });
  });
});

describe("files and paper", () => {
  const bytes = new Uint8Array([1, 2, 3]);

  test("an export lands whole where the person said, under a name and never a path of the page", async () => {
    const savePath = join(folder, "读者.xlsx");
    const { standIn, window } = await start({ savePath });
    expect(await call(standIn, window, "file.save", { suggestedName: "../../etc/读者.xlsx", bytes })).toEqual({
      ok: true,
      value: { name: "读者.xlsx" },
    });
    expect(new Uint8Array(readFileSync(savePath))).toEqual(bytes);
    expect(standIn.of("dialog.showSaveDialog")[0]?.args.at(-1)).toEqual({
      defaultPath: join(folder, "documents", "_.._etc_读者.xlsx"),
    });
  });

  test("cancelling writes nothing", async () => {
    const { standIn, window } = await start({ savePath: null });
    expect(await call(standIn, window, "file.save", { suggestedName: "a.csv", bytes })).toEqual({
      ok: false,
      error: { tag: "cancelled" },
    });
  });

  test("a folder that refuses is named with its code", async () => {
    const { standIn, window } = await start({ savePath: join(folder, "gone", "a.csv") });
    expect(await call(standIn, window, "file.save", { suggestedName: "a.csv", bytes })).toEqual({
      ok: false,
      error: { tag: "io", code: "ENOENT", name: "a.csv" },
    });
  });

  test("printing answers what became of it", async () => {
    const { standIn, window } = await start();
    expect(await call(standIn, window, "print.page", { title: "今日" })).toEqual({ ok: true, value: null });
    window.webContents.printFailure = "Print job canceled";
    expect(await call(standIn, window, "print.page", { title: "今日" })).toEqual({
      ok: false,
      error: { tag: "cancelled" },
    });
    window.webContents.printFailure = "Invalid printer settings";
    expect(await call(standIn, window, "print.page", { title: "今日" })).toEqual({
      ok: false,
      error: { tag: "io", code: "Invalid printer settings", name: "printer" },
    });
  });

  test("letters are printed in a window that nobody sees, without scripts, and that goes with the run", async () => {
    const { standIn, window } = await start();
    const lines = [{ x: 20, y: 20, size: 11, text: "王小明" }];
    const sheet = { width: 210, height: 297, title: "信", pages: [{ language: "zh-CN", lines, bars: [] }] };
    const printed = await call(standIn, window, "print.pdf", { job: "a", sheet });
    const { bytes } = (printed as { readonly value: { readonly bytes: Uint8Array } }).value; // else it fails here
    expect(new TextDecoder().decode(bytes)).toContain("王小明");
    const [, paper] = standIn.windows;
    expect(paper?.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, javascript: false, partition: "paper" },
    });
    expect(paper?.shown).toBe(false);
    await call(standIn, window, "print.end", { job: "a" });
    expect(paper?.destroyed).toBe(true);
    expect(window.destroyed).toBe(false);
  });
});

describe("keys", () => {
  const sealedBy = (): unknown => JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8")).sealed;

  test("are sealed by the system's keychain where there is a real one", async () => {
    await start({ keychain: "gnome_libsecret" });
    expect(sealedBy()).toBe("keychain");
  });

  // the full work before a code, several times
  test("open by the library code in the window where the keychain is lost, and are sealed by the new one", async () => {
    const names = { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆" };
    const first = await start({ keychain: "gnome_libsecret" });
    const founded = (await call(first.standIn, first.window, "library.found", names)) as {
      value: { code: string; libraryId: string };
    }; // as the call's own test
    await endOf(first.standIn);
    running = [];
    const lost = { keychain: "gnome_libsecret", keychainNo: 2 } as const;
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { standIn, window } = await start(lost);
    const isAway = { ok: false, error: { tag: "keys-away", keys: "keychain" } };
    expect(await call(standIn, window, "device.start", {})).toEqual(isAway);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("the window asks for the library code"));
    // a second program must not open the folder under the first, and whoever looks for the reason finds the log
    expect(JSON.parse(readFileSync(join(folder, "running.json"), "utf8"))).toMatchObject({
      pid: process.pid,
      address: null,
    });
    expect(await call(standIn, window, "log.read", {})).toMatchObject({ ok: true });
    expect(await call(standIn, window, "device.unlock", { code: "eight" })).toEqual({
      ok: false,
      error: { tag: "code-malformed" },
    });
    expect(await call(standIn, window, "device.unlock", { code: "0".repeat(26) })).toEqual({
      ok: false,
      error: { tag: "code-wrong" },
    });
    expect(await call(standIn, window, "device.start", {})).toEqual(isAway);
    expect(await call(standIn, window, "device.unlock", { code: founded.value.code })).toEqual({
      ok: true,
      value: null,
    });
    const opened = { ok: true, value: { keys: "keychain", library: { id: founded.value.libraryId } } };
    expect(await call(standIn, window, "device.start", {})).toMatchObject(opened);
    await endOf(standIn);
    running = [];
    expect(existsSync(join(folder, "running.json"))).toBe(false);
    const again = await start(lost);
    expect(await call(again.standIn, again.window, "device.start", {})).toMatchObject(opened);
  }, 60_000);

  test("are not given to a plain-text fallback that looks like one", async () => {
    await start({ keychain: "basic_text" });
    expect(sealedBy()).toBe("owner");
  });
});
