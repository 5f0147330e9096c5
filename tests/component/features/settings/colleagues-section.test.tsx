import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { ColleaguesSection } from "../../../../renderer/features/settings/colleagues-section.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

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
