import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { type Boot, type BootDeps, boot } from "../../../../renderer/app/boot/boot.ts";
import { Root } from "../../../../renderer/app/boot/root.tsx";
import { openDatabase } from "../../../../renderer/db/database.ts";
import { createDiagnostics, DiagnosticsProvider } from "../../../../renderer/desk-services/diagnostics.ts";
import { DiagnosticsDialog } from "../../../../renderer/features/settings/diagnostics-dialog.tsx";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { I18nProvider } from "../../../../renderer/i18n/i18n-provider.tsx";
import type { Language } from "../../../../renderer/i18n/locale.ts";
import { createLastResort } from "../../../../renderer/platform/last-resort.ts";
import type { DeskWorker } from "../../../../renderer/platform/worker/worker-client.ts";
import "../../../../renderer/styles/index.css";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";
import { write } from "../../../support/write.ts";

const CANARY = "林月如";
const OWN = "a".repeat(16);

/** How long the page waits between two looks at its data folder or its database, and at its clock. */
const LOOK_MS = 2000;
const CLOCK_AGAIN_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

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
    library: { id: "library", stream: OWN },
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
  /** Every state that was told, in its order. */
  readonly states: readonly Boot[];
  /** Lets as much time pass as a look waits for: whoever waits for so long looks again. @returns who did */
  readonly pass: (ms: number) => number;
}

async function start(
  answers: Answers,
  more: Partial<BootDeps> = {},
  language: Language = "zh-CN",
  info: Partial<StartInfo> = {},
  journal = new MemoryJournal(),
): Promise<Started> {
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
    "settings.write": () => ok(own.settings),
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
  let waiting: { readonly ms: number; readonly go: () => void }[] = [];
  const deps: BootDeps = {
    host,
    lastResort,
    openDatabase,
    startWorker: () => workingWorker(),
    storage: { persist: async () => true },
    reload: () => reloads++,
    clock: { now: () => Date.now() },
    wait: (ms) => new Promise((go) => waiting.push({ ms, go })),
    ...more,
  };
  const pass = (ms: number): number => {
    const due = waiting.filter((wait) => wait.ms === ms);
    waiting = waiting.filter((wait) => wait.ms !== ms);
    for (const { go } of due) go();
    return due.length;
  };
  const diagnostics = createDiagnostics(host, lastResort);
  const states: Boot[] = [];
  const way = (tell: (state: Boot) => void): Promise<void> =>
    boot((state) => {
      states.push(state);
      tell(state);
    }, deps);
  render(<Root initial={await createI18n(language)} diagnostics={diagnostics} boot={way} />);
  return { deps, answers, reloads: () => reloads, logged: () => log, states, pass };
}

function workingWorker(): DeskWorker {
  const none = async (): Promise<void> => undefined;
  // what a start asks of it
  return {
    api: {
      sync: { applyFromCopy: none, refillFromCopy: none },
      search: { load: none, changed: none, sameCards: async () => [] },
      erasing: { purge: none },
    },
    stop: () => undefined,
  } as unknown as DeskWorker;
}

const throws = (): never => {
  throw new TypeError(`no column for ${CANARY}`);
};

/** Why, and what it says. */
const FAILURES: readonly (readonly [
  why: string,
  answers: Answers,
  more: Partial<BootDeps>,
  sentence: RegExp,
  info: Partial<StartInfo>,
])[] = [
  ["the host is away", { "device.start": () => err({ tag: "host-away" }) }, {}, /没有应答/, {}],
  [
    "the host is a stranger to the page",
    { "device.start": () => err({ tag: "host-away", unproved: true }) },
    {},
    /重新启动过/,
    {},
  ],
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
  [
    "the journal is damaged",
    { "journal.state": () => err({ tag: "journal-damaged", fromSeq: 1, nextSeq: 2 }) },
    {},
    /无法读取数据文件夹中的日志/,
    {},
  ],
  ["the ledger's answer is not one", { "ledger.read": () => ok(7) }, {}, /启动时程序出了错/, {}],
  [
    "the disk refuses a new trial",
    { "library.found": () => err({ tag: "io", code: "EROFS", name: "secrets.json" }) },
    {},
    /磁盘拒绝了读写/,
    { library: null, demo: true },
  ],
  [
    "the disk is full",
    { "library.found": () => err({ tag: "disk-full", freeBytes: 4096 }) },
    {},
    /磁盘快满了/,
    { library: null, demo: true },
  ],
  [
    "the data folder is away before it is asked for rows",
    { "renewal.state": () => err({ tag: "folder-away", path: "/media/usb/读者台", code: "ENOENT" }) },
    {},
    /找不到数据文件夹“\/media\/usb\/读者台”/,
    {},
  ],
  [
    "the data folder is away",
    { "journal.state": () => err({ tag: "folder-away", path: "/media/usb/读者台", code: "ENOENT" }) },
    {},
    /找不到数据文件夹“\/media\/usb\/读者台”/,
    {},
  ],
];

