import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Role } from "#shared/model/colleagues/roles.ts";
import { templateSettingId } from "#shared/model/settings/text-templates.ts";
import { makePin } from "../../../../renderer/acts/staff-pin.ts";
import { type Change, create, edit } from "../../../../renderer/db/write/changes.ts";
import { ExportScreen } from "../../../../renderer/features/export/export-screen.tsx";
import { SettingsScreen } from "../../../../renderer/features/settings/settings-screen.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { openReader } from "../readers/open-reader.tsx";
import { openReportsOf } from "../reports/open-reports.tsx";

const pin = await makePin("2468", (length) => new Uint8Array(length).fill(7));
/** Somebody else is administrator, with a PIN. */
const inForce = (role: Role): readonly Change[] => [
  create("staff", "he", { name: "何卫东", role: "admin", pin }),
  edit("staff", "chen", { role, pin }),
];
const OF_HEADS = /^要由主管或管理员来做/;

it.each([
  ["desk", false],
  ["lead", true],
  ["admin", true],
] as const)("as %s a reader can be erased: %s", async (role, may) => {
  const { services } = await openReader("reader-a");
  await services.writer.run("test", inForce(role));
  await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "在所有电脑上清除…" }));
  const dialog = await screen.findByRole("dialog", { name: "在所有电脑上清除“张素琴”" });
  if (!may) await within(dialog).findByText(OF_HEADS);
  await userEvent.type(within(dialog).getByRole("textbox"), "张素琴{Enter}");
  if (may) await expect.poll(() => services.db.erased.count()).toBe(1);
  else {
    await userEvent.click(within(dialog).getByRole("button", { name: "全部清除" }));
    expect(await services.db.erased.count()).toBe(0);
    expect(await findAxeFaults(dialog)).toEqual([]);
  }
});

async function withRole(role: Role, part: "export" | "settings") {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [create("staff", "chen", { name: "陈雨桐" })]);
  await services.writer.run("test", inForce(role));
  const { container } = await renderWithServices(part === "export" ? <ExportScreen /> : <SettingsScreen />, {
    services: { ...services, ...workerInPage(services) },
  });
  return { services, container };
}

it.each([
  ["desk", false],
  ["lead", true],
  ["admin", true],
] as const)("as %s a file may hold protected fields: %s", async (role, may) => {
  await withRole(role, "export");
  const box = await screen.findByRole<HTMLInputElement>("checkbox", { name: /不遮盖/ });
  await expect.poll(() => box.disabled).toBe(!may);
  expect(screen.queryByText(OF_HEADS) !== null).toBe(!may);
});

it.each([
  ["desk", false, false],
  ["lead", true, false],
  ["admin", true, true],
] as const)("as %s the library's settings can be changed: %s, and roles given: %s", async (role, settings, roles) => {
  const { services, container } = await withRole(role, "settings");
  const place = await screen.findByRole<HTMLSelectElement>("combobox", { name: "所在地区" });
  await expect.poll(() => place.matches(":disabled")).toBe(!settings);
  const borderOf = (element: HTMLElement): string => getComputedStyle(element).borderTopColor;
  const ownLanguage = screen.getByRole("combobox", { name: "语言" });
  expect(borderOf(place) === borderOf(ownLanguage)).toBe(settings);
  const roleOf = (name: string) => screen.getByRole<HTMLSelectElement>("combobox", { name: `${name}的角色` });
  await expect.poll(() => roleOf("何卫东").disabled).toBe(!roles);
  // nobody comes to more rights by the PIN of who has them; the own one is everybody's
  const pins = await screen.findAllByRole("button", { name: /^PIN…/ });
  const shut = pins.map((button) => button.getAttribute("aria-disabled") === "true");
  const names = screen.getAllByRole<HTMLInputElement>("textbox", { name: "姓名" }).map(({ value }) => value);
  expect(shut[names.indexOf("陈雨桐")]).toBe(false);
  expect(shut[names.indexOf("何卫东")]).toBe(role !== "admin");
  expect(screen.getByRole("button", { name: "添加同事" }).getAttribute("aria-disabled")).toBe(settings ? null : "true");
  if (roles) {
    await userEvent.selectOptions(roleOf("陈雨桐"), "主管");
    await expect.poll(async () => (await services.db.staff.get("chen"))?.role).toBe("lead");
  } else expect(await findAxeFaults(container)).toEqual([]);
});

