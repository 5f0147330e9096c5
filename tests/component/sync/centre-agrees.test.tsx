/** The sync centre says one thing: its headline, its notices and its table agree with how the last exchange ended. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { DeviceLine, SyncReport, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import { CHILDREN, device, NOON, OWN, openSync, reportOf, type TestRunner, threeConflicts } from "./open-sync.tsx";

const refused = (stream: string): SyncWarning => ({
  tag: "file-refused",
  stream,
  device: "儿童馆-2",
  file: `streams/${stream}/0000/00000004-0123456789ab.batch`,
  error: { tag: "damaged" },
});

async function exchange(runner: TestRunner, report: Partial<SyncReport> = {}): Promise<void> {
  const { started } = runner;
  await userEvent.keyboard("{Escape}{F9}");
  await waitFor(() => expect(runner.started).toBe(started + 1));
  runner.finish(report);
  await screen.findByRole("button", { name: /立即同步/ });
}

describe("the headline", () => {
  it("says of an exchange that was not complete that it was not, until what it met is known", async () => {
    const { runner } = await openSync();
    await exchange(runner, { warnings: [refused(CHILDREN)] });
    await screen.findByText(/^今天 12:14 已同步，但不完整；之后这台电脑新记 \d+ 条$/);
    await userEvent.click(await screen.findByRole("button", { name: "知道了" }));
    await screen.findByText(/^今天 12:14 已同步，1 件已知；之后这台电脑新记 \d+ 条$/);
  });

  it("says of an exchange that has stopped that it has, and when the one before it ended", async () => {
    const { runner } = await openSync();
    await exchange(runner);
    await screen.findByText(/^今天 12:14 已同步；之后这台电脑新记 \d+ 条$/);
    await exchange(runner, { outcome: { tag: "stopped", step: "look", stop: { tag: "no-folder" } } });
    await screen.findByText(/^上次同步没有完成；此前 今天 12:14 已同步，有 \d+ 条待同步$/);
  });
});

it("what waits to be decided is counted as the inbox counts it, though this exchange has brought none of it", async () => {
  const { runner } = await openSync({ prepare: threeConflicts });
  await exchange(runner, { conflicts: 0 });
  await screen.findByText("收到 37 条，送出 21 条，3 处待处理", { selector: ".toast span" });
});

describe("a file of this computer that was amiss on the share", () => {
  const own = (provedAt: number | null): readonly DeviceLine[] => [
    device(OWN, "一楼服务台", NOON, { own: true, provedAt }),
    device(CHILDREN, "儿童馆-2", NOON),
  ];
  const notice = (): Promise<HTMLElement> => screen.findByRole("group", { name: /这台电脑的文件.*损坏了或是空的/ });

  it("is said to have been put back once it has, and in the log as well", async () => {
    const { runner } = await openSync();
    await exchange(runner, { warnings: [refused(OWN)], devices: own(null) });
    expect((await notice()).textContent).toContain("同步时会放回正确的文件");
    await exchange(runner, { warnings: [refused(OWN)], devices: own(NOON) });
    await waitFor(async () => expect((await notice()).textContent).toContain("已放回正确的文件"));
    expect((await notice()).textContent).not.toContain("会放回");
    await userEvent.click(screen.getByRole("button", { name: "最近 50 次" }));
    expect((await screen.findByRole("dialog", { name: "最近的同步" })).textContent).toContain("已放回正确的文件");
  });
});

describe("the table of computers", () => {
  const row = async (name: RegExp): Promise<string> => (await screen.findByRole("row", { name })).textContent;
  const lines = (joined: boolean): readonly DeviceLine[] => [
    device(OWN, "一楼服务台", NOON, { own: true, since: NOON - 1000 }),
    device(CHILDREN, "儿童馆-2", NOON, { joined: true, since: NOON - 9000 }),
    device("d".repeat(16), "三楼咨询台", NOON, { joined: joined, since: NOON - 500 }),
  ];

  it("marks none as new that was there before this one, and who came later still", async () => {
    await openSync({
      prepare: ({ db }) => addToSyncLog(db, { report: reportOf({ devices: lines(true) }), folder: "x" }),
    });
    expect(await row(/^三楼咨询台/)).toContain("新加入");
    expect(await row(/^儿童馆-2/)).not.toContain("新加入");
  });

  it("marks as new whom a later exchange takes up, however old", async () => {
    await openSync({
      prepare: async ({ db }) => {
        await addToSyncLog(db, { report: reportOf({ devices: lines(true).slice(0, 1) }), folder: "x" });
        await addToSyncLog(db, { report: reportOf({ devices: lines(false) }), folder: "x" });
      },
    });
    expect(await row(/^儿童馆-2/)).toContain("新加入");
    expect(await row(/^三楼咨询台/)).not.toContain("新加入");
  });

  it.each(["removed", "retired"] as const)("waits for no computer that is %s", async (way) => {
    const gone = device("e".repeat(16), "流动书车", NOON, {
      hasOurs: false,
      out: { way, at: NOON },
      waitsFor: [{ stream: CHILDREN, device: "儿童馆-2", seq: 7 }],
    });
    const devices = [device(OWN, "一楼服务台", NOON, { own: true }), device(CHILDREN, "儿童馆-2", NOON), gone];
    await openSync({ prepare: ({ db }) => addToSyncLog(db, { report: reportOf({ devices }), folder: "x" }) });
    expect(await row(/^流动书车/)).toMatch(/\?不知道没有$/);
  });
});

it("to print the new sheet is to know of the new code", async () => {
  const screenPrint = window.print;
  let printed = 0;
  window.print = () => {
    printed += 1;
  };
  try {
    const { runner, services } = await openSync();
    await exchange(runner, { warnings: [{ tag: "new-code" }] });
    const notice = await screen.findByRole("group", { name: /换了新的加入码/ });
    await userEvent.click(within(notice).getByRole("button", { name: "打印新单子" }));
    await userEvent.click(await screen.findByRole("button", { name: "打印" }));
    expect(printed).toBe(1);
    await waitFor(() =>
      expect(services.testHost.journal.alarms).toMatchObject([{ kind: "new-code", acknowledged: { by: "s1" } }]),
    );
    await userEvent.keyboard("{Escape}");
    await within(await screen.findByRole("group", { name: /换了新的加入码/ })).findByText(/陈雨桐于.*已知/);
  } finally {
    window.print = screenPrint;
  }
});