describe("a start that cannot go on", () => {
  it.each(FAILURES)(
    "says so where %s, with a way to try again and the diagnostics",
    async (_why, answers, more, sentence, info) => {
      const { logged } = await start(answers, more, "zh-CN", info);
      const alert = await screen.findByRole("alert");
      expect(alert.textContent).toMatch(sentence);
      expect(screen.queryByRole("status")).toBeNull();
      expect(document.activeElement).toBe(screen.getByRole("button", { name: "再试一次" }));
      expect(screen.getByRole("button", { name: "诊断记录" })).toBeDefined();
      expect(document.body.textContent).not.toContain(CANARY);
      expect(logged()).not.toContain(CANARY);
      expect(await findAxeFaults()).toEqual([]);
    },
  );

  it("asks for the library code where the keychain has lost the keys, and opens with it", async () => {
    const { answers, reloads } = await start({
      "device.start": () => err({ tag: "keys-away", keys: "keychain" }),
      "device.unlock": () => err({ tag: "code-wrong" }),
    });
    expect((await screen.findByRole("alert")).textContent).toMatch(/钥匙串/);
    const code = screen.getByRole<HTMLInputElement>("textbox", { name: "加入码" });
    expect(document.activeElement).toBe(code);
    await write(code, "00000-00000-00000-00000-00000-0{Enter}");
    await screen.findByText(/加入码打不开这个服务台/);
    expect(await findAxeFaults()).toEqual([]);
    expect(reloads()).toBe(0);
    answers["device.unlock"] = () => ok(null);
    await userEvent.click(screen.getByRole("button", { name: "打开服务台" }));
    await waitFor(() => expect(reloads()).toBe(1));
  });

  it.each([
    ["what was pasted is no code at all", { tag: "bad-request", issue: "code" }, /加入码有 26 个字符/],
    ["the program was started anew meanwhile", { tag: "host-away", unproved: true }, /读者台重新启动过/],
    ["the program has ended", { tag: "host-away" }, /这个页面背后的程序没有应答/],
    ["the disk refuses", { tag: "io", code: "EIO", name: "secrets.json" }, /磁盘拒绝了读写/],
  ])("says so where %s, and keeps what was typed", async (_why, fault, sentence) => {
    await start({ "device.start": () => err({ tag: "keys-away", keys: "owner" }), "device.unlock": () => err(fault) });
    const code = await screen.findByRole<HTMLInputElement>("textbox", { name: "加入码" });
    await write(code, "3e5k{Enter}");
    await screen.findByText(sentence);
    expect(code.value).toBe("3e5k");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "打开服务台" }).disabled).toBe(false);
  });

  it("says how the keys lie where no keychain can be asked, and notices that another page has opened them", async () => {
    const { answers, reloads, pass } = await start({ "device.start": () => err({ tag: "keys-away", keys: "owner" }) });
    expect((await screen.findByRole("alert")).textContent).toMatch(/这里用不了那个钥匙串/);
    expect(screen.getByText(/照原来的方式启动读者台/)).toBeDefined();
    expect(screen.getByText(/此后密钥放在数据文件夹里/)).toBeDefined();
    expect(screen.queryByRole("button", { name: "再试一次" })).toBeNull();
    expect(await findAxeFaults()).toEqual([]);
    await waitFor(() => expect(pass(LOOK_MS)).toBe(1));
    expect(reloads()).toBe(0);
    answers["device.start"] = () => ok(startInfo());
    await waitFor(() => expect(pass(LOOK_MS)).toBe(1));
    await waitFor(() => expect(reloads()).toBe(1));
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
    let asked = 0;
    const { answers, reloads, pass } = await start({
      "journal.state": away,
      "ledger.read": () => {
        asked += 1;
        return away();
      },
    });
    await screen.findByText(/找不到数据文件夹/);
    await waitFor(() => expect(asked).toBe(1));
    pass(LOOK_MS);
    await waitFor(() => expect(asked).toBe(2));
    expect(reloads()).toBe(0);
    delete answers["ledger.read"];
    await waitFor(() => {
      pass(LOOK_MS);
      expect(reloads()).toBe(1);
    });
  });

  it("shows the diagnostics in full before they are saved, those too that the host has not taken", async () => {
    const away = { isAway: false };
    const line = "2026-11-25T15:20:00.000Z host started\n";
    const host = (async (name: CallName) =>
      name === "log.read" && !away.isAway ? ok({ text: line }) : err({ tag: "host-away" })) as unknown as Host; // the calls of a dialog
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
    await waitFor(() =>
      expect(dialog.querySelector("pre")?.textContent).toMatch(
        /^2026-11-25T15:20:00\.000Z host started\npage start TypeError .*\n$/,
      ),
    );
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
    await start({ "journal.state": () => err({ tag: "journal-damaged", fromSeq: 1, nextSeq: 2 }) }, {}, "zh-CN", {
      settings: { language: "en" },
    });
    expect((await screen.findByRole("alert")).textContent).toContain("The journal in the data folder cannot be read");
  });

  it("speaks it while the library is opened too, and has its colours", async () => {
    await start({ "journal.state": () => new Promise(() => {}) as never }, {}, "zh-CN", {
      settings: { language: "en", theme: "dark" },
    });
    await screen.findByText("Comparing the records with the journal…");
    expect(document.documentElement).toMatchObject({ lang: "en", dataset: { theme: "dark" } });
  });

  it.each([
    ["zh-TW", "找不到資料夾「/media/usb/读者台」"],
    ["en", "The data folder /media/usb/读者台 cannot be reached"],
  ] as const)("speaks %s", async (language, words) => {
    await start(
      { "journal.state": () => err({ tag: "folder-away", path: "/media/usb/读者台", code: "ENOENT" }) },
      {},
      language,
    );
    expect((await screen.findByRole("alert")).textContent).toContain(words);
  });
});

