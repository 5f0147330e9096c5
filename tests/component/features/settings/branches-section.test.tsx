import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Route, Switch } from "wouter";
import { type Change, create, edit } from "../../../../renderer/db/write/changes.ts";
import { BranchesSection } from "../../../../renderer/features/settings/branches/branches-section.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { type Rendered, renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";

async function openBranches(...more: readonly Change[]): Promise<TestServices & Pick<Rendered, "history">> {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("branch", "east", { name: "城东馆", code: "CD" }),
    create("branch", "west", { name: "城西馆", code: "CX", hidden: true }),
    ...more,
  ]);
  const { history } = await renderWithServices(
    <ScreenKeys>
      <Switch>
        <Route path="/" component={BranchesSection} />
        <Route>elsewhere</Route>
      </Switch>
      <ToastDock />
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services) }, language: "zh-CN" },
  );
  return { ...services, history };
}

const boxes = async (name: string): Promise<HTMLInputElement[]> =>
  await screen.findAllByRole<HTMLInputElement>("textbox", { name });

it("adds a branch with its short name, with the usual days, and refuses a name or a code that is given", async () => {
  const { db } = await openBranches();
  const [name, code] = [(await boxes("分馆名称")).at(-1), (await boxes("分馆简称")).at(-1)];
  if (name === undefined || code === undefined) throw new Error("no boxes");
  const alert = async (): Promise<string | null> => (await screen.findByRole("alert")).textContent;
  await userEvent.type(name, "西馆{Enter}");
  expect(await alert()).toBe("请填写分馆简称，它用于读者意见的登记号");
  expect(document.activeElement).toBe(code);
  // the one that is hidden keeps its numbers
  await userEvent.type(code, "cx{Enter}");
  expect(await alert()).toBe("“城西馆”已经用了这个简称，请换一个");
  expect(await findAxeFaults(document.body)).toEqual([]);
  await userEvent.clear(code);
  await userEvent.type(code, "XG{Enter}");
  await expect.poll(async () => (await db.branch.toArray()).find((row) => row.name === "西馆")?.code).toBe("XG");
  expect(screen.queryByRole("alert")).toBeNull();
  await expect.poll(() => [name.value, code.value]).toEqual(["", ""]);
  await write(name, "城 东馆");
  await userEvent.type(code, "XX{Enter}");
  expect(await alert()).toBe("已经有分馆“城东馆”");
  expect(await db.branch.count()).toBe(3);
});

it("renames a branch, gives it another code, hides it and shows it again", async () => {
  const { db } = await openBranches(create("branch", "south", { name: "城南馆", code: "CN" }));
  const east = async () => await db.branch.get("east");
  const [line] = await screen.findAllByRole("listitem");
  if (line === undefined) throw new Error("no branch");
  await userEvent.clear(within(line).getByRole("textbox", { name: "分馆名称" }));
  await userEvent.tab();
  expect((await screen.findByRole("alert")).textContent).toBe("请填写分馆名称");
  expect((await east())?.name).toBe("城东馆");
  await write(within(line).getByRole("textbox", { name: "分馆名称" }), "东门馆");
  await userEvent.tab();
  await expect.poll(async () => (await east())?.name).toBe("东门馆");
  expect(screen.queryByRole("alert")).toBeNull();
  await userEvent.clear(within(line).getByRole("textbox", { name: "分馆简称" }));
  await userEvent.type(within(line).getByRole("textbox", { name: "分馆简称" }), "DM");
  await userEvent.tab();
  await expect.poll(async () => (await east())?.code).toBe("DM");
  await userEvent.click(within(line).getByRole("button", { name: "停用" }));
  await expect.poll(async () => (await east())?.hidden).toBe(true);
});

it("says what it closed, with its undo, and leaves all lines where they stand under a double click", async () => {
  const { db } = await openBranches(
    create("branch", "north", { name: "城北馆", code: "CB" }),
    create("branch", "south", { name: "城南馆", code: "CN" }),
  );
  const names = (): readonly string[] =>
    screen.getAllByRole<HTMLInputElement>("textbox", { name: "分馆名称" }).map(({ value }) => value);
  const closed = async () => (await db.branch.toArray()).filter(({ hidden }) => hidden === true).map(({ id }) => id);
  const [line] = await screen.findAllByRole("listitem");
  const before = names();
  if (line === undefined) throw new Error("no branch");
  await userEvent.dblClick(within(line).getByRole("button", { name: "停用" }));
  await screen.findAllByText(`已停用“${before[0]}”`);
  // the second click of two can come once the first is done
  fireEvent.click(within(line).getByRole("button", { name: "恢复" }), { detail: 2 });
  expect((await closed()).length).toBe(2);
  expect(names()).toEqual(before);
  await userEvent.click(screen.getByRole("button", { name: /^撤销/ }));
  await expect.poll(closed).toEqual(["west"]);
});

