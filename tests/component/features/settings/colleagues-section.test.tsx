import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { isPin, makePin } from "../../../../renderer/acts/staff-pin.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { ColleaguesSection } from "../../../../renderer/features/settings/colleagues/colleagues-section.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { write } from "../../../support/write.ts";

const department = (code: string, name: string, more: { readonly hidden?: true } = {}) =>
  create("code", `code-department-${code}`, {
    list: "department",
    code,
    names: { "zh-CN": name, "zh-TW": name, en: name },
    order: 1,
    ...more,
  });

it("gives a colleague a department of the list; one that was typed before stays where it stands", async () => {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "zhou", { name: "周敏", department: "老部门" }),
    department("services", "读者服务部"),
    department("closed", "停用的部门", { hidden: true }),
  ]);
  const { container } = await renderWithServices(<ColleaguesSection />, { services });
  const choice = (name: string): Promise<HTMLSelectElement> => screen.findByRole("combobox", { name: `${name}的部门` });
  const names = async (name: string) => [...(await choice(name)).options].map(({ text }) => text);
  await expect.poll(() => names("陈雨桐")).toEqual(["未指定部门", "读者服务部"]);
  await expect.poll(() => names("周敏")).toEqual(["未指定部门", "老部门", "读者服务部"]);
  expect(await findAxeFaults(container)).toEqual([]);
  await userEvent.selectOptions(await choice("陈雨桐"), "读者服务部");
  await expect.poll(async () => (await services.db.staff.get("chen"))?.department).toBe("services");
  await userEvent.selectOptions(await choice("周敏"), "未指定部门");
  await expect.poll(async () => (await services.db.staff.get("zhou"))?.department).toBeUndefined();
  await services.writer.undo();
  await expect.poll(async () => (await choice("周敏")).value).toBe("老部门");
});

it("sets a colleague's PIN; a new one takes the own PIN of whoever sets it, and who that is stands in the log", async () => {
  const services = await createTestServices({ settings: { staff: "chen" } });
  const pin = await makePin("1111", (length) => new Uint8Array(length).fill(7));
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐", pin }),
    create("staff", "zhou", { name: "周敏" }),
  ]);
  await renderWithServices(<ColleaguesSection />, { services });
  const ask = async (own: string, first: string, again: string): Promise<void> => {
    await userEvent.click((await screen.findAllByRole("button", { name: /^PIN…/ }))[1] ?? document.body);
    const dialog = await screen.findByRole("dialog", { name: /周敏的PIN$/ });
    await userEvent.type(within(dialog).getByLabelText("新的PIN"), first);
    await userEvent.type(within(dialog).getByLabelText("再输入一次"), again);
    await userEvent.type(within(dialog).getByLabelText("您自己的PIN"), own);
    await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  };
  const cancel = () => userEvent.click(screen.getAllByRole("button", { name: "取消" })[0] ?? document.body);
  await ask("1111", "2468", "2469");
  await screen.findByText("两次输入的不一样");
  await cancel();
  await ask("9999", "2468", "2468");
  await screen.findByText("您自己的PIN不对");
  expect((await services.db.staff.get("zhou"))?.pin).toBeUndefined();
  await cancel();
  await ask("1111", "2468", "2468");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const stored = (await services.db.staff.get("zhou"))?.pin;
  expect(stored !== undefined && (await isPin("2468", stored))).toBe(true);
  await userEvent.click((await screen.findAllByRole("button", { name: /^PIN…/ }))[1] ?? document.body);
  await write(await screen.findByLabelText("您自己的PIN"), "1111");
  await userEvent.click(screen.getByRole("button", { name: "取消PIN" }));
  await expect.poll(async () => (await services.db.staff.get("zhou"))?.pin).toBeUndefined();
});

it("says that a colleague without a name is not added, at the field, until something is typed", async () => {
  const services = await createTestServices();
  const { container } = await renderWithServices(<ColleaguesSection />, { services });
  await userEvent.click(await screen.findByRole("button", { name: "添加同事" }));
  const name = screen.getByRole("textbox", { name: "姓名" });
  expect(screen.getByRole("alert").textContent).toBe("请先填写新同事的姓名");
  expect([document.activeElement, name.getAttribute("aria-invalid")]).toEqual([name, "true"]);
  expect(await findAxeFaults(container)).toEqual([]);
  await userEvent.type(name, "周敏");
  expect(screen.queryByRole("alert")).toBeNull();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => services.db.staff.toCollection().first()).toMatchObject({ name: "周敏" });
  await userEvent.keyboard("{Enter}");
  expect(await services.db.staff.count()).toBe(1);
});

