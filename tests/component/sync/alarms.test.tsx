/**
 * What the sync centre warns of. It takes long, as each alarm comes, is acknowledged and goes on a centre of its own.
 */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import { err } from "#shared/kernel/result.ts";
import type { SyncReport, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import type { TestServices } from "../../support/desk-services.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { createGate } from "../../support/gate.ts";
import { device, NOON, OWN, openSync, reportOf, type TestRunner } from "./open-sync.tsx";

const FILE = "streams/bbbbbbbbbbbbbbbb/0000/00000004-0123456789ab.batch";
const refused: SyncWarning = {
  tag: "file-refused",
  stream: "b".repeat(16),
  device: "儿童馆-2",
  file: FILE,
  error: { tag: "damaged" },
};
const statusBar = (): HTMLElement => screen.getByRole("contentinfo");
const rail = (): HTMLElement => screen.getByRole("link", { name: /同步/ });
const alarm = (): Promise<HTMLElement> => screen.findByRole("group", { name: /损坏了或是空的/ });
async function begin(): Promise<void> {
  await userEvent.keyboard("{Escape}{F9}");
  await screen.findByRole("button", { name: "取消" });
}
/** Until the next one can begin. */
async function end(runner: TestRunner, report: Partial<SyncReport>): Promise<void> {
  runner.finish(report);
  await screen.findByRole("button", { name: /立即同步/ });
}
async function exchange(runner: TestRunner, report: Partial<SyncReport>): Promise<void> {
  await begin();
  await end(runner, report);
}
/** The line that an exchange ends in. */
const said = (text: string): Promise<HTMLElement> => screen.findByText(text, { selector: "b" });

describe("what an exchange met that a person must know of", () => {
  it("is not called complete, has a badge until somebody acknowledges it, and then reads complete with one known", async () => {
    const { runner, services } = await openSync();
    await userEvent.keyboard("{F9}");
    runner.finish({ warnings: [refused] });
    expect(await said("已同步，但不完整")).toBeTruthy();
    expect(screen.queryAllByText("同步完成")).toEqual([]);
    expect((await alarm()).textContent).toContain(FILE);
    expect((await alarm()).textContent).not.toMatch(/damaged|signature/);
    expect(await within(rail()).findByText("1")).toBeTruthy();
    expect(await within(statusBar()).findByText("同步：1 件事需要看一下")).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);

    // a later exchange that meets nothing takes no alarm away
    await userEvent.keyboard("{Escape}{F9}");
    runner.finish({ outcome: { tag: "nothing-new" } });
    expect(await said("已是最新，没有新内容")).toBeTruthy();
    expect(within(rail()).getByText("1")).toBeTruthy();

    await userEvent.keyboard("{Escape}{F9}");
    runner.finish({ warnings: [refused] });
    expect(await screen.findByText("同步中心里有 1 件事需要看一下")).toBeTruthy();
    await userEvent.click(within(await alarm()).getByRole("button", { name: "知道了" }));
    // neither in the status bar nor in the line that the exchange ended in
    await waitFor(() => expect(screen.queryByText(/需要看一下/, { ignore: ".vh" })).toBeNull());
    expect(within(rail()).queryByText("1")).toBeNull();
    expect(services.testHost.journal.alarms).toMatchObject([
      { kind: "refused-file", name: FILE, acknowledged: { by: "s1" } },
    ]);

    await userEvent.keyboard("{Escape}{F9}");
    runner.finish({ warnings: [refused] });
    expect(await said("同步完成，1 件已知")).toBeTruthy();
    expect(within(rail()).queryByText("1")).toBeNull();
    expect(await within(await alarm()).findByText(/陈雨桐于.*已知/)).toBeTruthy();
    expect(within(await alarm()).queryByRole("button")).toBeNull();
  });

  it("stands there again after a new start", async () => {
    await openSync({
      prepare: async ({ host }) => {
        await host("alarms.note", {
          causes: [{ kind: "went-back", stream: "b".repeat(16), name: "", device: "儿童馆-2" }],
          over: [],
          at: 1,
        });
      },
    });
    expect(await screen.findByRole("group", { name: /原先已在那里的内容不见了/ })).toBeTruthy();
    expect(await within(rail()).findByText("1")).toBeTruthy();
    expect(await within(statusBar()).findByText("同步：1 件事需要看一下")).toBeTruthy();
  });

  it.each([
    ["waits to be let in", { asks: "ab".repeat(32) }, "别人写的，要等有人在下面的电脑表里准许"],
    ["was let in", {}, "已有人准许"],
    ["was removed", { out: { way: "removed", at: NOON } }, "已移出"],
  ] as const)(
    "of a computer that %s says so, by the name under which it stands in the table",
    async (_, line, said) => {
      const CAR = "e".repeat(16);
      const { services } = await openSync({
        prepare: async ({ host }) => {
          await host("alarms.note", {
            causes: [{ kind: "old-code", stream: CAR, name: "", device: "一楼服务台" }],
            over: [],
            at: NOON,
          });
        },
      });
      const devices = [device(OWN, "一楼服务台", NOON, { own: true }), device(CAR, "一楼服务台", NOON, line)];
      await addToSyncLog(services.db, { report: reportOf({ devices }), folder: null });
      expect(
        (await screen.findByRole("group", { name: new RegExp(`一楼服务台 EEEE.*${said}`) })).textContent,
      ).toContain("旧加入码");
    },
  );

  it("stands above what somebody knows already", async () => {
    const [DAY, NEXT] = [Date.UTC(2026, 10, 24, 12), Date.UTC(2026, 10, 25, 12)];
    const known = { kind: "went-back", stream: "b".repeat(16), name: "" } as const;
    await openSync({
      prepare: async ({ host }) => {
        for (const at of [DAY, NEXT])
          await host("alarms.note", {
            causes: [{ kind: "fork", stream: "d".repeat(16), name: "", device: "三楼" }],
            over: [],
            at,
          });
        await host("alarms.note", {
          causes: [{ kind: "old-code", stream: "e".repeat(16), name: "", device: "外来" }],
          over: [],
          at: DAY,
        });
        // the latest of all
        await host("alarms.note", { causes: [{ ...known, device: "儿童馆-2" }], over: [], at: NEXT });
        await host("alarms.acknowledge", { ...known, at: NEXT, by: "s1" });
      },
    });
    await screen.findByText(/陈雨桐于/);
    const told = screen
      .getAllByRole("group", { name: /互相冲突|旧加入码|不见了/ })
      .map((line) => line.getAttribute("aria-label")?.match(/冲突|旧加入码|不见了/)?.[0]);
    expect(told).toEqual(["冲突", "旧加入码", "不见了"]);
  });

  it("an announcement without its file can be set aside", async () => {
    const { runner } = await openSync();
    await exchange(runner, { warnings: [headAlone] });
    await userEvent.click(within(await announcement()).getByRole("button", { name: "搁在一边" }));
    expect(await within(await announcement()).findByText("已搁在一边")).toBeTruthy();
    expect(within(await announcement()).queryByRole("button")).toBeNull();
    await exchange(runner, { outcome: { tag: "nothing-new" } });
    await waitFor(() => expect(screen.queryByRole("group", { name: /第 9 份文件/ })).toBeNull());
  });

  it("of its own file says what this computer does itself, and sends nobody to another one", async () => {
    const { runner } = await openSync();
    await exchange(runner, { warnings: [{ ...refused, stream: OWN }] });
    const text = (await alarm()).textContent;
    expect(text).toContain("这台电脑的记录都在，同步时会放回正确的文件");
    expect(text).not.toContain("那台");
  });

  it("says when it was met, and that the last exchange has not met it again", async () => {
    const { runner } = await openSync();
    await exchange(runner, { warnings: [refused] });
    expect((await alarm()).textContent).toMatch(/今天 12:14 遇到/);
    await exchange(runner, { warnings: [refused], startedAt: LATER, endedAt: LATER });
    await waitFor(async () => expect((await alarm()).textContent).toMatch(/今天 12:14 首次遇到，最近一次 今天 13:00/));
    expect((await alarm()).textContent).not.toContain("没有再遇到");
    await exchange(runner, { startedAt: LATER + 1, endedAt: LATER + 2 });
    await waitFor(async () => expect((await alarm()).textContent).toContain("上次同步没有再遇到"));
    expect((await alarm()).className).toContain("alert-warn");
  });

  it("tells of how many readers something was set aside, until it is read", async () => {
    const { runner } = await openSync();
    await exchange(runner, { setAside: { readers: 2 } });
    const notice = (): Promise<HTMLElement> =>
      screen.findByRole("group", { name: /有 2 位读者的部分内容，这台电脑还认不得/ });
    await userEvent.click(within(await notice()).getByRole("button", { name: "知道了" }));
    await leaveAndReturn();
    expect(await within(await notice()).findByText("已知道")).toBeTruthy();
    expect(within(await notice()).queryByRole("button")).toBeNull();
  });
});