it("asks where the readers of a branch go that closes, moves them, and brings all back", async () => {
  const { db } = await openBranches(
    create("branch", "north", { name: "城北馆", code: "CB" }),
    create("branch", "south", { name: "城南馆", code: "CN" }),
    create("reader", "r", { name: "张素琴", branch: "east" }),
  );
  const line = (await screen.findAllByRole("listitem")).find((item) => within(item).queryByDisplayValue("城东馆"));
  if (line === undefined) throw new Error("no branch");
  await userEvent.click(within(line).getByRole("button", { name: "停用" }));
  const dialog = await screen.findByRole("dialog", { name: "停用“城东馆”" });
  // nothing is chosen for them, and one that is closed is none to go to
  expect(
    within(dialog)
      .getAllByRole("radio")
      .map((each) => (each as HTMLInputElement).checked),
  ).toEqual([false, false]);
  expect(
    within(dialog)
      .getByRole("button", { name: /停用并转 1 位/ })
      .getAttribute("aria-disabled"),
  ).toBe("true");
  expect(await findAxeFaults(document.body)).toEqual([]);
  await userEvent.click(within(dialog).getByRole("radio", { name: "城南馆（CN）" }));
  await userEvent.click(within(dialog).getByRole("button", { name: /停用并转 1 位/ }));
  await expect.poll(async () => (await db.branch.get("east"))?.hidden).toBe(true);
  expect((await db.reader.get("r"))?.branch).toBe("south");
  // the key means what the toast says
  await screen.findByRole("button", { name: /撤销/ });
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(async () => (await db.reader.get("r"))?.branch).toBe("east");
  await expect.poll(async () => (await db.branch.get("east"))?.hidden).toBeUndefined();
});

it("is taken back as one act on whatever page Ctrl+Z is pressed, before what was done earlier and after what was done later", async () => {
  const { db, acts, history } = await openBranches(
    create("branch", "south", { name: "城南馆", code: "CN" }),
    create("reader", "r", { name: "张素琴", branch: "south" }),
    create("reader", "q", { name: "李卫东", branch: "south" }),
  );
  const stands = async () => [
    (await db.branch.get("south"))?.hidden === true,
    ...(await db.reader.bulkGet(["r", "q"])).map((row) => row?.branch),
    (await db.branch.get("west"))?.hidden === true,
    (await db.branch.get("east"))?.name,
  ];
  const south = (await screen.findAllByRole("listitem")).find((item) => within(item).queryByDisplayValue("城南馆"));
  if (south === undefined) throw new Error("no branch");
  await userEvent.click(await screen.findByRole("button", { name: "恢复" }));
  await expect.poll(stands).toEqual([false, "south", "south", false, "城东馆"]);
  await userEvent.click(within(south).getByRole("button", { name: "停用" }));
  await userEvent.click(await screen.findByRole("radio", { name: "城东馆（CD）" }));
  await userEvent.click(await screen.findByRole("button", { name: /停用并转 2 位/ }));
  await expect.poll(stands).toEqual([true, "east", "east", false, "城东馆"]);
  await acts.run({
    command: "branch.edit",
    changes: [edit("branch", "east", { name: "东门馆" })],
    said: { id: "acts.undo" },
  });
  history.navigate("/elsewhere");
  await screen.findByText("elsewhere");
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(stands).toEqual([true, "east", "east", false, "城东馆"]);
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(stands).toEqual([false, "south", "south", false, "城东馆"]);
  expect((await screen.findAllByText("已撤销：停用“城南馆”并转到城东馆")).length).toBeGreaterThan(0);
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(stands).toEqual([false, "south", "south", true, "城东馆"]);
});

it("says how many readers a closed branch still has, and keeps the last open one", async () => {
  const { db } = await openBranches(create("reader", "r", { name: "张素琴", branch: "west" }));
  await userEvent.click(await screen.findByRole("button", { name: "停用" }));
  expect((await screen.findByRole("alert")).textContent).toBe("至少要有一个分馆");
  expect((await db.branch.get("east"))?.hidden).toBeUndefined();
  await userEvent.click(await screen.findByRole("button", { name: "还有 1 位读者，转到别的馆" }));
  await userEvent.click(await screen.findByRole("button", { name: /停用并转 1 位/ }));
  await expect.poll(async () => (await db.reader.get("r"))?.branch).toBe("east");
  await expect.poll(() => screen.queryByRole("button", { name: /还有/ })).toBeNull();
});