it("goes with Enter to the field that comes next while that is empty, and saves from the last", async () => {
  const services = await createTestServices({ settings: { staff: "chen" } });
  const pin = await makePin("1111", (length) => new Uint8Array(length).fill(7));
  await services.writer.run("test", [create("staff", "chen", { name: "陈雨桐", pin })]);
  await renderWithServices(<ColleaguesSection />, { services });
  await userEvent.click(await screen.findByRole("button", { name: /^PIN…/ }));
  const dialog = await screen.findByRole("dialog", { name: /陈雨桐的PIN$/ });
  for (const [label, typed] of [
    ["新的PIN", "2468"],
    ["再输入一次", "2468"],
    ["您自己的PIN", "1111"],
  ] as const) {
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByLabelText(label)));
    expect(within(dialog).queryByText(/不对|不一样/)).toBeNull();
    await userEvent.keyboard(`${typed}{Enter}`);
  }
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("lets whoever forgot the own PIN, and has come in by the library code, set a new one by that code", async () => {
  const services = await createTestServices({ settings: { staff: "chen" } });
  const pin = await makePin("1111", (length) => new Uint8Array(length).fill(7));
  await services.writer.run("test", [create("staff", "chen", { name: "陈雨桐", role: "admin", pin })]);
  await renderWithServices(<ColleaguesSection />, { services });
  await userEvent.click(await screen.findByRole("button", { name: /^PIN…/ }));
  const dialog = await screen.findByRole("dialog", { name: /陈雨桐的PIN$/ });
  const own = within(dialog).getByLabelText("您自己的PIN");
  await write(within(dialog).getByLabelText("新的PIN"), "2468");
  await write(within(dialog).getByLabelText("再输入一次"), "2468");
  // what was left empty is no wrong try: as many as make one wait leave the code open
  for (let left = 0; left < 4; left++) {
    await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
    await screen.findByText("您自己的PIN不对");
  }
  await write(own, "WRONG-CODE");
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  await screen.findByText("您自己的PIN不对");
  await userEvent.clear(own);
  await write(own, "TEST-CODE");
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const stored = (await services.db.staff.get("chen"))?.pin;
  expect(stored !== undefined && (await isPin("2468", stored))).toBe(true);
});

it("says of colleagues of one name how they are told apart, and goes by the department once they have one", async () => {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("staff", "a", { name: "张强" }),
    create("staff", "b", { name: "陈雨桐" }),
    department("lending", "流通部"),
    department("music", "音乐部"),
  ]);
  await renderWithServices(<ColleaguesSection />, { services });
  await screen.findByDisplayValue("张强");
  expect(screen.queryByText(/有同名的同事/)).toBeNull();
  const name = screen.getAllByRole("textbox", { name: "姓名" }).at(-1) ?? document.body;
  await userEvent.type(name, "张强{Enter}");
  await screen.findByText(/有同名的同事，各处这样区分：张强（1）.张强（2）/);
  await userEvent.selectOptions(await screen.findByRole("combobox", { name: "张强（1）的部门" }), "流通部");
  await userEvent.selectOptions(await screen.findByRole("combobox", { name: "张强（2）的部门" }), "音乐部");
  await screen.findByText(/张强（流通部）.张强（音乐部）/);
});

it("keeps the name that is typed while the one before is being written", async () => {
  const services = await createTestServices();
  let open = (): void => undefined;
  const written = new Promise<void>((resolve) => {
    open = resolve;
  });
  const run = services.writer.run.bind(services.writer);
  vi.spyOn(services.writer, "run").mockImplementation(async (...asked) => {
    await written;
    return run(...asked);
  });
  await renderWithServices(<ColleaguesSection />, { services });
  const name = await screen.findByPlaceholderText<HTMLInputElement>("姓名");
  await userEvent.type(name, "赵倩{Enter}");
  await userEvent.clear(name);
  await userEvent.type(name, "孙丽");
  open();
  await screen.findByDisplayValue("赵倩");
  await waitFor(async () => {
    await userEvent.type(name, "{Enter}");
    expect((await services.db.staff.toArray()).map((row) => row.name)).toEqual(["赵倩", "孙丽"]);
  });
});
