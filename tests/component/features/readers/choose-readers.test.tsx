import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { page } from "vitest/browser";
import type { Host } from "#shared/host/contract.ts";
import { addDays } from "#shared/kernel/day.ts";
import { ok } from "#shared/kernel/result.ts";
import { create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";
import { press } from "../../desk/keys.ts";

afterEach(cleanup);

const idOf = (index: number): string => `reader-${String(index).padStart(4, "0")}`;

async function open(count = 40, language: "zh-CN" | "en" = "zh-CN") {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "lin", { name: "林致远" }),
    ...Array.from({ length: count }, (_, index) =>
      create("reader", idOf(index), {
        name: `读者${index}`,
        card: `0021${String(index).padStart(6, "0")}`,
        // the fourth has none
        ...(index !== 3 && { phones: ["13812345678"] }),
        ...(index === 1 && { owner: "chen" }),
      }),
    ),
  ]);
  const saved: { readonly suggestedName: string; readonly bytes: Uint8Array }[] = [];
  const host = (async (name: string, args: (typeof saved)[number]) => {
    if (name !== "file.save") return services.testHost.call(name as never, args as never); // the rest as the test's own host answers
    saved.push(args);
    return ok({ name: args.suggestedName });
  }) as unknown as Host;
  const rendered = await renderWithServices(
    <ScreenKeys>
      <div style={{ display: "grid", height: 700 }}>
        <ReadersScreen />
      </div>
      <ToastDock />
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services), host }, path: "/readers", language },
  );
  await screen.findByText("读者0");
  const grid = screen.getByRole("grid", { name: language === "en" ? "Readers" : "读者" });
  grid.focus();
  return { ...rendered, services, grid, saved };
}

/** Of those that are drawn. */
const marked = (): readonly (string | undefined)[] =>
  screen.getAllByRole("row", { selected: true }).map((row) => row.querySelector("b")?.textContent ?? undefined);
const count = (text: string) => screen.findByText(text, { selector: ".bulk b" });
const hasFocus = (grid: HTMLElement) => waitFor(() => expect(document.activeElement).toBe(grid));
const boxOf = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name: `选中${name}` });
/** The dialog of an act, once it hears what is typed. */
const dialogFor = async (name: string): Promise<void> => {
  const dialog = await screen.findByRole("dialog", { name });
  await waitFor(() => expect(dialog.querySelector("input[type=text], select")).toBe(document.activeElement));
};
const toast = (text: string) => waitFor(() => expect(document.querySelector(".toast")?.textContent).toContain(text));

