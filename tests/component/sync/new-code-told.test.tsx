/** A desk that has learnt of a new library code by an exchange: who syncs is told, and prints the new sheet. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { NOON, openSync, type TestRunner } from "./open-sync.tsx";

const notice = (): Promise<HTMLElement> => screen.findByRole("group", { name: /换了新的加入码/ });

async function exchange(runner: TestRunner, tags: readonly "new-code"[], at = NOON): Promise<void> {
  await userEvent.keyboard("{Escape}{F9}");
  await screen.findByRole("button", { name: "取消" });
  runner.finish({ warnings: tags.map((tag) => ({ tag })), startedAt: at, endedAt: at });
  await screen.findByRole("button", { name: /立即同步/ });
}

describe("a new library code", () => {
  it("is told of at the sync centre with the way to its sheet, until somebody acknowledges it", async () => {
    const { runner, services } = await openSync();
    await exchange(runner, ["new-code"]);
    expect((await notice()).textContent).toContain("用旧的加入码打印单不能再加入：请打印新的");
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.click(within(await notice()).getByRole("button", { name: "打印新单子" }));
    const sheet = await screen.findByRole("dialog", { name: "加入码" });
    expect(await within(sheet).findByText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ")).toBeTruthy();
    expect(within(sheet).getByRole("button", { name: "打印" })).toBeTruthy();
    // nothing was amiss with the exchange itself
    expect(await screen.findByText("同步完成", { selector: "b" })).toBeTruthy();
    await exchange(runner, []);
    expect(await notice()).toBeTruthy();
    await userEvent.click(within(await notice()).getByRole("button", { name: "知道了" }));
    await within(await notice()).findByText(/陈雨桐于.*已知/);
    expect(services.testHost.journal.alarms).toMatchObject([{ kind: "new-code", acknowledged: { by: "s1" } }]);
    await exchange(runner, [], NOON + 1);
    await waitFor(() => expect(screen.queryByRole("group", { name: /换了新的加入码/ })).toBeNull());
  });

  it("is told of in one line where the exchange was begun from another screen", async () => {
    const { runner } = await openSync({ atDesk: true });
    await userEvent.keyboard("{F9}");
    await screen.findByText(/^正在同步/);
    runner.finish({ warnings: [{ tag: "new-code" }] });
    expect(await screen.findByText("图书馆换了新的加入码，请到同步中心打印新单")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^查看/ }));
    expect(await notice()).toBeTruthy();
  });
});
