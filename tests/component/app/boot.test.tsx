import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { type BootDeps, boot } from "../../../renderer/app/boot.ts";
import { Root } from "../../../renderer/app/root.tsx";
import { openDatabase } from "../../../renderer/db/database.ts";
import { createDiagnostics, DiagnosticsProvider } from "../../../renderer/db/diagnostics.ts";
import { DiagnosticsDialog } from "../../../renderer/features/settings/diagnostics-dialog.tsx";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import { I18nProvider } from "../../../renderer/i18n/i18n-provider.tsx";
import type { Language } from "../../../renderer/i18n/locale.ts";
import { createLastResort } from "../../../renderer/platform/last-resort.ts";
import type { DeskWorker } from "../../../renderer/platform/worker-client.ts";
import "../../../renderer/styles/index.css";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { MemoryJournal } from "../../support/memory-journal.ts";

afterEach(cleanup);

const CANARY = "林月如";

function startInfo(): StartInfo {
  return {
    shell: "browser",
    platform: "linux",
    installation: crypto.randomUUID(),
    version: "0.1.0",
    locales: ["zh-CN"],
    demo: false,
    dataFolder: "/media/usb/读者台",
    keys: "owner",
    settings: {},
    library: { id: "library", stream: "a".repeat(16) },
    freeBytes: 1e12,
  };
}

/** Answers of the host that differ from those of a desk that is well; a function may throw. */
type Answers = Partial<Record<CallName, () => unknown>>;

interface Started {
  readonly deps: BootDeps;
  readonly answers: Answers;
  readonly reloads: () => number;
  readonly logged: () => string;
}

async function start(answers: Answers, more: Partial<BootDeps> = {}, language: Language = "zh-CN", info: Partial<StartInfo> = {}): Promise<Started> {
  const journal = new MemoryJournal();
  const own: StartInfo = { ...startInfo(), settings: { language }, ...info };
  let log = "";
  let reloads = 0;
  const usual: Answers = {
    "device.start": () => ok(own),
    "lease.take": () => ok({ page: "page" }),
    "lease.renew": () => ok(null),
    "lease.release": () => ok(null),
    "ledger.read": () => ok([]),
    "renewal.state": () => ok({ hasWindow: false, dueSince: null, failed: null, copy: null }),
    "settings.write": () => ok({}),
    "log.read": () => ok({ text: log }),
  };
  const host = (async (name: CallName, args: unknown) => {
    if (name === "log.append") {
      log += `${JSON.stringify(args)}\n`;
      return ok(null);
    }
    const answer = answers[name] ?? usual[name];
    return answer === undefined ? journal.host(name, args as never) : answer();
  }) as unknown as Host; // as the tests' other hosts: the calls of a start
  const lastResort = createLastResort(host);
  const deps: BootDeps = { host, lastResort, openDatabase, startWorker: () => workingWorker(), storage: { persist: async () => true }, reload: () => reloads++, ...more };
  const diagnostics = createDiagnostics(host, lastResort);
  const way = (tell: Parameters<typeof boot>[0]): Promise<void> => boot(tell, deps);
  render(<Root initial={await createI18n(language)} diagnostics={diagnostics} boot={way} />);
  return { deps, answers, reloads: () => reloads, logged: () => log };
}

function workingWorker(): DeskWorker {
  const none = async (): Promise<void> => undefined;
  // what a start asks of it
  return { api: { sync: { applyFromCopy: none, refillFromCopy: none }, search: { load: none, changed: none }, erasing: { purge: none } }, stop: () => undefined } as unknown as DeskWorker;
}

const throws = (): never => {
  throw new TypeError(`no column for ${CANARY}`);
};

/** Why, and what it says. */
const FAILURES: readonly (readonly [why: string, answers: Answers, more: Partial<BootDeps>, sentence: RegExp, info: Partial<StartInfo>])[] = [
  ["the host is away", { "device.start": () => err({ tag: "host-away" }) }, {}, /没有应答/, {}],
  ["the host answers something else", { "device.start": () => ok(undefined) }, {}, /启动时程序出了错/, {}],
  ["the host answers half of it", { "device.start": () => ok({ settings: {} }) }, {}, /启动时程序出了错/, {}],
  ["the call itself throws", { "device.start": throws }, {}, /启动时程序出了错/, {}],
  ["opening the database throws", {}, { openDatabase: throws }, /启动时程序出了错/, {}],
  ["the worker cannot be made", {}, { startWorker: throws }, /启动时程序出了错/, {}],
  [
    "the worker's script cannot be loaded",
    { "journal.state": () => new Promise(() => undefined) },
    {
      startWorker: (_info, _page, { onFailure }) => {
        queueMicrotask(() => onFailure("worker"));
        return workingWorker();
      },
    },
    /程序的一部分停止了/,
    {},
  ],
  ["the journal's answer is not one", { "journal.state": () => ok(null) }, {}, /启动时程序出了错/, {}],
  ["the journal is damaged", { "journal.state": () => err({ tag: "journal-damaged", fromSeq: 1, nextSeq: 2 }) }, {}, /无法读取数据文件夹中的日志/, {}],
  ["the ledger's answer is not one", { "ledger.read": () => ok(7) }, {}, /启动时程序出了错/, {}],
  ["the disk refuses a new trial", { "library.found": () => err({ tag: "io", code: "EROFS", name: "secrets.json" }) }, {}, /磁盘拒绝了读写/, { library: null, demo: true }],
  ["the disk is full", { "library.found": () => err({ tag: "disk-full", freeBytes: 4096 }) }, {}, /磁盘快满了/, { library: null, demo: true }],
  [
    "the data folder is away before it is asked for rows",
    { "renewal.state": () => err({ tag: "folder-away", path: "/media/usb/读者台", code: "ENOENT" }) },
    {},
    /找不到数据文件夹「\/media\/usb\/读者台」/,
    {},
  ],
  ["the data folder is away", { "journal.state": () => err({ tag: "folder-away", path: "/media/usb/读者台", code: "ENOENT" }) }, {}, /找不到数据文件夹「\/media\/usb\/读者台」/, {}],
];

