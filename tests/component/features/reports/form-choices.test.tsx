import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { formWorkbook } from "../../../support/form-workbook.ts";
import { openReportsOf } from "./open-reports.tsx";

const OCTOBER = "page=form&span=month&month=2026-10";
const LIBRARY: readonly Change[] = [
  create("branch", "east", { name: "城东馆" }),
  create("branch", "west", { name: "城西馆" }),
  create("reader", "a", { name: "张素琴", card: "001", branch: "east", enrolledOn: "2026-01-10" }),
  create("activity", "00000000-0000-7000-8000-000000000001", { reader: "a", on: "2026-10-02", kind: "visit" }),
];

describe("the choices for a cell of an authority's form", () => {
  it("ask for the unit where the form names one that is not known", async () => {
    await openReportsOf(LIBRARY, OCTOBER);
    const print = await screen.findByRole("button", { name: /^打印/ });
    expect([print.getAttribute("aria-disabled"), print.title]).toEqual(["true", "先打开表格，才有内容可打印"]);
    await open({ visits: "总流通人次（万趟）" });
    await choose("B3");
    expect(print.getAttribute("aria-disabled")).toBeNull();
    expect(chosenIn("单位")).toBe("请选择");
    expect(screen.getByText("这里不认得表上写的单位，请自己选")).toBeTruthy();
    expect(assignButton().getAttribute("aria-disabled")).toBe("true");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "单位" }), "十万");
    await userEvent.click(assignButton());
    await expect.poll(() => cellsOf(/^B3/)).toEqual(["总流通人次", "本期", "按上面所选", "十万", "0.00001", ""]);
    // the number leads to its rows, and back to the form, which is still open
    await userEvent.click(screen.getByRole("button", { name: /总流通人次.*0\.00001/ }));
    await expect.poll(() => screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("2");
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => cellsOf(/^B3/)).toEqual(["总流通人次", "本期", "按上面所选", "十万", "0.00001", ""]);
  });

  it("are asked for again where the form is opened under another kind of period", async () => {
    const { services, saved } = await openReportsOf(LIBRARY, OCTOBER);
    await open({ head: "本月" });
    await choose("B3");
    await userEvent.click(assignButton());
    await expect.poll(() => cellsOf(/^B3/)).toEqual(["总流通人次", "本期", "按上面所选", "个位", "1", ""]);
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "周期" }), "季");
    await expect.poll(async () => (await cellsOf(/^B3/))[4]).toBe("再选一次");
    expect(screen.getByRole("alert").textContent).toContain("B3 没有填");
    expect(screen.getByRole("button", { name: "保存填好的副本" }).getAttribute("aria-disabled")).toBe("true");
    expect(chosenIn("哪一期")).toBe("请选择");
    // chosen for quarters too, it holds
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "哪一期" }), "本期");
    await userEvent.click(assignButton());
    await expect.poll(async () => (await cellsOf(/^B3/))[4]).not.toBe("再选一次");
    expect((await services.db["report-form"].toArray()).map(({ cells }) => cells)).toEqual([
      { "1!B3": { figure: "visits", of: "now", span: "quarter" } },
    ]);
    expect(saved).toEqual([]);
  });

  it("are proposed anew for every cell, the branch too, and say what they replace", async () => {
    await openReportsOf(LIBRARY, OCTOBER);
    await open({ visits: "城东馆到馆人次" });
    await choose("B3");
    await expect.poll(() => chosenIn("哪个范围")).toBe("城东馆");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "哪个范围" }), "城西馆");
    await userEvent.click(assignButton());
    await expect.poll(async () => (await cellsOf(/^B3/))[2]).toBe("城西馆");
    await choose("B4");
    expect(chosenIn("哪个范围")).toBe("按上面所选");
    await choose("B3");
    expect(screen.getByText("B3 现在填“总流通人次”，再对应一次就换掉它")).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "填入的指标" }), "新办借书证数");
    await userEvent.click(assignButton());
    expect(await screen.findByText("B3 原来填 总流通人次，已改填 新办借书证数")).toBeTruthy();
  });
});

const chosenIn = (name: string): string | null | undefined =>
  screen.getByRole<HTMLSelectElement>("combobox", { name }).selectedOptions[0]?.textContent;
const assignButton = (): HTMLElement => screen.getByRole("button", { name: "对应到这个单元格" });
const choose = async (cell: string): Promise<void> =>
  userEvent.click(await screen.findByRole("button", { name: new RegExp(`^${cell}(?: |$)`) }));

async function open(words: Parameters<typeof formWorkbook>[0]): Promise<void> {
  const input =
    (await screen.findByRole("button", { name: /表格文件|换一个文件/ })).parentElement?.querySelector("input") ?? null;
  if (input === null) throw new Error("no file input");
  await userEvent.upload(input, new File([formWorkbook(words)], "表.xlsx"));
}

const cellsOf = async (name: RegExp): Promise<readonly (string | null)[]> =>
  within(await screen.findByRole("row", { name }))
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);
