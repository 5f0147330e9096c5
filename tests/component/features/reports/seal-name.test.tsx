import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { openReportsOf } from "./open-reports.tsx";

it.each([{}, { staff: "left" }])(
  "a month is closed in nobody's name but a colleague's, with settings %o",
  async (settings) => {
    const { services } = await openReportsOf(
      [create("staff", "chen", { name: "陈雨桐" })],
      "page=close&month=2026-10",
      "zh-CN",
      settings,
    );
    await userEvent.click(await screen.findByRole("button", { name: "定稿 2026 年 10 月" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await dialog.findByText(/个指标现在无法计算/);
    expect(await dialog.findByText("定稿要记下是谁做的，而且不能撤销。请先按 Ctrl+L 选姓名，再来定稿。")).toBeTruthy();
    const close = dialog.getByRole("button", { name: "定稿 2026 年 10 月" });
    expect(close.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(close);
    expect(await services.db["month-seal"].count()).toBe(0);
  },
);