describe("a start under a clock in doubt", () => {
  const LAST = new Date(2026, 10, 28, 9, 0).getTime();
  const TODAY = LAST + 10 * MINUTE_MS;

  /** A desk whose last entry is of today, at which the clock says something else. */
  async function startUnder(now: number, info: Partial<StartInfo> = {}) {
    const journal = new MemoryJournal();
    journal.entries.push({
      seq: 1,
      hlc: makeHlc(LAST, 0),
      pulls: 0,
      staff: "s1",
      command: "reader.create",
      ops: [{ kind: "reader", id: "r1", cells: { name: "张三" } }],
    });
    const time = { now };
    const clock = { now: () => time.now };
    return { ...(await start({}, { clock }, "zh-CN", info, journal)), journal, time, clock };
  }

  const desk = (): Promise<HTMLElement> => screen.findByRole("combobox", { name: "扫描或查找读者" });
  const question = (): Promise<HTMLElement> => screen.findByRole("alert");
  const isAsked = (states: readonly Boot[]): boolean => states.some(({ state }) => state === "clock");

  it.each([
    ["a day behind", TODAY - DAY_MS, "2026-11-27 09:10"],
    ["years ahead", new Date(2099, 10, 28, 9, 10).getTime(), "2099-11-28 09:10"],
  ])(
    "%s asks before anything is written, looks again when told to, and goes on once it was put right",
    async (_which, now, said) => {
      const { states, journal, time } = await startUnder(now);
      expect((await question()).textContent).toContain(
        `这台电脑的时钟显示 ${said}，而这里最近一条记录的时间是 2026-11-28 09:00`,
      );
      expect(document.activeElement).toBe(screen.getByRole("button", { name: "我去校准时钟，再看一次" }));
      expect(await findAxeFaults()).toEqual([]);
      time.now += MINUTE_MS;
      screen.getByRole("button", { name: "我去校准时钟，再看一次" }).click();
      await waitFor(async () => expect((await question()).textContent).toContain(said.replace("09:10", "09:11")));
      expect([journal.entries.length, states.at(-1)?.state]).toEqual([1, "clock"]);
      time.now = TODAY;
      screen.getByRole("button", { name: "我去校准时钟，再看一次" }).click();
      await desk();
    },
  );

  it("goes on by itself once it was put right", async () => {
    const { pass, time } = await startUnder(TODAY - DAY_MS);
    await question();
    time.now += MINUTE_MS;
    expect(pass(CLOCK_AGAIN_MS)).toBe(1);
    await waitFor(async () => expect((await question()).textContent).toContain("2026-11-27 09:11"));
    time.now = TODAY;
    expect(pass(CLOCK_AGAIN_MS)).toBe(1);
    await desk();
  });

  it("goes on where a person calls the clock right, and the next start does not ask again", async () => {
    const installation = crypto.randomUUID();
    const { states, time } = await startUnder(TODAY - DAY_MS, { installation });
    await question();
    screen.getByRole("button", { name: "时钟没错" }).click();
    await desk();
    expect(states.filter(({ state }) => state === "clock")).toHaveLength(1);
    cleanup();
    const next = await startUnder(time.now + MINUTE_MS, { installation });
    await desk();
    expect(isAsked(next.states)).toBe(false);
  });

  it("of 1970 offers nobody to call it right", async () => {
    const { time, pass } = await startUnder(new Date(1970, 0, 2).getTime());
    await question();
    expect(screen.getByText(/一定不对/)).toBeDefined();
    expect(screen.queryByRole("button", { name: "时钟没错" })).toBeNull();
    time.now = TODAY;
    pass(CLOCK_AGAIN_MS);
    await desk();
  });

  it("that is right asks nothing", async () => {
    const { states } = await startUnder(TODAY);
    await desk();
    expect(isAsked(states)).toBe(false);
  });
});