describe("a start that cannot go on", () => {
  it.each(FAILURES)("says so where %s, with a way to try again and the diagnostics", async (_why, answers, more, sentence, info) => {
    const { logged } = await start(answers, more, "zh-CN", info);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(sentence);
    expect(screen.queryByRole("status")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "再试一次" }));
    expect(screen.getByRole("button", { name: "诊断记录" })).toBeDefined();
    expect(document.body.textContent).not.toContain(CANARY);
    expect(logged()).not.toContain(CANARY);
    expect(await findAxeFaults()).toEqual([]);
  });

  it("says so where the database's upgrade throws, and notes the kind of it", async () => {
    const installation = crypto.randomUUID();
    await new Promise<void>((resolve, reject) => {
      // an older one with another primary key than any of ours: no upgrade can change that
      const request = indexedDB.open(`reader-desk-${installation}`, 10);
      request.onupgradeneeded = () => request.result.createObjectStore("reader", { keyPath: "card" });
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => reject(request.error);
    });
    const { logged } = await start({}, {}, "zh-CN", { installation });
    expect((await screen.findByRole("alert")).textContent).toContain("无法打开此浏览器中的资料");
    expect(screen.getByText(/cannot-open: page start UpgradeError/)).toBeDefined();
    await expect.poll(logged).toContain('"kind":"UpgradeError"');
  });

  it("shows no desk over a failure that came first", async () => {
    let answer: (value: unknown) => void = () => undefined;
    const late = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    await start(
      { "ledger.read": () => late },
      {
        startWorker: (_info, _page, { onFailure }) => {
          queueMicrotask(() => onFailure("worker"));
          return workingWorker();
        },
      },
    );
    await screen.findByText(/程序的一部分停止了/);
    answer(ok([]));
    await new Promise((resolve) => requestIdleCallback(resolve));
    expect(screen.getByText(/程序的一部分停止了/)).toBeDefined();
  });

  it("goes on by itself when the data folder is back", async () => {
    const away = () => err({ tag: "folder-away", path: "/media/usb/读者台", code: "ENOENT" });
    const { answers, reloads } = await start({ "journal.state": away, "ledger.read": away });
    await screen.findByText(/找不到数据文件夹/);
    expect(reloads()).toBe(0);
    delete answers["ledger.read"];
    await waitFor(() => expect(reloads()).toBe(1), { timeout: 8_000 });
  });

  it("shows the diagnostics in full before they are saved, those too that the host has not taken", async () => {
    const away = { isAway: false };
    const line = "2026-11-25T15:20:00.000Z host started\n";
    const host = (async (name: CallName) => (name === "log.read" && !away.isAway ? ok({ text: line }) : err({ tag: "host-away" }))) as unknown as Host; // the calls of a dialog
    const lastResort = createLastResort(host);
    lastResort.note(new TypeError(`no column for ${CANARY}`), "start");
    const shown = async (): Promise<HTMLElement> => {
      render(
        <I18nProvider initial={await createI18n("zh-CN")}>
          <DiagnosticsProvider value={createDiagnostics(host, lastResort)}>
            <DiagnosticsDialog onClose={() => undefined} />
          </DiagnosticsProvider>
        </I18nProvider>,
      );
      return await screen.findByRole("dialog", { name: "诊断记录" });
    };
    const dialog = await shown();
    await waitFor(() => expect(dialog.querySelector("pre")?.textContent).toMatch(/^2026-11-25T15:20:00\.000Z host started\npage start TypeError .*\n$/));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("button", { name: "保存为文件" }).hasAttribute("disabled")).toBe(false);
    expect(dialog.textContent).not.toContain(CANARY);
    expect(await findAxeFaults()).toEqual([]);
    cleanup();
    away.isAway = true;
    const alone = await shown();
    await screen.findByText("数据文件夹里的记录现在读不到，下面只有这个窗口自己记下的。");
    expect(alone.querySelector("pre")?.textContent).toMatch(/^page start TypeError .*\n$/);
  });

  it("speaks the language of this computer's settings, not the browser's", async () => {
    await start({ "journal.state": () => err({ tag: "journal-damaged", fromSeq: 1, nextSeq: 2 }) }, {}, "zh-CN", { settings: { language: "en" } });
    expect((await screen.findByRole("alert")).textContent).toContain("The journal in the data folder cannot be read");
  });

  it.each([
    ["zh-TW", "找不到資料夾「/media/usb/读者台」"],
    ["en", "The data folder /media/usb/读者台 cannot be reached"],
  ] as const)("speaks %s", async (language, words) => {
    await start({ "journal.state": () => err({ tag: "folder-away", path: "/media/usb/读者台", code: "ENOENT" }) }, {}, language);
    expect((await screen.findByRole("alert")).textContent).toContain(words);
  });
});