const LATER = new Date(2026, 10, 25, 13, 0).getTime();
const HEAD = "b-00000009-0123456789ab";
const headAlone: SyncWarning = { tag: "head-alone", stream: "b".repeat(16), device: "儿童馆-2", no: 9, head: HEAD };
const GAP = { stream: "d".repeat(16), first: 4, no: 4, hash: "0123456789ab", lastSeq: 9 };
const lost: SyncWarning = { tag: "batch-missing", stream: "d".repeat(16), device: "三楼咨询台", no: 4, gap: GAP };
const announcement = (): Promise<HTMLElement> => screen.findByRole("group", { name: /说有儿童馆-2的第 9 份文件/ });

async function leaveAndReturn(): Promise<void> {
  await userEvent.click(screen.getByRole("link", { name: /服务台/ }));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "同步中心" })).toBeNull());
  await userEvent.click(rail());
  await screen.findByRole("heading", { name: "同步中心" });
}

/** Presses what is under one point of the screen, as a hand does that does not move. */
function handAbove(button: HTMLElement): () => Promise<void> {
  const { left, top, width, height } = button.getBoundingClientRect();
  return async () => {
    const under = document.elementFromPoint(left + width / 2, top + height / 2);
    if (under !== null) await userEvent.click(under);
  };
}

