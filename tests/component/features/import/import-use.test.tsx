import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { ImportScreen } from "../../../../renderer/features/import/import-screen.tsx";
import type { Language } from "../../../../renderer/i18n/locale.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

const LINES = [
  "读者证号,借书时间,操作类型,索书号,题名",
  "0001,2026-11-03 09:12:00,借书,I247.5/12,活着",
  "0001,2026-11-03 09:12:30,借书,I267/3,背影",
  "0002,2026-11-04,到馆,,",
  "0002,2026-11-04,续借,,",
  "0009,2026-11-04,到馆,,",
];

async function openWizard(language: Language = "zh-CN") {
  const services = await createTestServices();
  await services.writer.run("test.readers", [
    create("reader", "r1", { card: "0001", name: "王芳" }),
    create("reader", "r2", { card: "0002", name: "李强" }),
  ]);
  await renderWithServices(
    <div className="stage">
      <ScreenKeys>
        <ImportScreen />
        <ToastDock />
      </ScreenKeys>
    </div>,
    { language, services: { ...services, ...workerInPage(services) } },
  );
  return services;
}

const chooser = (): HTMLInputElement =>
  document.querySelector<HTMLInputElement>('input[type="file"]') ?? document.createElement("input");
const give = (lines: readonly string[]) =>
  userEvent.upload(chooser(), new File([lines.join("\r\n")], "十一月.csv", { type: "text/csv" }));
const bucket = (name: RegExp) => screen.getByRole("button", { name });

describe("the import wizard, given a list of use", () => {
  it("says what the list holds, goes on by Enter, settles unknown kinds and cards, writes counts and takes them back", async () => {
    const { db } = await openWizard();
    await give(LINES);
    expect((await screen.findByRole<HTMLInputElement>("radio", { name: "到馆与利用" })).checked).toBe(true);
    expect(screen.getByRole("heading", { level: 1, name: "导入到馆与利用" })).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/题名不收/)).toBeTruthy();
    expect(screen.queryByRole("combobox", { name: /导入为: 题名/ })).toBeNull();
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: /导入为: 索书号/ }).value).toBe("class");
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect((await screen.findByRole("alert")).textContent).toMatch(/没有对上，有 1 行会成为错误/);
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/没有授权就不记/)).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    await screen.findByText("检查完了，还没有写入任何内容");
    expect(screen.getByText("3 行合成 2 条；不算的 0 行")).toBeTruthy();
    expect([bucket(/^2 ?新增/), bucket(/^2 ?错误/)]).toHaveLength(2);
    expect(screen.queryByRole("button", { name: /疑似重复/ })).toBeNull();
    await within(await screen.findByRole("row", { name: /王芳 0001/ })).findByText("I");
    const kind = screen.getByRole("combobox", { name: "第 5 行，改操作类型" });
    await userEvent.selectOptions(kind, "借阅");
    await waitFor(() => expect(bucket(/^3 ?新增/)).toBeTruthy());
    const card = await screen.findByRole("textbox", { name: "第 6 行，改读者证号" });
    await userEvent.type(card, "0001{Enter}");
    await waitFor(() => expect(bucket(/^0 ?错误/)).toBeTruthy());
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "写入 4 条" }));
    await screen.findByRole("heading", { name: "写入了 4 条到馆与利用" });
    expect(
      (await db.activity.toArray())
        .map(({ reader, kind: what, quantity = 1 }) => `${reader} ${what} ${quantity}`)
        .toSorted(),
    ).toEqual(["r1 loan 2", "r1 visit 1", "r2 loan 1", "r2 visit 1"]);
    await userEvent.click(screen.getByRole("button", { name: "撤销本次导入 十一月.csv" }));
    await userEvent.click(await screen.findByRole("button", { name: "撤销导入" }));
    await screen.findByText("导入已撤销", { selector: ".toast *" });
    // nobody is left to be purged
    expect(screen.queryByText(/清除残留/)).toBeNull();
    expect((await db.activity.toArray()).filter(({ gone }) => gone !== 1)).toEqual([]);
  });

  it("asks what a whole list is before it goes on, and may be told that it holds readers", async () => {
    await openWizard();
    await give(["卡号,姓名,时间", "0001,王芳,2026-11-03"]);
    await userEvent.click(await screen.findByRole("button", { name: /下一步/ }));
    expect((await screen.findByRole("alert")).textContent).toBe("请选整份名单算作哪一种");
    expect(screen.getByRole("button", { name: /下一步/ }).getAttribute("aria-disabled")).toBe("true");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "整份名单算作" }), "登记到馆");
    await userEvent.click(screen.getByRole("button", { name: /下一步/ }));
    await userEvent.keyboard("{Escape}");
    await userEvent.keyboard("{Escape}");
    await userEvent.click(await screen.findByRole("radio", { name: "读者" }));
    expect(await screen.findByRole("heading", { level: 1, name: "导入读者" })).toBeTruthy();
  });

  it.each([
    ["zh-TW", "下一步", "開始檢查", "檢查完了，還沒有寫入任何內容"],
    ["en", "Next", "Start the check", "Checked; nothing is written yet"],
  ] as const)("reads in %s to the end", async (language, next, check, checked) => {
    await openWizard(language);
    await give(LINES);
    const press = async (name: string) =>
      userEvent.click(await screen.findByRole("button", { name: new RegExp(`^${name}`) }));
    for (const name of [next, next]) await press(name);
    await screen.findByRole("alert");
    for (const name of [next, check]) await press(name);
    await screen.findByText(checked);
    expect(document.body.textContent).not.toMatch(/import\.[a-z]/);
  });
});