it.each([
  ["desk", false],
  ["lead", true],
  ["admin", true],
] as const)("as %s a month can be closed for good, and what its figures need be entered: %s", async (role, may) => {
  const { services } = await openReportsOf(
    [
      create("staff", "chen", { name: "陈雨桐" }),
      create("branch", "east", { name: "城东馆", code: "CD", population: 90, served: { "0-6 和平里": 40 } }),
    ],
    "page=close&month=2026-10",
  );
  await services.writer.run("test", inForce(role));
  const population = await screen.findByRole<HTMLInputElement>("textbox", { name: "城东馆：服务人口" });
  await expect.poll(() => population.matches(":disabled")).toBe(!may);
  expect(screen.getByText(/按社区和年龄填的合计是 40 人/)).toBeTruthy();
  expect(screen.queryByText(OF_HEADS) !== null).toBe(!may);
  await userEvent.click(screen.getByRole("button", { name: "定稿 2026 年 10 月" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  const close = dialog.getByRole("button", { name: "定稿 2026 年 10 月" });
  await dialog.findByText(/个指标现在无法计算/);
  if (may) {
    await expect.poll(() => close.getAttribute("aria-disabled")).toBeNull();
    await userEvent.click(close);
    await expect.poll(() => services.db["month-seal"].count()).toBe(1);
  } else {
    expect(dialog.getByText(OF_HEADS)).toBeTruthy();
    await userEvent.click(close);
    expect(close.getAttribute("aria-disabled")).toBe("true");
    expect(await services.db["month-seal"].count()).toBe(0);
  }
});

it("gives a head without a PIN no more than a librarian has, and says so", async () => {
  const { services } = await withRole("admin", "settings");
  await services.writer.run("test", [edit("staff", "chen", { role: "lead", pin: null })]);
  await screen.findByText("还没有设PIN，所以只有馆员的权限：陈雨桐");
  await expect
    .poll(() => screen.getByRole<HTMLSelectElement>("combobox", { name: "所在地区" }).matches(":disabled"))
    .toBe(true);
});

it("lets nobody hide the last administrator with a PIN, or take the role away, by which all roles would end", async () => {
  const { services } = await withRole("lead", "settings");
  const names = () => screen.getAllByRole<HTMLInputElement>("textbox", { name: "姓名" }).map(({ value }) => value);
  const hideOf = (name: string): HTMLElement | undefined =>
    screen.getAllByRole("button", { name: /^停用/ }).filter((button) => button.closest(".staff-list") !== null)[
      names().indexOf(name)
    ];
  // a head over an administrator
  await expect.poll(() => hideOf("何卫东")?.getAttribute("aria-disabled")).toBe("true");
  await services.writer.run("test", [edit("staff", "chen", { role: "admin" }), edit("staff", "he", { role: "desk" })]);
  // the administrator over herself
  const own = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "陈雨桐的角色" });
  await expect.poll(() => own().value).toBe("admin");
  await expect.poll(() => [own().disabled, hideOf("陈雨桐")?.getAttribute("aria-disabled")]).toEqual([true, "true"]);
  await expect.poll(() => hideOf("何卫东")?.getAttribute("aria-disabled")).toBeNull();
});

it("lets a librarian look into the settings of the whole library, branch by branch, and change none of them", async () => {
  const { services } = await withRole("desk", "settings");
  const value = { use: "reply", name: "已收到", texts: { "zh-CN": "您好，已收到您的意见" } };
  await services.writer.run("test", [
    create("branch", "east", { name: "城东馆", code: "CD", openDays: ["2"], served: { "0-6 和平里": 40 } }),
    create("branch", "west", { name: "西馆", code: "XG", hours: { "1": "08:30-17:00" }, served: { "0-6 安定门": 30 } }),
    create("code", "other", { list: "topic", code: "other", names: { "zh-CN": "空调", "zh-TW": "空調", en: "Air" } }),
    create("setting", templateSettingId("received"), { name: "template", value }),
  ]);
  const partOf = (name: string) => within(screen.getByRole("region", { name }));
  const choose = async (part: string, list: string, choice: string): Promise<void> => {
    await partOf(part).findByText(OF_HEADS);
    await userEvent.selectOptions(await partOf(part).findByRole("combobox", { name: list }), choice);
  };
  await choose("每周开放", "分馆", "西馆");
  const from = await partOf("每周开放").findByRole<HTMLInputElement>("textbox", { name: "周一开门" });
  expect(from.value).toBe("08:30");
  expect(from.matches(":disabled")).toBe(true);
  expect(partOf("每周开放").getByRole("checkbox", { name: "周一开放" }).matches(":disabled")).toBe(true);

  await choose("日历", "分馆", "西馆");
  await userEvent.click(partOf("日历").getByRole("button", { name: /^下一年/ }));
  await partOf("日历").findByText("2027 年");
  await userEvent.click(partOf("日历").getByRole("gridcell", { name: /(?<!1)1月4日/ }));
  await userEvent.keyboard("{Enter}");
  expect(partOf("日历").queryByRole("button", { name: /闭馆/ })).toBeNull();

  await choose("服务人口", "分馆", "西馆");
  await partOf("服务人口").findByText("安定门");
  await choose("代码表", "代码表", "意见主题");
  expect((await partOf("代码表").findAllByDisplayValue("空调"))[0]?.matches(":disabled")).toBe(true);
  await userEvent.click(partOf("模板").getByRole("button", { name: "已收到" }));
  const text = await partOf("模板").findByDisplayValue("您好，已收到您的意见");
  expect(text.matches(":disabled")).toBe(true);
  const rules = partOf("提醒规则");
  await userEvent.click(rules.getByRole("button", { name: "以前的提醒" }));
  await rules.findByRole("button", { name: "收起" });
  for (const box of rules.getAllByRole("checkbox")) expect(box.matches(":disabled")).toBe(true);
  expect(await services.db.branch.get("west")).toMatchObject({ hours: { "1": "08:30-17:00" } });
  expect((await services.db.branch.get("west"))?.exceptions).toBeUndefined();
});