/** Two alarms of exchanges that are over. */
const twoAlarms = async ({ host }: TestServices): Promise<void> => {
  const cause = (name: string) => ({ kind: "refused-file" as const, stream: "b".repeat(16), name, device: "儿童馆-2" });
  await host("alarms.note", { causes: [cause("one.batch"), cause("two.batch")], over: [], at: 1 });
};

describe("each kind of alarm", () => {
  const of = { stream: "b".repeat(16), device: "儿童馆-2" } as const;
  it.each<[kind: string, warning: SyncWarning, said: RegExp, once?: "happens once"]>([
    ["not verified", { ...refused, error: { tag: "bad-signature" } }, /不是儿童馆-2写下的样子，没有采用/],
    [
      "a refused file that is a folder",
      { ...refused, error: { tag: "unreadable", what: "folder" } },
      /的位置上是一个文件夹/,
    ],
    [
      "a refused file that is too large",
      { ...refused, error: { tag: "unreadable", what: "too-large" } },
      /比读者台的任何文件都大得多/,
    ],
    [
      "a refused file that may not be opened",
      { ...refused, error: { tag: "unreadable", what: "refused" } },
      /不让这台电脑打开/,
    ],
    ["a refused file of a newer desk", { ...refused, error: { tag: "newer-format" } }, /更新的读者台写的/],
    [
      "a second marker",
      { tag: "second-marker", file: "reader-desk.library-zzzzzzzzzzzzzzzz" },
      /另一个图书馆的标记 reader-desk\.library-zzzzzzzzzzzzzzzz/,
    ],
    ["an old code", { tag: "old-code", ...of }, /旧加入码/, "happens once"],
    ["a fork", { tag: "fork", ...of, no: 4, kept: "aaaaaaaaaaaa", excluded: "bbbbbbbbbbbb" }, /有两份互相冲突的记录/],
    ["went back", { tag: "went-back", ...of, from: 9, to: 7 }, /原先已在那里的内容不见了/, "happens once"],
  ])(
    "%s: is not called complete, has a badge until it is acknowledged, and is known where it persists, new where it happens again",
    async (_, warning, text, once) => {
      const { runner } = await openSync();
      const told = (): Promise<HTMLElement> => screen.findByRole("group", { name: text });
      await exchange(runner, { warnings: [warning] });
      expect(await said("已同步，但不完整")).toBeTruthy();
      expect((await told()).textContent).not.toMatch(/signature|unreadable|format|[{}]/);
      expect(await within(rail()).findByText("1")).toBeTruthy();
      await userEvent.click(within(await told()).getByRole("button", { name: "知道了" }));
      expect(await within(await told()).findByText(/陈雨桐于.*已知/)).toBeTruthy();
      await waitFor(() => expect(within(rail()).queryByText("1")).toBeNull());
      await exchange(runner, { warnings: [warning], startedAt: LATER, endedAt: LATER });
      expect(await said(once === undefined ? "同步完成，1 件已知" : "已同步，但不完整")).toBeTruthy();
      expect(within(await told()).queryAllByRole("button", { name: "知道了" })).toHaveLength(
        once === undefined ? 0 : 1,
      );
      await waitFor(() => expect(within(rail()).queryAllByText("1")).toHaveLength(once === undefined ? 0 : 1));
    },
  );
});

