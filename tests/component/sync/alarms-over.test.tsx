import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { SyncReport, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import { CHILDREN, device, NOON, OWN, openSync, type TestRunner } from "./open-sync.tsx";

const marker: SyncWarning = { tag: "second-marker", file: "reader-desk.library-zzzzzzzzzzzzzzzz" };
const damaged: SyncWarning = {
  tag: "file-refused",
  stream: CHILDREN,
  device: "儿童馆-2",
  file: `streams/${CHILDREN}/0000/00000004-0123456789ab.batch`,
  error: { tag: "damaged" },
};
const rail = (): HTMLElement => screen.getByRole("link", { name: /同步/ });
const said = (text: string): Promise<HTMLElement> => screen.findByText(text, { selector: ".toast b" });

let at = NOON;
async function exchange(runner: TestRunner, report: Partial<SyncReport>): Promise<void> {
  at += 60_000;
  await userEvent.keyboard("{Escape}{F9}");
  await screen.findByRole("button", { name: "取消" });
  runner.finish({ startedAt: at, endedAt: at, ...report });
  await screen.findByRole("button", { name: /立即同步/ });
}

const linesWith = (provedAt: number | null) => [
  device(OWN, "一楼服务台", NOON, { own: true, provedAt: NOON }),
  device(CHILDREN, "儿童馆-2", NOON, { provedAt }),
];
const stopped: Partial<SyncReport> = { outcome: { tag: "stopped", step: "look", stop: { tag: "gone" } } };
const clean: Partial<SyncReport> = { outcome: { tag: "nothing-new" } };

async function acknowledged(warning: SyncWarning, text: RegExp): Promise<{ readonly runner: TestRunner }> {
  const { runner } = await openSync();
  await exchange(runner, { warnings: [warning] });
  await userEvent.click(
    within(await screen.findByRole("group", { name: text })).getByRole("button", { name: "知道了" }),
  );
  await waitFor(() => expect(within(rail()).queryByText("1")).toBeNull());
  return { runner };
}

describe("an alarm that somebody has acknowledged", () => {
  it.each([
    ["a second marker", marker, /另一个图书馆的标记/, clean],
    [
      "a damaged file, of whose computer a file was read whole",
      damaged,
      /损坏了或是空的/,
      { devices: linesWith(NOON) },
    ],
  ] as const)(
    "is a new one when %s comes back after an exchange that looked and did not meet it",
    async (_, warning, text, looked) => {
      const { runner } = await acknowledged(warning, text);
      await exchange(runner, looked);
      await exchange(runner, { warnings: [warning] });
      expect(await said("已同步，但不完整")).toBeTruthy();
      expect(await within(rail()).findByText("1")).toBeTruthy();
      const alarm = await screen.findByRole("group", { name: text });
      expect(alarm.className).toContain("alert-danger");
      expect(alarm.textContent).not.toContain("已知");
    },
  );

  it.each([
    ["stopped before its end", marker, /另一个图书馆的标记/, stopped],
    ["read no file of that computer", damaged, /损坏了或是空的/, { devices: linesWith(null) }],
  ] as const)("stays acknowledged over an exchange that %s", async (_, warning, text, notLooked) => {
    const { runner } = await acknowledged(warning, text);
    await exchange(runner, notLooked);
    await exchange(runner, { warnings: [warning] });
    expect(await said("同步完成，1 件已知")).toBeTruthy();
    expect(within(rail()).queryByText("1")).toBeNull();
  });

  it("is named in the list of exchanges, with who knows of it; what came back, without", async () => {
    const { runner } = await acknowledged(marker, /另一个图书馆的标记/);
    /** Once so many exchanges are listed, and what they say is read. */
    const lines = async (count: number, read = /另一个图书馆的标记/): Promise<readonly string[]> => {
      await userEvent.click(await screen.findByRole("button", { name: "最近 50 次" }));
      const dialog = await screen.findByRole("dialog", { name: "最近的同步" });
      await expect.poll(() => within(dialog).getAllByRole("row").length).toBe(count + 1);
      await within(dialog).findAllByText(read);
      const texts = within(dialog)
        .getAllByRole("row")
        .slice(1)
        .map(({ textContent }) => textContent);
      await userEvent.keyboard("{Escape}");
      return texts;
    };
    const [only] = await lines(1, /陈雨桐于/);
    expect(only).toMatch(/已同步，但不完整.*另一个图书馆的标记.*陈雨桐于.*已知/);
    await exchange(runner, clean);
    await exchange(runner, { warnings: [marker] });
    const [back, between] = await lines(3);
    expect(back).toMatch(/已同步，但不完整.*另一个图书馆的标记/);
    expect(back).not.toContain("已知");
    expect(between).not.toContain("标记");
  });
});
