/** The sync centre, in each state it can be in. It takes long, as each state is another centre, drawn anew. */

import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { err } from "#shared/kernel/result.ts";
import type { SyncReport, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import { readSyncLog } from "../../../renderer/db/exchange/sync-log.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import { write } from "../../support/write.ts";
import { CHILDREN, device, OWN, openSync, reportOf, threeConflicts } from "./open-sync.tsx";

const toast = (text: string | RegExp): Promise<HTMLElement> => screen.findByText(text, { selector: ".toast b" });
const statusBar = (): HTMLElement => screen.getByRole("contentinfo");
const step = (name: string): HTMLElement => {
  const line = screen.getByText(name, { selector: ".run li > span" }).closest("li");
  if (line === null) throw new Error(`no step ${name}`);
  return line;
};

describe("one exchange", () => {
  it("begins with F9 at the desk, tells of itself in the status bar, and ends in one line with a way to the sync centre", async () => {
    const { runner } = await openSync({ atDesk: true, prepare: threeConflicts });
    await userEvent.keyboard("{F9}");
    expect(runner.started).toBe(1);
    runner.tell({ step: "read", device: "儿童馆-2", done: 12, total: 40 });
    expect(await within(statusBar()).findByText("正在同步：读取 儿童馆-2 · 12 / 40")).toBeTruthy();
    await userEvent.keyboard("{F9}");
    expect(runner.started).toBe(1);
    runner.finish();
    expect(await toast("同步完成")).toBeTruthy();
    expect(screen.getByText("收到 37 条，送出 21 条，3 处待处理", { selector: ".toast span" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "查看" }));
    expect(await screen.findByRole("heading", { name: "同步中心" })).toBeTruthy();
  });

  it("says its end in the language that is chosen while it still stands there", async () => {
    const { runner } = await openSync({ atDesk: true, prepare: threeConflicts });
    await userEvent.keyboard("{F9}");
    runner.finish();
    await toast("同步完成");
    await userEvent.keyboard("{Control>}[Comma]{/Control}");
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "语言" }), "English");
    expect(await toast("Sync complete")).toBeTruthy();
    expect(screen.getByText("37 received, 21 sent, 3 to decide", { selector: ".toast span" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Show" })).toBeTruthy();
  });

  it("shows six steps with counts and the name of the computer whose file is read", async () => {
    const { runner } = await openSync();
    await userEvent.click(await screen.findByRole("button", { name: /立即同步/ }));
    runner.tell({ step: "look", done: 4 });
    runner.tell({ step: "read", device: "儿童馆-2", file: "00000001-abc.batch", done: 12, total: 40 });
    await waitFor(() => expect(step("读取").textContent).toContain("儿童馆-2 · 00000001-abc.batch"));
    expect(step("读取").textContent).toContain("12 / 40");
    expect(step("读取").ariaCurrent).toBe("step");
    expect(step("查看共享文件夹").dataset.state).toBe("done");
    expect(step("写入").dataset.state).toBe("waiting");
    runner.finish();
    await waitFor(() => expect(step("完成").textContent).toContain("8 秒"));
    expect(step("核对").textContent).toContain("3 / 3");
    expect(step("合并").textContent).toContain("3 处两边都改过，待处理");
  });

  it("counts the files that were checked with those that were refused, and never below none", async () => {
    const { runner } = await openSync();
    await userEvent.click(await screen.findByRole("button", { name: /立即同步/ }));
    const files = (count: number) => ({ files: count, records: 0, bytes: 0, devices: [] });
    const refused = ["a.batch", "b.batch", "c.batch"].map(
      (file): SyncWarning => ({
        tag: "file-refused",
        stream: CHILDREN,
        device: "儿童馆-2",
        file,
        error: { tag: "damaged" },
      }),
    );
    runner.finish({ steps: { look: files(4), read: files(2), verify: files(2) }, warnings: refused });
    await waitFor(() => expect(step("核对").textContent).toContain("3 个没有通过"));
    expect(step("核对").textContent).toContain("2 / 5");
  });

  it("stops when a person cancels, says what stayed, and offers to go on", async () => {
    const { runner, services } = await openSync();
    await userEvent.click(await screen.findByRole("button", { name: /立即同步/ }));
    await userEvent.click(await screen.findByRole("button", { name: "取消" }));
    await userEvent.click(screen.getByRole("button", { name: "取消" }));
    expect(runner.cancelled).toBe(1);
    runner.finish({ outcome: { tag: "stopped", step: "read", stop: { tag: "cancelled" } } });
    const notice = await screen.findByRole("group", { name: /^已取消。取到的已经合并/ });
    await userEvent.click(within(notice).getByRole("button", { name: /再同步一次/ }));
    expect(runner.started).toBe(2);
    expect((await readSyncLog(services.db))[0]?.report.outcome).toEqual({
      tag: "stopped",
      step: "read",
      stop: { tag: "cancelled" },
    });
  });

  it("says how long it may take once it has run for ten seconds", async () => {
    let shift = 0;
    const { runner } = await openSync({
      prepare: async (services) =>
        void Object.assign(services.clock, { now: shifted(services.clock.now, () => shift) }),
    });
    await userEvent.click(await screen.findByRole("button", { name: /立即同步/ }));
    runner.tell({ step: "read", device: "儿童馆-2", done: 1, total: 40 });
    shift = 9000;
    runner.tell({ step: "read", device: "儿童馆-2", done: 10, total: 40 });
    expect(await within(statusBar()).findByText(/10 \/ 40$/)).toBeTruthy();
    shift = 12_000;
    runner.tell({ step: "read", device: "儿童馆-2", done: 20, total: 40 });
    expect(await within(statusBar()).findByText(/20 \/ 40 · 约剩 15 秒$/, {}, { timeout: 3000 })).toBeTruthy();
  });

  it("keeps the report of an exchange that broke as one that stopped", async () => {
    const { runner } = await openSync();
    await userEvent.keyboard("{F9}");
    runner.fail("worker gone");
    const notice = await screen.findByRole("group", { name: /worker gone/ });
    expect(within(notice).getByRole("button").textContent).toContain("重新打开");
  });

  it("says in one line why it ended early, wherever the person is, and not twice at the sync centre", async () => {
    const { runner } = await openSync({ atDesk: true });
    await userEvent.keyboard("{F9}");
    runner.finish({ outcome: { tag: "stopped", step: "write", stop: { tag: "full" } } });
    await userEvent.click(
      within((await toast(/^共享盘满了/)).closest(".toast") as HTMLElement).getByRole("button", { name: "查看" }),
    ); // the toast's row
    const notice = await screen.findByRole("group", { name: /^共享盘满了/ });
    await waitFor(() => expect(document.activeElement).toBe(within(notice).getByRole("button")));
    expect(screen.queryByText(/^共享盘满了/, { selector: ".toast b" })).toBeNull();
    await userEvent.keyboard("{F9}");
    runner.finish({ outcome: { tag: "stopped", step: "read", stop: { tag: "gone" } } });
    await screen.findByRole("group", { name: /^同步途中/ });
    expect(screen.queryByText(/^同步途中/, { selector: ".toast b" })).toBeNull();
  });

  it.each([
    ["in the folder", { tag: "unclear", code: "host-away", file: "heads" }],
    ["in the copy here", { tag: "local-store", code: "host-away" }],
    ["while it sealed", { tag: "database", reason: "Error: host-away" }],
  ] as const)("that met no program behind the page %s says so, and of no disk or database", async (_where, stop) => {
    const { runner } = await openSync();
    await userEvent.keyboard("{F9}");
    runner.finish({ outcome: { tag: "stopped", step: "look", stop } });
    const notice = await screen.findByRole("group", { name: /^读者台的程序没有回应，同步先停止；已做完的都有效/ });
    expect(notice.textContent).not.toContain("host-away");
    await userEvent.click(within(notice).getByRole("button", { name: /再同步|同步/ }));
    expect(runner.started).toBe(2);
  });

  it("keeps the last fifty", async () => {
    const { services } = await openSync();
    for (let n = 0; n < 53; n += 1)
      await addToSyncLog(services.db, { report: reportOf({ startedAt: n }), folder: null });
    const log = await readSyncLog(services.db);
    expect(log).toHaveLength(50);
    expect(log[0]?.report.startedAt).toBe(52);
  });

  it("lays the page behind a dialog when a sync gave this desk a new stream", async () => {
    const { runner } = await openSync({ atDesk: true });
    await userEvent.keyboard("{F9}");
    runner.finish({ warnings: [{ tag: "new-stream", stream: "f".repeat(16), from: OWN, entries: 4 }] });
    const dialog = await screen.findByRole("dialog", { name: "这台电脑换了新的编号" });
    expect(within(dialog).getAllByRole("button", { name: /重新打开/ }).length).toBeGreaterThan(0);
  });
});

const shifted =
  (now: () => number, by: () => number): (() => number) =>
  () =>
    now() + by();

describe("what stands between this computer and the others", () => {
  it("says in the status bar how old the last exchange is and how much waits", async () => {
    const { services } = await openSync({
      atDesk: true,
      prepare: ({ db }) => addToSyncLog(db, { report: reportOf(), folder: "x" }),
    });
    expect(await within(statusBar()).findByText("3小时前同步 · 1 条待同步")).toBeTruthy();
    await services.writer.run("test.more", [create("branch", "b2", { name: "城西馆" })]);
    expect(await within(statusBar()).findByText("3小时前同步 · 2 条待同步")).toBeTruthy();
  });

  it("warns when this computer has not synced for nine days", async () => {
    const endedAt = new Date(2026, 10, 16, 9, 0).getTime();
    await openSync({ prepare: ({ db }) => addToSyncLog(db, { report: reportOf({ endedAt }), folder: "x" }) });
    expect(await screen.findByText("这台电脑已 9 天没有同步")).toBeTruthy();
  });

  it("lists every computer with its last sync, and for whom it waits", async () => {
    const devices = [
      device(OWN, "一楼服务台", 0, { own: true }),
      device("d".repeat(16), "三楼咨询台", new Date(2026, 10, 25, 11, 58).getTime(), {
        waitsFor: [{ stream: "e".repeat(16), device: "流动书车", seq: 7 }],
      }),
      device("e".repeat(16), "流动书车", new Date(2026, 10, 16, 9, 0).getTime(), { hasOurs: false, joined: true }),
      device("f".repeat(16), "旧电脑", new Date(2026, 10, 20).getTime(), { replacedBy: "d".repeat(16) }),
    ];
    await openSync({ prepare: ({ db }) => addToSyncLog(db, { report: reportOf({ devices }), folder: "x" }) });
    const row = async (name: RegExp): Promise<string> => (await screen.findByRole("row", { name })).textContent;
    expect(await row(/^一楼服务台/)).toBe("一楼服务台 这台今天 12:141这台电脑");
    expect(await row(/^三楼咨询台/)).toContain("流动书车");
    expect(await row(/^流动书车/)).toMatch(/9天前.*还没确认收到这里的/);
    expect(await row(/^三楼咨询台/)).not.toContain("还没确认收到这里的");
    expect(screen.queryByText("旧电脑")).toBeNull();
  });

  it.each([
    ["zh-CN", "还没确认收到这里的", /取走|下载|获取/],
    ["zh-TW", "還沒確認收到這裡的", /取走|下載|取得/],
    ["en", "has not yet confirmed ours", /fetch|download/],
  ] as const)(
    "says in %s of who has not answered yet that it is not confirmed, not what it has or has not fetched",
    async (language, said, never) => {
      const devices = [
        device(OWN, "一楼服务台", 0, { own: true }),
        device("e".repeat(16), "流动书车", 0, { hasOurs: false }),
        device("d".repeat(16), "三楼咨询台", 0),
      ];
      await openSync({
        settings: { language },
        prepare: ({ db }) => addToSyncLog(db, { report: reportOf({ devices }), folder: "x" }),
      });
      const rows = await Promise.all(
        [/^流动书车/, /^三楼咨询台/].map(async (name) => (await screen.findByRole("row", { name })).textContent ?? ""),
      );
      expect(rows.map((text) => text.includes(said))).toEqual([true, false]);
      expect(document.body.textContent).not.toMatch(never);
    },
  );

  it("says how much each computer has added to the share, how much of it in a week, and when it was last read back whole", async () => {
    const stream = "d".repeat(16);
    const day = 24 * 60 * 60_000;
    const at = new Date(2026, 10, 25, 12, 14).getTime();
    const syncOf = (endedAt: number, bytes: number): SyncReport =>
      reportOf({
        endedAt,
        devices: [
          device(OWN, "一楼服务台", 0, { own: true, provedAt: endedAt }),
          device(stream, "三楼咨询台", endedAt, { added: { files: 2, bytes }, provedAt: endedAt }),
          device("e".repeat(16), "流动书车", endedAt),
        ],
      });
    await openSync({
      prepare: async ({ db }) => {
        await addToSyncLog(db, { report: syncOf(at - 10 * day, 1_200_000), folder: "x" });
        await addToSyncLog(db, { report: syncOf(at, 34_000), folder: "x" });
      },
    });
    const below = async (name: RegExp): Promise<string | null | undefined> =>
      (await screen.findByRole("row", { name })).nextElementSibling?.textContent;
    expect(await below(/^三楼咨询台/)).toBe(
      "11-15 起加入共享 4 个文件，1.2 MB，近 7 天 34 kB 上次读回核对：今天 12:14",
    );
    expect(await below(/^一楼服务台/)).toBe("还没有统计到它加入共享多少 上次读回核对：今天 12:14");
    expect(await below(/^流动书车/)).toBe("还没有统计到它加入共享多少 还没有读回核对过");
    expect(await findAxeFaults()).toEqual([]);
  });
});

describe("the shared folder", () => {
  it("is asked for when F9 finds none, looked at before anything else, and connected", async () => {
    const { runner, folder } = await openSync({ atDesk: true, settings: { sharePath: undefined as never } }); // as before the first choice
    await userEvent.keyboard("{F9}");
    const dialog = await screen.findByRole("dialog", { name: "共享文件夹" });
    expect(runner.started).toBe(0);
    await write(within(dialog).getByRole("textbox"), "/media/stick{Enter}");
    expect(await toast("已接上共享文件夹，按 F9 同步")).toBeTruthy();
    expect(folder.prepared).toBe(0);
  });

  it("is the first thing to choose where there is none yet, and the exchange is first once there is one", async () => {
    const isFirst = (name: RegExp): boolean => screen.getByRole("button", { name }).classList.contains("btn-primary");
    await openSync({ settings: { sharePath: undefined as never } }); // as before the first choice
    await screen.findByRole("button", { name: /立即同步/ });
    expect([isFirst(/^选择文件夹/), isFirst(/立即同步/)]).toEqual([true, false]);
    cleanup();
    await openSync();
    await screen.findByRole("button", { name: /立即同步/ });
    expect([isFirst(/^更换/), isFirst(/立即同步/)]).toEqual([false, true]);
  });

  it("is prepared only after a second look, and then synced with", async () => {
    const { runner, folder } = await openSync({ fault: { tag: "empty-folder" } });
    await userEvent.keyboard("{F9}");
    runner.finish({ outcome: { tag: "stopped", step: "look", stop: { tag: "empty-folder" } } });
    const notice = await screen.findByRole("group", { name: /^共享文件夹是空的/ });
    await userEvent.click(within(notice).getByRole("button", { name: "建立共享" }));
    const question = await screen.findByRole("alertdialog");
    expect(folder.prepared).toBe(0);
    await waitFor(() => expect(within(question).getByRole("button", { name: "建立共享" }).ariaDisabled).toBeNull());
    await userEvent.click(within(question).getByRole("button", { name: "建立共享" }));
    await waitFor(() => expect(runner.started).toBe(2));
    expect(folder.prepared).toBe(1);
  });

  it("stays the one in use where another one was looked at and not prepared, or is no other's to choose while a sync runs", async () => {
    const { runner, folder } = await openSync({ fault: { tag: "empty-folder" } });
    const section = (await screen.findByRole("heading", { name: "共享文件夹" })).closest("section");
    if (section === null) throw new Error("no section");
    const before = section.querySelector(".sync-path")?.textContent;
    const change = async (): Promise<HTMLElement> => {
      await userEvent.click(within(section).getByRole("button", { name: /^更换/ }));
      return screen.findByRole("dialog", { name: "共享文件夹" });
    };
    const path = within(await change()).getByRole("textbox");
    await userEvent.clear(path);
    await write(path, "/media/empty{Enter}");
    const question = await screen.findByRole("alertdialog");
    expect(question.textContent).toContain("/media/empty");
    await userEvent.click(within(question).getByRole("button", { name: "取消" }));
    expect(folder.prepared).toBe(0);
    expect(section.querySelector(".sync-path")?.textContent).toBe(before);
    folder.fault = null;
    await userEvent.keyboard("{F9}");
    await waitFor(() => expect(runner.started).toBe(1));
    const dialog = await change();
    expect(within(dialog).getByRole("button", { name: "使用此文件夹" }).ariaDisabled).toBe("true");
    expect(dialog.textContent).toContain("正在同步");
    runner.finish();
    await waitFor(() => expect(within(dialog).getByRole("button", { name: "使用此文件夹" }).ariaDisabled).toBeNull());
  });

  it("is rebuilt where the library's marker was lost", async () => {
    const { runner, folder } = await openSync({ fault: { tag: "marker-lost" } });
    await userEvent.keyboard("{F9}");
    runner.finish({ outcome: { tag: "stopped", step: "look", stop: { tag: "marker-lost" } } });
    const notice = await screen.findByRole("group", { name: /标记不见了/ });
    await userEvent.click(within(notice).getByRole("button", { name: "在这里重建共享" }));
    const question = await screen.findByRole("alertdialog", { name: "在这里重建共享" });
    await waitFor(() =>
      expect(within(question).getByRole("button", { name: "在这里重建共享" }).ariaDisabled).toBeNull(),
    );
    await userEvent.click(within(question).getByRole("button", { name: "在这里重建共享" }));
    await waitFor(() => expect(folder.prepared).toBe(1));
  });

  it("of other files can only be exchanged for another", async () => {
    const { runner } = await openSync({ fault: { tag: "wrong-folder" } });
    await userEvent.keyboard("{F9}");
    runner.finish({ outcome: { tag: "stopped", step: "look", stop: { tag: "wrong-folder" } } });
    const notice = await screen.findByRole("group", { name: /^这里放的是别的文件/ });
    await userEvent.click(within(notice).getByRole("button", { name: "选择文件夹" }));
    const dialog = await screen.findByRole("dialog", { name: "共享文件夹" });
    await userEvent.click(within(dialog).getByRole("button", { name: "使用此文件夹" }));
    expect(await within(dialog).findByText(/^这里放的是别的文件/)).toBeTruthy();
  });

  it("is not said to be at fault where the program behind the page does not answer", async () => {
    const away: Host = (async () => err({ tag: "host-away" })) as unknown as Host;
    await openSync({
      atDesk: true,
      settings: { sharePath: undefined as never },
      between: (host) => ((name, args) => (name === "share.choose" ? away(name, args) : host(name, args))) as Host,
    }); // as before the first choice
    await userEvent.keyboard("{F9}");
    const dialog = await screen.findByRole("dialog", { name: "共享文件夹" });
    await write(within(dialog).getByRole("textbox"), "/media/stick{Enter}");
    expect(await within(dialog).findByText(/^读者台的程序没有回应，不知道这一步做成了没有/)).toBeTruthy();
  });

  it("goes with a code sheet, shown in groups and as a QR code", async () => {
    await openSync();
    await userEvent.click(await screen.findByRole("button", { name: "加入码打印单" }));
    const dialog = await screen.findByRole("dialog", { name: "加入码" });
    expect(await within(dialog).findByText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ")).toBeTruthy();
    expect(
      within(dialog).getByRole("img", { name: "加入码的二维码" }).querySelector("path")?.getAttribute("d")?.length,
    ).toBeGreaterThan(1000);
    expect(await findAxeFaults(dialog)).toEqual([]);
  });
});

describe("the sync centre", () => {
  it.each(proofDraw(["light", "dark"] as const))("has no faults that axe finds in %s colours", async (theme) => {
    await openSync({
      settings: { theme },
      prepare: async (services) => {
        await threeConflicts(services);
        const warnings = [{ tag: "clock-off", stream: "b".repeat(16), device: "儿童馆-2", aheadMs: 300_000 } as const];
        await addToSyncLog(services.db, {
          report: reportOf({ warnings, outcome: { tag: "stopped", step: "write", stop: { tag: "full" } } }),
          folder: "x",
        });
      },
    });
    await screen.findByRole("group", { name: /儿童馆-2的钟/ });
    expect(await findAxeFaults()).toEqual([]);
  });

  it("says so when nothing is to be decided", async () => {
    await openSync();
    expect(await screen.findByText(/^暂无待处理冲突/)).toBeTruthy();
  });
});
