import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { SyncReport, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import { batchName } from "#shared/replication/files/names.ts";
import { CHILDREN, device, NOON, OWN, openSync, type TestRunner } from "./open-sync.tsx";

async function exchange(runner: TestRunner, report: Partial<SyncReport>): Promise<void> {
  await userEvent.keyboard("{Escape}{F9}");
  await screen.findByRole("button", { name: "取消" });
  runner.finish(report);
  await screen.findByRole("button", { name: /立即同步/ });
}
const THIRD = "d".repeat(16);
const rail = (): HTMLElement => screen.getByRole("link", { name: /同步/ });
const statusBar = (): HTMLElement => screen.getByRole("contentinfo");

it("a computer that waits to be let in says so once, whose files ever it cannot read", async () => {
  const { runner } = await openSync();
  const lacking = (stream: string, device: string): SyncWarning => ({ tag: "key-missing", stream, device });
  await exchange(runner, {
    warnings: [lacking(CHILDREN, "儿童馆-2"), lacking(THIRD, "三楼咨询台"), lacking("e".repeat(16), "流动书车")],
  });
  await screen.findByText("同步中心里有 1 件事需要看一下");
  expect(await within(statusBar()).findByText("同步：1 件事需要看一下")).toBeTruthy();
  expect(await within(rail()).findByText("1")).toBeTruthy();
  const told = await screen.findAllByRole("group", { name: /更新的密钥/ });
  expect(told.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("儿童馆-2、三楼咨询台和流动书车的文件"),
  ]);
});

it("toast, status bar and badge count the same where a new code and a computer of the old one come together", async () => {
  const { runner } = await openSync();
  await exchange(runner, {
    warnings: [{ tag: "new-code" }, { tag: "old-code", stream: THIRD, device: "三楼咨询台" }],
  });
  await screen.findByText("同步中心里有 2 件事需要看一下");
  expect(await within(statusBar()).findByText("同步：2 件事需要看一下")).toBeTruthy();
  expect(await within(rail()).findByText("2")).toBeTruthy();
  // a key is lacking as well, and the alarms stand there from before
  await exchange(runner, { warnings: [{ tag: "key-missing", stream: THIRD, device: "三楼咨询台" }] });
  await screen.findByText("同步中心里有 3 件事需要看一下");
  expect(await within(statusBar()).findByText("同步：3 件事需要看一下")).toBeTruthy();
  expect(await within(rail()).findByText("3")).toBeTruthy();
});

it.each([
  ["a folder in its place is named once, with what helps", "folder", 0],
  ["a file in its place that is no file of ours may be declared lost as well", "too-large", 1],
] as const)("of a file that is missing %s", async (_, what, missing) => {
  const { runner } = await openSync();
  const gap = { stream: CHILDREN, first: 4, no: 4, hash: "0123456789ab", lastSeq: 9 };
  await exchange(runner, {
    warnings: [
      {
        tag: "file-refused",
        stream: CHILDREN,
        device: "儿童馆-2",
        file: batchName({ stream: CHILDREN, no: 4, hash: "0123456789ab" }),
        error: { tag: "unreadable", what },
      },
      { tag: "batch-missing", stream: CHILDREN, device: "儿童馆-2", no: 4, gap },
    ],
  });
  await screen.findByRole("group", { name: /0123456789ab\.batch/ });
  await screen.findByRole("heading", { name: "上次同步" });
  expect(screen.queryAllByRole("button", { name: "声明丢失" })).toHaveLength(missing);
});

it.each([
  ["a folder holds its place", { tag: "unreadable", what: "folder" }, true],
  ["it was damaged and put back", { tag: "damaged" }, false],
] as const)("of an own file nothing is said to be sent where %s", async (_, error, isHeld) => {
  const { runner } = await openSync();
  const file = batchName({ stream: OWN, no: 4, hash: "0123456789ab" });
  await exchange(runner, {
    devices: [device(OWN, "一楼", NOON, { own: true })],
    warnings: [{ tag: "file-refused", stream: OWN, device: "一楼", file, error }],
  });
  await screen.findByText(isHeld ? /已同步，还有记录没有送到/ : /已同步，但不完整；之后这台电脑新记/);
  const own = (await screen.findByText("这台")).closest("tr");
  expect(own?.textContent).toMatch(isHeld ? /\?不知道这台电脑$/ : /\d这台电脑$/);
});

it("a computer that was removed has a badge on sync until it is in the library again", async () => {
  const { runner } = await openSync();
  await exchange(runner, { outcome: { tag: "stopped", step: "write", stop: { tag: "removed", at: null, no: 4 } } });
  expect(await within(rail()).findByText("1")).toBeTruthy();
  await exchange(runner, { outcome: { tag: "nothing-new" } });
  await waitFor(() => expect(within(rail()).queryByText("1")).toBeNull());
});
