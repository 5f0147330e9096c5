import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { PopulationSection } from "../../../../renderer/features/settings/population-section.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { write } from "../../../support/write.ts";

it("takes a branch's population by community and age, corrects it, and removes a community", async () => {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("branch", "east", { name: "城东馆", served: { "60- 东门": 900 } }),
    create("branch", "west", { name: "城西馆" }),
  ]);
  const { container } = await renderWithServices(<PopulationSection />, { services, language: "zh-CN" });
  const served = async () => (await services.db.branch.get("east"))?.served;
  await userEvent.type(await screen.findByRole("textbox", { name: "社区" }), "西门{Enter}");
  await write(screen.getByRole("spinbutton", { name: "西门，7–17 岁" }), "1200");
  await userEvent.tab();
  await expect.poll(served).toEqual({ "60- 东门": 900, "7-17 西门": 1200 });
  expect(await screen.findByRole("row", { name: /西门.*1,200/ })).toBeTruthy();
  expect(await findAxeFaults(container)).toEqual([]);
  // what is no number of people is not taken
  await userEvent.clear(screen.getByRole("spinbutton", { name: "东门，60 岁及以上" }));
  await userEvent.type(screen.getByRole("spinbutton", { name: "东门，60 岁及以上" }), "-5");
  await userEvent.tab();
  expect((await screen.findByRole("alert")).textContent).toBe("未能保存：请填 0 到 1,000,000 的整数");
  expect(screen.getByRole("spinbutton", { name: "东门，60 岁及以上" }).getAttribute("aria-invalid")).toBe("true");
  expect(await findAxeFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "移除西门" }));
  await expect.poll(served).toEqual({ "60- 东门": 900 });
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "分馆" }), "城西馆");
  expect(screen.queryByRole("row", { name: /东门/ })).toBeNull();
});
