import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { CHILDREN, device, NOON, OWN, openSync, type TestRunner } from "./open-sync.tsx";

const statusBar = (): HTMLElement => screen.getByRole("contentinfo");

describe("two computers that show different records", () => {
  const sum = (digit: string): string => digit.repeat(64);
  const differs = {
    tag: "digest-differs",
    stream: CHILDREN,
    device: "儿童馆-2",
    kinds: ["reader"],
    ours: {
      at: { [OWN]: 12, [CHILDREN]: 7 },
      aside: 0,
      tables: { reader: { records: 41, sum: sum("a") }, task: { records: 3, sum: sum("c") } },
    },
    theirs: {
      at: { [OWN]: 12, [CHILDREN]: 7 },
      aside: 0,
      tables: { reader: { records: 40, sum: sum("b") }, task: { records: 3, sum: sum("c") } },
    },
  } as const;

  const alarm = (name: RegExp = /收下的改动完全相同/): Promise<HTMLElement> => screen.findByRole("group", { name });
  const rail = (): HTMLElement => screen.getByRole("link", { name: /同步/ });
  async function exchange(runner: TestRunner, report: Partial<SyncReport>): Promise<void> {
    await userEvent.keyboard("{Escape}{F9}");
    await screen.findByRole("button", { name: "取消" });
    runner.finish(report);
    await screen.findByRole("button", { name: /立即同步/ });
  }

  it("raise an alarm like any other: it stays over further exchanges, its particulars are saved, and somebody acknowledges it", async () => {
    const { services, runner, folder } = await openSync();
    await exchange(runner, { warnings: [differs] });
    expect(await screen.findByText("已同步，但不完整", { selector: "b" })).toBeTruthy();
    await exchange(runner, { outcome: { tag: "nothing-new" } });
    expect(await within(statusBar()).findByText("同步：1 件事需要看一下")).toBeTruthy();
    expect(await within(rail()).findByText("1")).toBeTruthy();
    expect((await alarm()).textContent).toMatch(/这台电脑与儿童馆-2收下的改动完全相同.*不一样的是：读者/);
    expect(await findAxeFaults(document.body)).toEqual([]);

    await userEvent.click(within(await alarm()).getByRole("button", { name: "保存详情" }));
    await waitFor(() => expect(folder.saved).toHaveLength(1));
    const [saved] = folder.saved;
    expect(saved?.name).toMatch(/^记录不一致 .*\.txt$/);
    expect(saved?.text).toContain(`       41  ${sum("a")}\r\n       40  ${sum("b")}`);
    expect(saved?.text).toContain(`${OWN}  12`);

    await userEvent.click(within(await alarm()).getByRole("button", { name: "知道了" }));
    expect(await within(await alarm()).findByText(/陈雨桐于.*已知/)).toBeTruthy();
    await waitFor(() => expect(within(rail()).queryByText("1")).toBeNull());
    expect(within(statusBar()).queryByText(/需要看一下/)).toBeNull();
    expect(services.testHost.journal.alarms).toMatchObject([
      { kind: "digest-differs", stream: CHILDREN, name: "reader", acknowledged: { by: "s1" } },
    ]);
    // met again it is known, and what differs now can still be saved
    await exchange(runner, { warnings: [differs] });
    expect(await screen.findByText("同步完成，1 件已知", { selector: "b" })).toBeTruthy();
    expect(within(await alarm()).getByRole("button", { name: "保存详情" })).toBeTruthy();
    // other records than those that somebody knows of are news
    await exchange(runner, {
      startedAt: NOON + 60_000,
      endedAt: NOON + 61_000,
      warnings: [{ ...differs, kinds: ["reader", "task"] }],
    });
    await waitFor(async () => expect((await alarm()).textContent).toMatch(/不一样的是：读者.待办/));
    expect(await within(rail()).findByText("1")).toBeTruthy();
  });

  it("are told apart by the beginning of the number where computers have one name, as in the table", async () => {
    const { runner } = await openSync();
    const NAME = "一楼服务台";
    const others = ["b", "c", "d"].map((letter) => device(letter.repeat(16), NAME, NOON));
    const elsewhere = { ...differs, stream: "f".repeat(16), device: NAME };
    await exchange(runner, {
      devices: [device(OWN, NAME, NOON, { own: true }), ...others],
      warnings: [{ ...differs, device: NAME }, elsewhere],
    });
    await screen.findByRole("rowheader", { name: /^一楼服务台 BBBB/ });
    expect(await alarm(/这台电脑与一楼服务台 BBBB收下/)).toBeTruthy();
    // also one that is in no table
    expect(await alarm(/这台电脑与一楼服务台 FFFF收下/)).toBeTruthy();
  });
});
