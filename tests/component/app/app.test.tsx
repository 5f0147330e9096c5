import { cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { CLOSING_COMMAND } from "#shared/host/bridge.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { App } from "../../../renderer/app/app.tsx";
import { writeRestoreLog } from "../../../renderer/db/exchange/backup-log.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import type { KeptLock } from "../../../renderer/platform/kept-lock.ts";
import "../../../renderer/styles/index.css";
import { createTestServices } from "../../support/desk-services.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { workerInPage } from "../../support/worker-in-page.ts";
import { write } from "../../support/write.ts";

async function renderApp(start: Partial<StartInfo>, lock?: KeptLock) {
  const services = await createTestServices(start);
  render(
    <App
      services={{ ...services, ...workerInPage(services) }}
      acts={services.acts}
      i18n={await createI18n(start.settings?.language ?? "zh-CN")}
      {...(lock && { lock })}
    />,
  );
  return services;
}

async function openApp(start: Partial<StartInfo> = {}, lock?: KeptLock) {
  const services = await renderApp(start, lock);
  await screen.findByRole("navigation", { name: start.settings?.language === "en" ? "Modules" : "模块" });
  return services;
}

const current = (): string | null | undefined => document.querySelector('.rail [aria-current="page"]')?.textContent;

describe("the frame", () => {
  it("has its landmarks, each once", async () => {
    await openApp();
    expect(screen.getAllByRole("banner")).toHaveLength(1);
    expect(screen.getAllByRole("contentinfo")).toHaveLength(1);
    expect(await screen.findAllByRole("main")).toHaveLength(1);
  });

  it("changes modules with Ctrl and a digit, and goes back with Alt and ←", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}[Comma]{/Control}");
    expect(current()).toBe("设置");
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(current()).toBe("服务台");
    await userEvent.keyboard("{Alt>}{ArrowRight}{/Alt}");
    expect(current()).toBe("设置");
  });

  it("does nothing with a shortcut that an input method has taken", async () => {
    await openApp();
    window.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Process", code: "Comma", keyCode: 229, ctrlKey: true, bubbles: true }),
    );
    expect(current()).toBe("服务台");
  });

  it("stays locked when the page is opened anew, F5 does not open it, and Ctrl+P prints nobody's name", async () => {
    let kept = false;
    const lock = { isLocked: () => kept, keep: (locked: boolean) => (kept = locked) };
    await openApp({}, lock);
    await userEvent.keyboard("{Control>}l{/Control}");
    await screen.findByRole("dialog", { name: "现在是谁在服务台" });
    for (const pressed of [
      { key: "F5", code: "F5" },
      { key: "p", code: "KeyP", ctrlKey: true },
    ]) {
      const event = new KeyboardEvent("keydown", { ...pressed, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
    }
    cleanup();
    await renderApp({}, lock);
    await screen.findByRole("dialog", { name: "现在是谁在服务台" });
  });

  it("swallows the line feed that scanners send as Ctrl+J", async () => {
    await openApp();
    const event = new KeyboardEvent("keydown", {
      key: "j",
      code: "KeyJ",
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    document.body.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });

  it("zooms by steps and remembers it on this computer", async () => {
    const { testHost } = await openApp();
    await userEvent.keyboard("{Control>}[Equal]{/Control}");
    await expect.poll(() => testHost.settings.zoom).toBe(1.1);
    expect(document.documentElement.style.getPropertyValue("--zoom")).toBe("1.1");
    await userEvent.keyboard("{Control>}[Digit0]{/Control}");
    await expect.poll(() => testHost.settings.zoom).toBe(1);
  });

  it("goes from pane to pane with F6", async () => {
    await openApp();
    screen.getByRole("link", { name: "服务台" }).focus();
    await userEvent.keyboard("{F6}");
    expect(screen.getByRole("banner").contains(document.activeElement)).toBe(true);
    await userEvent.keyboard("{Shift>}{F6}{/Shift}");
    expect(screen.getByRole("navigation", { name: "模块" }).contains(document.activeElement)).toBe(true);
  });

  it("saves the field that is being written when the window is about to go", async () => {
    const heard: ((command: string) => void)[] = [];
    const onMenu = (listener: (command: string) => void): (() => void) => {
      heard.push(listener);
      return () => undefined;
    };
    Reflect.set(globalThis, "readerDesk", { onMenu });
    try {
      const { testHost } = await openApp();
      await userEvent.keyboard("{Control>}[Comma]{/Control}");
      const name = await screen.findByRole("textbox", { name: "服务台名称" });
      await userEvent.clear(name);
      await write(name, "二楼服务台");
      for (const hear of heard) hear(CLOSING_COMMAND);
      await expect.poll(() => testHost.settings.deskName).toBe("二楼服务台");
    } finally {
      Reflect.deleteProperty(globalThis, "readerDesk");
    }
  });

  it("counts in the rail what is late, and nothing else", async () => {
    const { writer } = await openApp();
    const opinions = screen.getByRole("link", { name: "读者意见" });
    const said = { type: "complaint", text: "饮水机没有水", channel: "phone", receivedAt: 0 } as const;
    await writer.run("test.rows", [
      create("feedback", "00000000-0000-7000-8000-000000000001", { ...said, status: "accepted", due: "2020-01-01" }),
      create("feedback", "00000000-0000-7000-8000-000000000002", { ...said, status: "closed", due: "2020-01-01" }),
      create("feedback", "00000000-0000-7000-8000-000000000003", { ...said, status: "accepted", due: "2999-01-01" }),
    ]);
    await expect.poll(() => opinions.textContent).toBe("逾期1读者意见");
  });

  it("takes an act back by its name, and leaves the keyboard to the list it was pressed in", async () => {
    const { writer } = await openApp();
    await writer.run("test.rows", [
      create("feedback", "00000000-0000-7000-8000-000000000001", {
        type: "praise",
        text: "谢谢",
        status: "answered",
        publicReply: "收到",
        receivedAt: 0,
      }),
    ]);
    await userEvent.keyboard("{Control>}3{/Control}");
    const list = await screen.findByRole("listbox", { name: "意见列表" });
    await expect.poll(() => document.activeElement).toBe(list);
    await userEvent.keyboard("e");
    await screen.findByText("已办结：谢谢", { selector: ".toast b" });
    await userEvent.keyboard("{Control>}z{/Control}");
    await screen.findByText("已撤销：办结", { selector: ".toast b" });
    expect(document.activeElement).toBe(list);
  });

  it("takes a restore back as a whole with Ctrl and Z, where that is the last act", async () => {
    const services = await createTestServices({ settings: { staff: "s1" } });
    const { db, writer, acts } = services;
    writer.setStaff("s1");
    const [first, second] = ["00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"] as const;
    await writer.run("reader.create", [
      create("reader", first, { name: "王芳" }),
      create("reader", second, { name: "李卫东" }),
    ]);
    for (const id of [first, second])
      await writer.run("backup.restore", [edit("reader", id, { name: "以前的" })], {
        batchId: "batch",
        undoable: false,
      });
    await writeRestoreLog(db, { batchId: "batch", at: 1, from: 0, records: 2, stopped: false, undoneAt: null });
    const { worker } = workerInPage(services);
    const backups = { ...worker.backups, undoRestore: (batchId: string) => writer.undoBatch(batchId) };
    render(
      <App
        services={{ ...services, worker: { ...worker, backups } as unknown as Services["worker"] }}
        acts={acts}
        i18n={await createI18n("zh-CN")}
      />,
    ); // as the worker does it
    await screen.findByRole("navigation", { name: "模块" });
    await userEvent.keyboard("{Control>}z{/Control}");
    await screen.findByText("已撤销恢复", { selector: ".toast b" });
    expect((await db.reader.bulkGet([first, second])).map((row) => row?.name)).toEqual(["王芳", "李卫东"]);
  });

  it("says of a command that breaks off that it did not work, whichever part of it threw", async () => {
    const { db, writer } = await openApp();
    await writer.run("test.rows", [
      create("reader", "00000000-0000-7000-8000-000000000001", { name: "张素琴", card: "002104178853" }),
    ]);
    await userEvent.type(screen.getByRole("combobox", { name: "扫描或查找读者" }), "002104178853{Enter}");
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    // before anything is written: the id of the record
    const random = vi.spyOn(crypto, "getRandomValues").mockImplementationOnce(() => {
      throw new Error("broken off");
    });
    await userEvent.keyboard("{Alt>}[Digit1]{/Alt}");
    await screen.findByText(/未能完成：程序出错/, { selector: ".toast b" });
    random.mockRestore();
    const transaction = db.transaction.bind(db) as (...args: readonly unknown[]) => unknown;
    const breakOff = (): Promise<never> => Promise.reject(new Error("broken off"));
    Object.assign(db, {
      transaction: (mode: string, ...rest: readonly unknown[]) =>
        mode.startsWith("rw") ? breakOff() : transaction(mode, ...rest),
    });
    await userEvent.keyboard("{Control>}z{/Control}");
    await screen.findByText("未能保存", { selector: ".toast b" });
  });

  it("stands in the branch that was named when it joined, once that branch has come", async () => {
    const { writer, testHost } = await openApp({ settings: { branchName: " 河西馆" } });
    await writer.run("test.rows", [
      create("branch", "b1", { name: "城东馆" }),
      create("branch", "b2", { name: "河西馆" }),
    ]);
    await expect.poll(() => testHost.settings.branch).toBe("b2");
    await screen.findByText(/河西馆/, { selector: "footer *" });
  });

  it("gives the scan box the focus whenever somebody comes to the desk", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}[Comma]{/Control}");
    await expect.poll(() => document.activeElement).toBe(await screen.findByRole("searchbox", { name: "查找设置" }));
    await userEvent.keyboard("{Control>}1{/Control}");
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("combobox", { name: "扫描或查找读者" }));
  });

  it("says that a trial is a trial", async () => {
    await openApp({ demo: true });
    expect(screen.getByText(/示例数据/)).toBeTruthy();
  });
});

