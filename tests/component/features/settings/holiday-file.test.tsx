import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { CalendarSection } from "../../../../renderer/features/settings/calendar/calendar-section.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

/** In Big5: days that are off are 2, those that are worked 0. */
const OFFICE_CALENDAR =
  "a6e8a4b8a4e9b4c12cac50b4c12cac4fa75fa9f1b0b22cb3c6b5f90d0a32303236303130312ca57c2c322cb67db0eaacf6a9c0a4e90d0a32303236303231342ca4bb2c302cb8c9a6e6a457af5a0d0a32303236303232372ca4ad2c322cb8c9b0b20d0a";

/** One day, in GB18030. */
const MAINLAND_CALENDAR =
  "424547494e3a5643414c454e4441520d0a424547494e3a564556454e540d0a445453544152543b56414c55453d444154453a32303236313030310d0a53554d4d4152593ab9fac7ecbddaa3a8d0dda3a90d0a454e443a564556454e540d0a454e443a5643414c454e444152";

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

async function openFile(name: string, content: BlobPart, isTaiwan = false): Promise<TestServices> {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("branch", "east", { name: "城东馆", code: "CD" }),
    create("branch", "west", { name: "城西馆", code: "CX" }),
    create("feedback", "counted", {
      type: "complaint",
      status: "accepted",
      branch: "east",
      receivedAt: new Date(2026, 8, 29, 9).getTime(),
      due: "2026-10-06",
    }),
    ...(isTaiwan ? [create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" })] : []),
  ]);
  await renderWithServices(
    <>
      <CalendarSection />
      <ToastDock />
    </>,
    { language: isTaiwan ? "zh-TW" : "zh-CN", services: { ...services, ...workerInPage(services) } },
  );
  await userEvent.upload(
    await screen.findByLabelText(/^(导入节假日表|匯入假日表)…$/, { selector: "input" }),
    new File([content], name),
  );
  return services;
}

const dialog = async () => within(await screen.findByRole("dialog"));
const lines = (of: Awaited<ReturnType<typeof dialog>>): readonly (string | null)[] =>
  within(of.getByRole("list", { name: "表里的日子" }))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);