describe("selecting readers", () => {
  it("notes a contact with each of them once, also for two presses", async () => {
    const { services } = await open();
    await press("x", "KeyX");
    await press("c", "KeyC");
    const dialog = await screen.findByRole("dialog", { name: "记一次联络：1 位读者" });
    await waitFor(() =>
      expect(dialog.querySelector("input[type=text], input:not([type])")).toBe(document.activeElement),
    );
    await userEvent.keyboard("{Control>}{Enter}{Enter}{/Control}");
    await toast("已记联络 1 位");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await services.db.interaction.toArray()).toMatchObject([{ reader: idOf(0), channel: "phone" }]);
  });

  it("says before a contact and before a task who of them has asked for none", async () => {
    const { services } = await open();
    await services.writer.run("test", [edit("reader", idOf(1), { doNotContact: { since: "2026-11-01" } })]);
    await press("x", "KeyX");
    await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await count("已选 2 位");
    for (const [key, code] of [
      ["c", "KeyC"],
      ["t", "KeyT"],
    ] as const) {
      await press(key, code);
      const dialog = await screen.findByRole("dialog");
      await waitFor(() => expect(dialog.textContent).toContain("其中 1 位说了不要联系：读者1"));
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    }
    await press("l", "KeyL");
    expect((await screen.findByRole("dialog")).textContent).not.toContain("不要联系");
  });

  it("X takes one in and out, Shift with an arrow its neighbours, Escape gives all up", async () => {
    const { grid } = await open();
    await press("x", "KeyX");
    await count("已选 1 位");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{ArrowUp}{/Shift}");
    await count("已选 4 位");
    expect(marked()).toEqual(["读者0", "读者2", "读者3", "读者4"]);
    // the cursor stands at 读者3
    await press("x", "KeyX");
    await count("已选 3 位");
    expect(marked()).toEqual(["读者0", "读者2", "读者4"]);
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByText(/^已选/)).toBeNull());
    await hasFocus(grid);
  });

  it("a click on a box takes one, with Shift all up to there, and leaves the focus in the list", async () => {
    const { grid, history } = await open();
    await userEvent.click(boxOf("读者2"));
    await count("已选 1 位");
    fireEvent.click(boxOf("读者5"), { shiftKey: true });
    await count("已选 4 位");
    expect(marked()).toEqual(["读者2", "读者3", "读者4", "读者5"]);
    await hasFocus(grid);
    await userEvent.dblClick(boxOf("读者2"));
    expect(history.get().location).toBe("/readers");
    expect(await findAxeFaults()).toEqual([]);
  });

  it("Ctrl+A takes all of them, also those that are not drawn, and the box above takes them out again", async () => {
    await open(400);
    await press("a", "KeyA", { ctrl: true });
    await count("已选 400 位");
    const all = screen.getByRole<HTMLInputElement>("checkbox", { name: "全选" });
    expect(all.checked).toBe(true);
    await userEvent.click(all);
    await waitFor(() => expect(screen.queryByText(/^已选/)).toBeNull());
  });

  it("keeps who is selected, and who is under the cursor, while the list changes", async () => {
    const { services } = await open();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await press("x", "KeyX");
    await count("已选 1 位");
    await services.writer.run("test", [create("reader", "a-new-one", { name: "新来的" })]);
    await screen.findByText("新来的");
    expect(marked()).toEqual(["读者2"]);
    await waitFor(() => expect(document.querySelector(".grid-row[data-active] b")?.textContent).toBe("读者2"));
    await press("x", "KeyX");
    await waitFor(() => expect(screen.queryByText(/^已选/)).toBeNull());
  });

  it("stands where the next reader is once who was under the cursor is taken away and another comes above", async () => {
    const { services } = await open();
    const standsAt = (name: string) =>
      waitFor(() => expect(document.querySelector(".grid-row[data-active] b")?.textContent).toBe(name));
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await standsAt("读者2");
    await services.writer.run("test", [
      remove("reader", idOf(2)),
      remove("reader", idOf(3)),
      create("reader", "a-new-one", { name: "新来的" }),
    ]);
    await screen.findByText("新来的");
    await standsAt("读者4");
  });

  it("counts and contacts once who is selected twice and has become one person", async () => {
    const { services } = await open(4);
    await userEvent.keyboard("{Control>}a{/Control}");
    await count("已选 4 位");
    await services.writer.run("reader.merge", [
      { act: "cells", kind: "reader", id: idOf(2), cells: { ".alias": idOf(1) } },
    ]);
    await count("已选 3 位");
    await userEvent.keyboard("c");
    await screen.findByRole("dialog");
    await userEvent.keyboard("{Enter}");
    await waitFor(async () => expect(await services.db.interaction.count()).toBe(3));
    const to = (await services.db.interaction.toArray()).map(({ reader }) => reader).sort();
    expect(to).toEqual([idOf(0), idOf(1), idOf(3)]);
  });

  it("says how many of the selected the list does not show, names whom an act is for, and drops them", async () => {
    const { grid } = await open();
    await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}");
    await userEvent.click(boxOf("读者12"));
    await count("已选 5 位");
    await write(screen.getByRole("textbox", { name: "在列表中查找" }), "读者12");
    await screen.findByText("其中 4 位不在当前列表里");
    grid.focus();
    for (const [key, code] of [
      ["t", "KeyT"],
      ["a", "KeyA"],
      ["l", "KeyL"],
      ["c", "KeyC"],
    ] as const) {
      await press(key, code);
      const dialog = await screen.findByRole("dialog");
      await within(dialog).findByText((_, each) => each?.textContent === "读者0、读者1和读者2，另有 2 位", {
        selector: "p",
      });
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      await hasFocus(grid);
    }
    await userEvent.click(screen.getByRole("button", { name: "去掉这 4 位" }));
    await count("已选 1 位");
    expect(screen.queryByText(/不在当前列表里/)).toBeNull();
    await hasFocus(grid);
  });

  it("does nothing by single keys where they are off", async () => {
    const { grid } = await open();
    cleanup();
    const services = await createTestServices({ settings: { singleKeys: false } });
    await services.writer.run("test", [create("reader", "r", { name: "张三" })]);
    await renderWithServices(
      <ScreenKeys>
        <ReadersScreen />
      </ScreenKeys>,
      { services: { ...services, ...workerInPage(services) }, path: "/readers" },
    );
    await screen.findByText("张三");
    expect(grid.isConnected).toBe(false);
    screen.getByRole("grid").focus();
    await press("x", "KeyX");
    await press("t", "KeyT");
    expect(screen.queryByText(/^已选/)).toBeNull();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("one act for the selected readers", () => {
  it("says before whom it will not reach, is one act with one undo, and leaves selection and focus", async () => {
    const { services, grid } = await open();
    await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}");
    await count("已选 4 位");
    const bar = screen.getByRole("region", { name: "对选中的读者" });
    await waitFor(() => expect(bar.textContent).toContain("3 位没有责任馆员，待办无人承办 · 1 位没有电话"));
    await press("t", "KeyT");
    const dialog = within(await screen.findByRole("dialog", { name: "给每位建待办：4 位读者" }));
    await waitFor(() => expect(document.activeElement).toBe(dialog.getByRole("textbox", { name: "内容" })));
    expect(dialog.getByRole("button", { name: "建 4 件待办" })).toBeTruthy();
    const rest = await dialog.findByRole("combobox", { name: "没有责任馆员的 3 位，交给" });
    expect((rest as HTMLSelectElement).selectedOptions[0]?.textContent).toBe("未指定");
    await userEvent.selectOptions(rest, "林致远");
    const inAWeek = dialog.getByRole<HTMLInputElement>("textbox", { name: "期限" }).value;
    await write(dialog.getByRole("textbox", { name: "内容" }), "问候一声 >明天{Enter}{Enter}");
    await toast("已建 4 件待办：读*0和读*1，另有 2 位待办：问候一声撤销");
    expect((await services.db.task.toArray()).map(({ assignee }) => assignee).toSorted()).toEqual([
      "chen",
      "lin",
      "lin",
      "lin",
    ]);
    const due = (await services.db.task.toArray()).map((task) => task.due);
    expect(new Set(due)).toEqual(new Set([addDays(inAWeek, -6)]));
    await hasFocus(grid);
    expect(marked()).toEqual(["读者0", "读者1", "读者2", "读者3"]);
    await press("z", "KeyZ", { ctrl: true });
    await toast("已撤销：给每位建待办");
    expect((await services.db.task.toArray()).filter(({ gone }) => gone !== 1)).toEqual([]);
    expect(marked()).toEqual(["读者0", "读者1", "读者2", "读者3"]);
    await hasFocus(grid);
  });

  it("A means the colleague at the desk first, and L a tag for all or away from all", async () => {
    const { services, grid } = await open();
    await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await count("已选 2 位");
    await press("a", "KeyA");
    await dialogFor("指定责任馆员：2 位读者");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "责任馆员" })));
    await userEvent.keyboard("{Enter}");
    await toast("责任馆员：陈雨桐：已更改 1 位");
    expect(await services.db.reader.where("id").anyOf(idOf(0), idOf(1)).toArray()).toMatchObject([
      { owner: "chen" },
      { owner: "chen" },
    ]);
    await hasFocus(grid);
    await press("l", "KeyL");
    const dialog = within(await screen.findByRole("dialog", { name: "给 2 位读者" }));
    await waitFor(() => expect(document.activeElement).toBe(dialog.getByRole("textbox", { name: "标签" })));
    await userEvent.keyboard("读书会{Enter}");
    await toast("加标签 #读书会：已更改 2 位");
    await hasFocus(grid);
  });

  it("asks once before what was typed for a task is lost, and goes without a word where nothing was", async () => {
    const { grid } = await open();
    await press("t", "KeyT");
    await dialogFor("给每位建待办：1 位读者");
    await press("Escape", "Escape");
    await hasFocus(grid);
    await press("t", "KeyT");
    await dialogFor("给每位建待办：1 位读者");
    await userEvent.keyboard("问候一声{Escape}");
    await userEvent.click(await screen.findByRole("button", { name: "接着写" }));
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "内容" }).value).toBe("问候一声");
    await userEvent.click(screen.getByRole("button", { name: "取消" }));
    await userEvent.click(await screen.findByRole("button", { name: "放弃改动" }));
    await hasFocus(grid);
  });

  it("is for the reader under the cursor while nobody is selected", async () => {
    const { services } = await open();
    await userEvent.keyboard("{ArrowDown}");
    await press("l", "KeyL");
    await dialogFor("给 1 位读者");
    await userEvent.keyboard("常客{Enter}");
    await toast("加标签 #常客：已更改 1 位");
    expect(await services.db.reader.filter(({ tags = [] }) => tags.length > 0).primaryKeys()).toEqual([idOf(1)]);
  });

  it("says of five hundred who is no reader any more, and does it for all the others", async () => {
    const { services } = await open(500);
    await press("a", "KeyA", { ctrl: true });
    await count("已选 500 位");
    await services.writer.run("test", [remove("reader", idOf(7))]);
    await screen.findByText(/1 位已不在读者名单上/);
    await press("t", "KeyT");
    await dialogFor("给每位建待办：500 位读者");
    await userEvent.keyboard("问候一声{Enter}{Enter}");
    await toast("已建 499 件待办：读*0和读*1，另有 497 位");
    await toast("1 位已不在读者名单上，没有改；其余都已改好");
    expect(await services.db.task.count()).toBe(499);
    await count("已选 500 位");
    await press("z", "KeyZ", { ctrl: true });
    await toast("已撤销：给每位建待办");
    expect((await services.db.task.toArray()).filter(({ gone }) => gone !== 1)).toEqual([]);
  });

  it("keeps what a colleague has changed meanwhile out of the undo, and says so", async () => {
    const { services } = await open();
    await press("x", "KeyX");
    await press("a", "KeyA");
    await dialogFor("指定责任馆员：1 位读者");
    await userEvent.keyboard("{Enter}");
    await toast("责任馆员：陈雨桐：已更改 1 位");
    await services.writer.run("test", [edit("reader", idOf(0), { owner: null })]);
    // Ctrl+Z is of what was written last; the toast is of this
    await userEvent.click(
      within(document.querySelector<HTMLElement>(".toast") ?? document.body).getByRole("button", { name: /撤销/ }),
    );
    await toast("1 处后来有人改过，没有动");
  });

  it("puts the selected readers into a file and goes back to the list", async () => {
    const { grid, saved } = await open();
    await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await count("已选 2 位");
    await userEvent.click(
      within(screen.getByRole("region", { name: "对选中的读者" })).getByRole("button", { name: "导出…" }),
    );
    await userEvent.click(await screen.findByRole("menuitem", { name: "导出CSV" }));
    await toast("已导出 2 位，电话和地址等已遮盖");
    expect(new TextDecoder().decode(saved[0]?.bytes).match(/读者\d/g)).toEqual(["读者0", "读者1"]);
    await hasFocus(grid);
  });

  it("says whom it does not reach within a window at 400 %", async () => {
    const { container } = await open(40, "en");
    container.className = "window";
    await page.viewport(320, 720);
    onTestFinished(() => page.viewport(1366, 768));
    await userEvent.keyboard("x");
    const said = await screen.findByText(/without a responsible colleague/);
    expect(said.getBoundingClientRect().right).toBeLessThanOrEqual(320);
  });
});