describe("the palette", () => {
  it("finds a command by its words and runs it", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}k{/Control}");
    const input = await screen.findByRole("combobox", { name: "输入命令、姓名或证号" });
    await expect.poll(() => document.activeElement).toBe(input);
    await userEvent.type(input, "设置");
    await userEvent.keyboard("{Enter}");
    expect(current()).toBe("设置");
    await expect.poll(() => document.activeElement).not.toBe(input);
  });

  it("finds a command by the first letters of its pinyin and by another word for it, and has it before others then", async () => {
    await openApp();
    const look = async (text: string): Promise<readonly (string | null)[]> => {
      await userEvent.keyboard("{Control>}k{/Control}");
      const input = await screen.findByRole("combobox", { name: "输入命令、姓名或证号" });
      await expect.poll(() => document.activeElement).toBe(input);
      if (text !== "") await write(input, text);
      return screen.getAllByRole("option").map(({ textContent }) => textContent);
    };
    const before = await look("");
    expect(before.indexOf("待办与承诺")).toBeGreaterThan(5);
    await userEvent.keyboard("{Escape}");
    expect(await look("任务")).toEqual(["待办与承诺"]);
    await userEvent.keyboard("{Escape}");
    expect(await look("dbycn")).toEqual(["待办与承诺"]);
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("heading", { name: "待办与承诺" });
    await userEvent.keyboard("{Control>}1{/Control}");
    const after = await look("");
    expect(after[0]).toBe("待办与承诺");
    // there once
    expect(after.filter((label) => label === "待办与承诺")).toHaveLength(1);
  });

  it("is closed by the lock, and empty for whoever unlocks", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}k{/Control}");
    await write(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "张素琴");
    await userEvent.keyboard("{Control>}l{/Control}");
    await userEvent.type(await screen.findByRole("combobox", { name: "姓名或首字母" }), "林岚{Enter}");
    await expect.poll(() => screen.queryByRole("dialog", { name: "现在是谁在服务台" })).toBeNull();
    expect(screen.queryByRole("dialog", { name: "命令" })).toBeNull();
    await userEvent.keyboard("{Control>}k{/Control}");
    expect((await screen.findByRole("combobox", { name: "输入命令、姓名或证号" })).getAttribute("value") ?? "").toBe(
      "",
    );
    expect(screen.getByRole("option", { name: /待办与承诺/ })).toBeTruthy();
  });

  it("finds a language by its own name", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "繁體{Enter}");
    await expect.poll(current).toBe("服務台");
  });

  it("finds a section of the settings by its title and by what stands in it, and goes to it", async () => {
    await openApp();
    for (const [typed, shown, heading] of [
      ["分馆简称", "设置：分馆", "分馆"],
      ["rili", "设置：日历", "日历"],
    ] as const) {
      await userEvent.keyboard("{Control>}k{/Control}");
      await write(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), typed);
      await screen.findByRole("option", { name: shown });
      await userEvent.keyboard("{Enter}");
      await expect.poll(() => document.activeElement).toBe(await screen.findByRole("heading", { name: heading }));
    }
  });

  it("finds a reader and opens the page", async () => {
    const { writer } = await openApp();
    await writer.run("reader.create", [create("reader", "0190-reader", { name: "张素琴", card: "002104178853" })]);
    await userEvent.keyboard("{Control>}k{/Control}");
    await write(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "素琴");
    await userEvent.click(await screen.findByRole("option", { name: /张素琴/ }));
    expect(current()).toBe("读者");
  });

  it("leaves Enter to a composition", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}k{/Control}");
    const input = await screen.findByRole("combobox", { name: "输入命令、姓名或证号" });
    input.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, isComposing: true, bubbles: true }),
    );
    expect(screen.getByRole("dialog", { name: "命令" })).toBeTruthy();
  });

  it("has no fault that axe finds", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}k{/Control}");
    await screen.findByRole("dialog", { name: "命令" });
    expect(await findAxeFaults()).toEqual([]);
  });
});

describe("the help sheet", () => {
  it("lists every command that has keys, with them", async () => {
    await openApp({ settings: { language: "en" } });
    await userEvent.keyboard("{Control>}[Slash]{/Control}");
    const sheet = await screen.findByRole("dialog", { name: "Keys" });
    const row = within(sheet).getByText("Lock").parentElement;
    expect(row?.textContent).toBe("LockCtrl L");
    expect(within(sheet).getByText("Go to the notice")).toBeTruthy();
  });

  it("keeps shortcuts from acting behind it", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}[Slash]{/Control}");
    await screen.findByRole("dialog", { name: "快捷键一览" });
    await userEvent.keyboard("{Control>}[Comma]{/Control}");
    expect(current()).toBe("服务台");
  });

  it("has no fault that axe finds", async () => {
    await openApp();
    await userEvent.keyboard("{Control>}[Slash]{/Control}");
    await screen.findByRole("dialog", { name: "快捷键一览" });
    expect(await findAxeFaults()).toEqual([]);
  });
});
