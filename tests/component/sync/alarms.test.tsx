import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { SyncWarning } from "#shared/replication/sync-report.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { openSync } from "./open-sync.tsx";

afterEach(cleanup);

const FILE = "streams/bbbbbbbbbbbbbbbb/0000/00000004-0123456789ab.batch";
const refused: SyncWarning = { tag: "file-refused", stream: "b".repeat(16), device: "儿童馆-2", file: FILE, error: { tag: "damaged" } };
const statusBar = (): HTMLElement => screen.getByRole("contentinfo");
const rail = (): HTMLElement => screen.getByRole("link", { name: /同步/ });
const alarm = (): Promise<HTMLElement> => screen.findByRole("group", { name: /损坏了或是空的/ });
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

    await userEvent.click(within(await alarm()).getByRole("button", { name: "知道了" }));
    await waitFor(() => expect(within(statusBar()).queryByText(/需要看一下/)).toBeNull());
    expect(within(rail()).queryByText("1")).toBeNull();
    expect(services.testHost.journal.alarms).toMatchObject([{ kind: "refused-file", name: FILE, acknowledged: { by: "s1" } }]);

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
        await host("alarms.note", { causes: [{ kind: "went-back", stream: "b".repeat(16), name: "", device: "儿童馆-2" }], at: 1 });
      },
    });
    expect(await screen.findByRole("group", { name: /原先已在那里的内容不见了/ })).toBeTruthy();
  });

  it("stands above what somebody knows already, with the day on which it was met, once where that was one day", async () => {
    const [DAY, NEXT] = [Date.UTC(2026, 10, 24, 12), Date.UTC(2026, 10, 25, 12)];
    const known = { kind: "went-back", stream: "b".repeat(16), name: "" } as const;
    await openSync({
      prepare: async ({ host }) => {
        for (const at of [DAY, NEXT]) await host("alarms.note", { causes: [{ kind: "fork", stream: "d".repeat(16), name: "", device: "三楼" }], at });
        await host("alarms.note", { causes: [{ kind: "old-code", stream: "e".repeat(16), name: "", device: "外来" }], at: DAY });
        // the latest of all
        await host("alarms.note", { causes: [{ ...known, device: "儿童馆-2" }], at: NEXT });
        await host("alarms.acknowledge", { ...known, at: NEXT, by: "s1" });
      },
    });
    await screen.findByText(/陈雨桐于/);
    const told = screen.getAllByRole("group", { name: /互相冲突|旧加入码|不见了/ }).map((line) => line.querySelector(".alarm-met")?.textContent);
    expect(told).toEqual(["首次遇到：2026-11-24，最近：2026-11-25", "2026-11-24 遇到", "2026-11-25 遇到 · 陈雨桐于2026-11-25已知"]);
  });

  it("an announcement without its file can be set aside", async () => {
    const { runner } = await openSync();
    await userEvent.keyboard("{F9}");
    runner.finish({ warnings: [{ tag: "head-alone", stream: "b".repeat(16), device: "儿童馆-2", no: 9, head: "b-00000009-0123456789ab" }] });
    const notice = await screen.findByRole("group", { name: /说有儿童馆-2的第 9 份文件/ });
    await userEvent.click(within(notice).getByRole("button", { name: "搁在一边" }));
    await waitFor(() => expect(screen.queryByRole("group", { name: /第 9 份文件/ })).toBeNull());
  });
});