it("shows what a calendar file would enter and move, enters it for all branches, and one undo takes it back", async () => {
  const event = (from: string, behind: string, summary: string): string =>
    `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${behind}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;
  const { db, writer } = await openFile(
    "2026.ics",
    `BEGIN:VCALENDAR\r\n${event("20261001", "20261008", "国庆节（休）")}${event("20261010", "20261011", "国庆节（班）")}${event("20270101", "20270102", "元旦（休）")}END:VCALENDAR`,
  );
  const shown = await dialog();
  expect(lines(shown)).toEqual([
    "休10月1日–10月7日 · 放假 · 国庆节",
    "班10月10日 · 调休上班 · 国庆节",
    "休2027年1月1日 · 放假 · 元旦",
  ]);
  expect(shown.getByText("其中 1 天不在2026 年，在2027 年，也会写入。不要的请去掉勾选。")).toBeTruthy();
  await shown.findByText(/1 件意见改期限/, {}, { timeout: 5_000 });
  expect(await findAxeFaults(document.body)).toEqual([]);
  await userEvent.click(shown.getByRole("checkbox", { name: /2027年/ }));
  await userEvent.click(shown.getByRole("checkbox", { name: "放假的日子同时闭馆" }));
  await userEvent.click(shown.getByRole("button", { name: "写入 8 天" }));
  await screen.findByText("已写入节假日 8 天：2026.ics", { selector: ".toast *" });
  for (const id of ["east", "west"]) {
    const row = await db.branch.get(id);
    expect([Object.keys(row?.workdays ?? {}).length, Object.keys(row?.exceptions ?? {}).length]).toEqual([8, 7]);
    expect(row?.workdays).toMatchObject({ "2026-10-10": "work", "2026-10-01": "rest" });
  }
  // 30 September, 8, 9, 10 and 12 October
  expect((await db.feedback.get("counted"))?.due).toBe("2026-10-12");
  await writer.undo();
  expect((await db.feedback.get("counted"))?.due).toBe("2026-10-06");
  expect((await db.branch.get("west"))?.workdays).toBeUndefined();
});

it("lets a line be turned from a holiday to a worked day before it is entered", async () => {
  const { db } = await openFile("节假日.csv", "日期,名称\n2026-10-03,国庆节\n2026-10-10,国庆\n");
  const shown = await dialog();
  await expect.poll(() => document.activeElement).toBe(shown.getByRole("combobox", { name: "写入" }));
  await userEvent.click(shown.getByRole("button", { name: "10月10日：改为调休上班" }));
  expect(lines(shown)).toEqual(["休10月3日 · 放假 · 国庆节", "班10月10日 · 调休上班 · 国庆"]);
  expect(await findAxeFaults(document.body)).toEqual([]);
  await userEvent.click(shown.getByRole("button", { name: "写入 2 天" }));
  await expect
    .poll(async () => (await db.branch.get("west"))?.workdays)
    .toEqual({ "2026-10-03": "rest", "2026-10-10": "work" });
});

it("reads Taiwan's office calendar in Big5", async () => {
  await openFile("115年中華民國政府行政機關辦公日曆表.csv", bytesOf(OFFICE_CALENDAR));
  expect(lines(await dialog())).toEqual([
    "休1月1日 · 放假 · 開國紀念日",
    "班2月14日 · 调休上班 · 補行上班",
    "休2月27日 · 放假 · 補假",
  ]);
});

it("writes the years of a library in Taiwan as it does, those of the file too", async () => {
  await openFile("116年.csv", "西元日期,星期,是否放假,備註\n20270101,五,2,開國紀念日\n", true);
  const shown = await dialog();
  expect(shown.getByText("其中 1 天不在民國 115 年，在民國 116 年，也會寫入。不要的請取消勾選。")).toBeTruthy();
  expect(shown.getByRole("checkbox", { name: "民國116年1月1日 · 放假 · 開國紀念日" })).toBeTruthy();
});

it("reads a calendar file in the encoding of mainland offices", async () => {
  await openFile("国庆.ics", bytesOf(MAINLAND_CALENDAR));
  expect(lines(await dialog())).toEqual(["休10月1日 · 放假 · 国庆节"]);
});

it("says of each line that cannot be entered why, and enters the others", async () => {
  const { db } = await openFile(
    "节假日.csv",
    "日期,结束日期,类型,名称\n2026-02-30,,放假,没有\n2026-10-07,2026-10-01,放假,反了\n2026-10-03,,放假,国庆节\n",
  );
  const shown = await dialog();
  const alert = within(shown.getByRole("alert"));
  expect(alert.getByText("有 2 行不能写入，其余照常：")).toBeTruthy();
  expect(alert.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "第 2 行：“2026-02-30”不是日期",
    "第 3 行：从 10月7日 到 10月1日，结束早于开始",
  ]);
  await userEvent.selectOptions(shown.getByRole("combobox", { name: "写入" }), "城西馆");
  await userEvent.click(shown.getByRole("button", { name: "写入 1 天" }));
  await expect.poll(async () => (await db.branch.get("west"))?.workdays).toEqual({ "2026-10-03": "rest" });
  expect((await db.branch.get("east"))?.workdays).toBeUndefined();
});

it("says of a file none of whose lines has a day that there is none", async () => {
  await openFile("照片.csv", "日期,名称\n不是日期,甲\n13月1日,乙\n");
  const shown = await dialog();
  expect(within(shown.getByRole("alert")).getByText("有 2 行，都不能写入：")).toBeTruthy();
  expect(shown.getByRole("status").textContent).toBe("照片.csv 里没有节假日");
});

it("says of a file that is none", async () => {
  await openFile("空.csv", "日期,名称\n");
  expect((await screen.findByRole("alert")).textContent).toBe("空.csv 里没有节假日");
});
