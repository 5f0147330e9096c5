/** A desk that has joined and named a branch that the library does not have. */
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { create } from "../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { type OpenedSync, openSync } from "./open-sync.tsx";

const question = (): Promise<HTMLElement> =>
  screen.findByRole("dialog", { name: "这台电脑在哪个馆" }, { timeout: 8_000 });

async function joined(
  branchName: string,
  others: readonly [id: string, name: string, code: string][] = [],
): Promise<OpenedSync> {
  return openSync({
    settings: { branchName },
    atDesk: true,
    prepare: async ({ writer }) => {
      if (others.length > 0)
        await writer.run(
          "test",
          others.map(([id, name, code]) => create("branch", id, { name, code })),
        );
    },
  });
}

async function exchanged({ runner }: OpenedSync): Promise<void> {
  await userEvent.keyboard("{F9}");
  await expect.poll(() => runner.started).toBe(1);
  runner.finish({});
}

describe("a desk that has joined", () => {
  it("is not asked before an exchange has gone through: its branch may be on its way", async () => {
    const desk = await joined("西馆");
    await screen.findByRole("combobox", { name: "扫描或查找读者" });
    expect(screen.queryByRole("dialog")).toBeNull();
    await exchanged(desk);
    await question();
  });

  it("makes its branch with a short name of its own, and stands in it", async () => {
    const desk = await joined("西馆");
    await exchanged(desk);
    const dialog = await question();
    expect(within(dialog).getByText("加入时写的是“西馆”，图书馆里还没有这个名称的分馆。")).toBeTruthy();
    const act = within(dialog).getByRole("button", { name: "确定" });
    // nothing new is made by a hasty Enter
    expect(act.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(within(dialog).getByRole("radio", { name: "新建分馆“西馆”" }));
    await userEvent.type(await within(dialog).findByRole("textbox", { name: "分馆简称" }), "cd{Enter}");
    expect((await within(dialog).findByText("“城东馆”已经用了这个简称，请换一个")).textContent).toBeTruthy();
    expect(await desk.services.db.branch.count()).toBe(1);
    expect(await findAxeFaults(dialog)).toEqual([]);
    await userEvent.clear(within(dialog).getByRole("textbox", { name: "分馆简称" }));
    await userEvent.type(within(dialog).getByRole("textbox", { name: "分馆简称" }), "XG{Enter}");
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    const made = (await desk.services.db.branch.toArray()).find(({ name }) => name === "西馆");
    expect(made).toMatchObject({ code: "XG", workingDays: ["1", "2", "3", "4", "5"] });
    await expect.poll(() => desk.services.testHost.settings.branch).toBe(made?.id);
    await screen.findByText(/西馆/, { selector: "footer *" });
  });

  it("offers the branch that may be meant first, and stands in the one that is chosen", async () => {
    const desk = await joined("西馆", [
      ["b2", "北馆", "BG"],
      ["b3", "西分馆", "XF"],
    ]);
    await exchanged(desk);
    const dialog = await question();
    const names = within(dialog)
      .getAllByRole<HTMLInputElement>("radio")
      .map(({ labels, checked }) => `${checked ? "* " : ""}${labels?.[0]?.textContent}`);
    expect(names).toEqual(["* 西分馆（XF）", "北馆（BG）", "城东馆（CD）", "新建分馆“西馆”"]);
    await userEvent.click(within(dialog).getByRole("button", { name: "确定" }));
    await expect.poll(() => desk.services.testHost.settings.branch).toBe("b3");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(await desk.services.db.branch.count()).toBe(3);
  });

  it("is asked no more where it answers later, and may be told in the settings", async () => {
    const desk = await joined("西馆");
    await exchanged(desk);
    await userEvent.click(within(await question()).getByText("以后再说"));
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(desk.services.testHost.settings.branch).toBeUndefined();
    // a branch of the name that comes later is the one
    await desk.services.writer.run("test", [create("branch", "b9", { name: "西 馆" })]);
    await expect.poll(() => desk.services.testHost.settings.branch).toBe("b9");
  });
});