describe("a second press, while the first is answered and after it", () => {
  it("acknowledges no other alarm: what was acknowledged stays in its place until the next exchange", async () => {
    const gate = createGate();
    const between = (host: Host): Host =>
      gate.through(
        host as (name: CallName, args: unknown) => Promise<unknown>,
        (name) => name === "alarms.acknowledge",
      ) as Host; // the same calls, later
    const { runner, services } = await openSync({ prepare: twoAlarms, between });
    await exchange(runner, { outcome: { tag: "nothing-new" } });
    const one = await screen.findByRole("group", { name: /one\.batch/ });
    await screen.findByRole("heading", { name: "上次同步" });
    const press = handAbove(within(one).getByRole("button"));
    await press();
    await press();
    while (gate.size() > 0) await gate.open();
    await within(one).findByText(/陈雨桐于.*已知/);
    await press();
    expect(gate.size()).toBe(0);
    expect(
      services.testHost.journal.alarms.filter(({ acknowledged }) => acknowledged !== undefined).map(({ name }) => name),
    ).toEqual(["one.batch"]);
    expect(await within(rail()).findByText("1")).toBeTruthy();
    await exchange(runner, { outcome: { tag: "nothing-new" }, startedAt: LATER, endedAt: LATER });
    await waitFor(() => expect(screen.queryByRole("group", { name: /one\.batch/ })).toBeNull());
    expect(screen.getByRole("group", { name: /two\.batch/ })).toBeTruthy();
  });

  it("declares nothing lost where an announcement was set aside, which stays so on coming back", async () => {
    const { runner } = await openSync();
    await exchange(runner, { warnings: [headAlone, lost] });
    const press = handAbove(within(await announcement()).getByRole("button", { name: "搁在一边" }));
    await press();
    await within(await announcement()).findByText("已搁在一边");
    await press();
    expect(screen.queryByRole("dialog")).toBeNull();
    await leaveAndReturn();
    expect(await within(await announcement()).findByText("已搁在一边")).toBeTruthy();
    expect(within(await announcement()).queryByRole("button")).toBeNull();
  });
});