describe("a desk that has started", () => {
  it("has asked for Today's work before anything is drawn that shows it", async () => {
    const askedAt: Boot["state"][] = [];
    let told: readonly Boot[] = [];
    const opening: BootDeps["openDatabase"] = async (...given) => {
      const opened = await openDatabase(...given);
      if (!opened.ok) return opened;
      const { task } = opened.value;
      const where = task.where.bind(task);
      task.where = ((index: string) => {
        if (index === "owed") askedAt.push(told.at(-1)?.state ?? "starting");
        return where(index);
      }) as typeof where; // by the name of an index alone
      return opened;
    };
    const { states } = await start({}, { openDatabase: opening });
    told = states;
    await screen.findByRole("combobox", { name: "扫描或查找读者" });
    expect(new Set(askedAt)).toEqual(new Set(["starting"]));
    cleanup();
  });

  it("notices without any act that its database was emptied, and says so", async () => {
    const { states, pass } = await start({});
    await screen.findByRole("combobox", { name: "扫描或查找读者" });
    const ready = states.at(-1);
    if (ready?.state !== "ready") throw new Error("the desk is drawn");
    expect(pass(LOOK_MS)).toBe(1);
    // looked, found it, and looks again
    await waitFor(() => expect(pass(LOOK_MS)).toBe(1));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await emptyFromOutside(ready.services.db.name);
    await waitFor(() => expect(pass(LOOK_MS)).toBe(1));
    const said = await screen.findByRole("alertdialog", { name: "浏览器里的资料被清空了" });
    expect(within(said).getByRole("button", { name: "从日志恢复" })).toBeDefined();
  });
});

/** As another tab of the same origin does it: no connection is closed. */
async function emptyFromOutside(name: string): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise<void>((resolve, reject) => {
    const names = [...db.objectStoreNames];
    const emptying = db.transaction(names, "readwrite");
    for (const store of names) emptying.objectStore(store).clear();
    emptying.oncomplete = () => resolve();
    emptying.onerror = () => reject(emptying.error);
  });
  db.close();
}