describe("an exchange that runs while a person acknowledges", () => {
  it("still acknowledges what it meets again before the answer has come, and the next one reads one known", async () => {
    const gate = createGate();
    const between = (host: Host): Host =>
      gate.through(
        host as (name: CallName, args: unknown) => Promise<unknown>,
        (name) => name === "alarms.acknowledge",
      ) as Host; // the same calls, later
    const { runner, services } = await openSync({ between });
    await exchange(runner, { warnings: [refused] });
    await alarm();
    // the answer comes after the exchange has noted it anew
    await begin();
    await userEvent.click(within(await alarm()).getByRole("button", { name: "知道了" }));
    await end(runner, { warnings: [refused], startedAt: LATER, endedAt: LATER });
    await screen.findByText("已同步，但不完整", { selector: "b" });
    await gate.open();
    expect(await within(await alarm()).findByText(/陈雨桐于.*已知/)).toBeTruthy();
    expect(within(rail()).queryByText("1")).toBeNull();
    expect(services.testHost.journal.alarms).toMatchObject([{ name: FILE, last: LATER, acknowledged: { by: "s1" } }]);
    await exchange(runner, { warnings: [refused], startedAt: LATER + 1, endedAt: LATER + 1 });
    expect(await said("同步完成，1 件已知")).toBeTruthy();
  });

  it("tells anew of what has happened once more, though the earlier time was acknowledged meanwhile", async () => {
    const wentBack: SyncWarning = { tag: "went-back", stream: "b".repeat(16), device: "儿童馆-2", from: 9, to: 7 };
    const { runner } = await openSync();
    await exchange(runner, { warnings: [wentBack] });
    const notice = (): Promise<HTMLElement> => screen.findByRole("group", { name: /原先已在那里的内容不见了/ });
    await notice();
    await begin();
    await userEvent.click(within(await notice()).getByRole("button", { name: "知道了" }));
    await within(await notice()).findByText(/已知/);
    await end(runner, { warnings: [wentBack], startedAt: LATER, endedAt: LATER });
    expect(await said("已同步，但不完整")).toBeTruthy();
    expect(await within(rail()).findByText("1")).toBeTruthy();
    expect(within(await notice()).getByRole("button", { name: "知道了" })).toBeTruthy();
  });

  it("offers no announcement again that was set aside while it looked", async () => {
    const { runner } = await openSync();
    await exchange(runner, { warnings: [headAlone] });
    await userEvent.click(within(await announcement()).getByRole("button", { name: "搁在一边" }));
    await begin();
    // it had read what is set aside before
    await end(runner, { warnings: [headAlone], startedAt: LATER, endedAt: LATER });
    expect(await said("同步完成")).toBeTruthy();
    // each time as it stands: the line of the exchange before gives way to this one's
    await waitFor(async () => expect((await announcement()).textContent).toContain("已搁在一边"));
    expect(within(await announcement()).queryByRole("button")).toBeNull();
  });
});

it("says so where the data folder does not take it, and the alarm stays", async () => {
  const between = (host: Host): Host =>
    (async (name: CallName, args: unknown) =>
      name === "alarms.acknowledge" ? err({ tag: "disk-full", freeBytes: 0 }) : host(name, args as never)) as Host; // the same calls but one
  const { runner } = await openSync({ between });
  await exchange(runner, { warnings: [refused] });
  await said("已同步，但不完整");
  await userEvent.click(within(await alarm()).getByRole("button", { name: "知道了" }));
  expect(await said("没有记下，提示还在，什么也没有丢。请再按一次。")).toBeTruthy();
  expect(within(await alarm()).getByRole("button", { name: "知道了" })).toBeTruthy();
  expect(within(rail()).getByText("1")).toBeTruthy();
});
