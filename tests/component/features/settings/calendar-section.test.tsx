import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, onTestFinished } from "vitest";
import { page } from "vitest/browser";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { figureOf } from "../../../../renderer/desk-services/figures/figure-text.ts";
import { CalendarSection } from "../../../../renderer/features/settings/calendar/calendar-section.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

/** The tests stand on Wednesday, 25 November 2026. */
const TODAY = "2026-11-25";

let ids = 0;
const cameDaily = (reader: string, last: string, days = 40): readonly Change[] => [
  create("reader", reader, { name: reader, card: reader, enrolledOn: "2025-01-10", branch: "east" }),
  ...Array.from({ length: days }, (_, back) =>
    create("activity", `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`, {
      reader,
      on: addDays(last, -back),
      kind: "visit",
    }),
  ),
];

async function openCalendar(...more: readonly Change[]): Promise<TestServices> {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("branch", "east", { name: "城东馆", code: "CD", openDays: ["2", "3", "4", "5", "6", "7"] }),
    create("branch", "west", { name: "城西馆", code: "CX" }),
    ...more,
  ]);
  await renderWithServices(
    <>
      <CalendarSection />
      <ToastDock />
    </>,
    { services: { ...services, ...workerInPage(services) } },
  );
  await screen.findByRole("grid", { name: "2026 年" });
  return services;
}

const cell = (name: RegExp): HTMLElement => screen.getByRole("gridcell", { name });
const foot = (): HTMLElement => screen.getByRole("region", { name: "更改选中的日子" });
const choose = (branch: string): Promise<void> =>
  userEvent.selectOptions(screen.getByRole("combobox", { name: "分馆" }), branch);

describe("the calendar", () => {
  it("closes three weeks by keys alone, says whom that moves, and takes it back with the readers", async () => {
    const services = await openCalendar(...["a", "b"].flatMap((id) => cameDaily(id, addDays(TODAY, -22), 180)));
    const { worker } = workerInPage(services);
    const tasks = async () => (await services.db.task.toArray()).filter(({ gone }) => gone !== 1).length;
    await worker.rules.round("idle", "");
    expect(await tasks()).toBe(2);
    const east = async () => (await services.db.branch.get("east"))?.exceptions ?? {};
    await choose("城东馆");
    cell(/^11月25日周三/).focus();
    // the day is today, of a year in which it stands out
    expect(cell(/^11月25日周三/).getAttribute("aria-current")).toBe("date");
    await userEvent.keyboard("{ArrowLeft}{Shift>}{ArrowUp}{ArrowRight>11/}{/Shift}");
    expect(within(foot()).getByText("11月4日–11月24日，21 天")).toBeTruthy();
    await within(foot()).findByText(
      /全年开放 313 → 295 天 · 近期少来 2 → 0 位读者 · 2 位读者换阶段 · 没有意见改期限/,
      {},
      { timeout: 5_000 },
    );
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await screen.findByText("已设为闭馆：11月4日–11月24日，21 天", { selector: ".toast *" });
    expect(Object.keys(await east())).toHaveLength(21);
    expect((await services.db.branch.get("west"))?.exceptions).toBeUndefined();
    expect(cell(/^11月4日周三 · 闭馆$/).textContent).toBe("闭");
    await screen.findByText("近期少来 2 → 0 位读者 · 2 位读者换阶段 · 没有意见改期限", {}, { timeout: 5_000 });
    // the tasks that rules had made of the gap go with it, before anybody asks
    await screen.findByText(/ · 原因不成立或不可联系，收回 2 件待办$/, {}, { timeout: 5_000 });
    expect(await tasks()).toBe(0);

    await services.writer.undo();
    await expect.poll(east).toEqual({});
    // what it moved is said no more
    await expect.poll(() => screen.queryByText(/近期少来 2 → 0/)).toBeNull();
    expect(cell(/^11月4日周三$/).textContent).toBe("");
  });

  it("keeps its days wide enough to be read in a narrow window, and moves by itself", async () => {
    await page.viewport(341, 720);
    onTestFinished(() => page.viewport(1366, 768));
    await openCalendar();
    const heads = screen.getAllByRole("columnheader").filter(({ textContent }) => /^\d+$/.test(textContent));
    expect(heads).toHaveLength(31);
    for (const head of heads) expect(head.scrollWidth).toBeLessThanOrEqual(head.clientWidth);
    expect(cell(/^1月1日/).getBoundingClientRect().width).toBeGreaterThanOrEqual(15);
    expect(document.documentElement.scrollWidth).toBe(341);
    cell(/^12月31日/).focus();
    expect(cell(/^12月31日/).getBoundingClientRect().right).toBeLessThanOrEqual(341);
  });

  it("leads to who still comes less, once the closure is entered, and marks the weekends", async () => {
    await openCalendar(...cameDaily("a", addDays(TODAY, -22)), ...cameDaily("c", addDays(TODAY, -60)));
    await choose("城东馆");
    expect([cell(/^11月28日周六/), cell(/^11月27日周五/)].map(({ dataset }) => dataset.weekend)).toEqual([
      "true",
      undefined,
    ]);
    cell(/^11月4日周三/).focus();
    await userEvent.keyboard("{Shift>}{ArrowRight>20/}{/Shift}");
    expect(within(foot()).queryByRole("link")).toBeNull();
    await userEvent.keyboard("{Enter}");
    // who was last here in September stays away whatever is closed in November
    const link = await screen.findByRole("link", { name: "近期少来 2 → 1 位读者" }, { timeout: 5_000 });
    expect(link.getAttribute("href")).toBe("/readers?figure=stage:not-seen");
    expect(figureOf("stage:not-seen")).toEqual({ tag: "stage", state: "not-seen" });
  });

  it("enters a holiday for all branches, moves the deadlines that were counted, and one undo takes all back", async () => {
    const opinion = { type: "complaint", status: "accepted", branch: "east" } as const;
    const receivedAt = new Date(2026, 10, 24, 9).getTime();
    const services = await openCalendar(
      create("feedback", "counted", { ...opinion, receivedAt, due: "2026-12-01" }),
      create("feedback", "by-hand", { ...opinion, receivedAt, due: "2026-12-02" }),
    );
    const dues = async () => (await services.db.feedback.toArray()).map(({ id, due }) => [id, due]);
    cell(/^11月26日周四/).focus();
    await userEvent.keyboard("{Enter}{Shift>}{ArrowRight}{/Shift}");
    await userEvent.selectOptions(within(foot()).getByRole("combobox", { name: "设为" }), "放假并闭馆");
    await userEvent.type(within(foot()).getByRole("textbox", { name: "名称或原因" }), "馆庆");
    await within(foot()).findByText(/1 件意见改期限/, {}, { timeout: 5_000 });
    await userEvent.keyboard("{Enter}");
    await screen.findByText("已设为放假并闭馆：11月26日–11月27日，2 天", { selector: ".toast *" });
    expect(await dues()).toEqual([
      ["by-hand", "2026-12-02"],
      ["counted", "2026-12-03"],
    ]);
    for (const id of ["east", "west"])
      expect(await services.db.branch.get(id)).toMatchObject({
        workdays: { "2026-11-26": "rest", "2026-11-27": "rest" },
        exceptions: { "2026-11-26": "closed", "2026-11-27": "closed" },
        dayNames: { "2026-11-26": "馆庆", "2026-11-27": "馆庆" },
      });
    expect(cell(/^11月27日/).getAttribute("aria-label")).toBe("11月27日周五 · 闭馆 · 放假 · 馆庆");
    await services.writer.undo();
    expect(await dues()).toEqual([
      ["by-hand", "2026-12-02"],
      ["counted", "2026-12-01"],
    ]);
    expect((await services.db.branch.get("west"))?.workdays ?? {}).toEqual({});
  });

  it("marks what the pointer drags over, edits its name, and makes it usual again", async () => {
    const { db } = await openCalendar();
    const west = async () => await db.branch.get("west");
    await choose("城西馆");
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: cell(/^7月1日/) },
      { target: cell(/^7月2日/) },
      { target: cell(/^7月3日/) },
      { keys: "[/MouseLeft]" },
    ]);
    await userEvent.selectOptions(within(foot()).getByRole("combobox", { name: "设为" }), "学校假期（开放）");
    await userEvent.click(within(foot()).getByRole("button", { name: /^设为假期/ }));
    await expect.poll(async () => Object.keys((await west())?.vacations ?? {})).toHaveLength(3);
    await userEvent.click(cell(/^7月2日/));
    await userEvent.type(within(foot()).getByRole("textbox", { name: "名称或原因" }), "暑假");
    await userEvent.selectOptions(within(foot()).getByRole("combobox", { name: "设为" }), "学校假期（开放）");
    await userEvent.click(within(foot()).getByRole("button", { name: /^设为假期/ }));
    await expect.poll(async () => (await west())?.dayNames).toEqual({ "2026-07-02": "暑假" });
    const person = userEvent.setup();
    await person.click(cell(/^7月1日/));
    await person.keyboard("{Shift>}");
    await person.click(cell(/^7月3日/));
    await person.keyboard("{/Shift}");
    await userEvent.selectOptions(within(foot()).getByRole("combobox", { name: "设为" }), "恢复平常");
    await userEvent.click(within(foot()).getByRole("button", { name: /^恢复平常/ }));
    await expect
      .poll(async () => [(await west())?.vacations, (await west())?.dayNames])
      .toEqual([undefined, undefined]);
  });

  it("writes other days while the first still are, and not under the first one's name", async () => {
    const { db, testHost } = await openCalendar();
    const { journal } = testHost;
    await choose("城西馆");
    const name = (): HTMLElement => within(foot()).getByRole("textbox", { name: "名称或原因" });
    journal.slow = [];
    await userEvent.click(cell(/^7月8日/));
    await userEvent.type(name(), "馆庆{Enter}");
    await expect.poll(() => journal.slow?.length).toBe(1);
    await userEvent.click(cell(/^7月15日/));
    await userEvent.type(name(), "{Enter}");
    const [first, ...others] = journal.slow;
    expect(others).toEqual([]);
    journal.slow = null;
    first?.();
    await expect
      .poll(async () => await db.branch.get("west"))
      .toMatchObject({
        exceptions: { "2026-07-08": "closed", "2026-07-15": "closed" },
        dayNames: { "2026-07-08": "馆庆" },
      });
  });

  it("says of a day that is like this already that nothing is to be done, and Esc lets the days go", async () => {
    await openCalendar();
    await choose("城东馆");
    await userEvent.click(cell(/^7月7日/));
    await userEvent.selectOptions(within(foot()).getByRole("combobox", { name: "设为" }), "临时开放");
    expect(within(foot()).getByText("这些天已经是这样，不用改")).toBeTruthy();
    expect(
      within(foot())
        .getByRole("button", { name: /^设为开放/ })
        .getAttribute("aria-disabled"),
    ).toBe("true");
    cell(/^7月7日/).focus();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "更改选中的日子" })).toBeNull();
  });

  it("says that a month that is closed keeps its figures, and shows branches that differ", async () => {
    const services = await openCalendar(
      create("month-seal", "seal", { month: "2026-07", at: 1, figures: { visits: { value: 3 } } }),
    );
    // closed every Monday in the east only
    expect(cell(/^7月6日周一/).getAttribute("aria-label")).toBe("7月6日周一 · 部分分馆不开");
    await userEvent.click(cell(/^7月6日/));
    expect(await within(foot()).findByText("2026 年 7 月已经定稿：定稿的数字不变，差额记在更正里")).toBeTruthy();
    await userEvent.click(within(foot()).getByRole("button", { name: /^设为闭馆/ }));
    await expect
      .poll(async () => (await services.db.branch.get("west"))?.exceptions)
      .toEqual({ "2026-07-06": "closed" });
    expect((await services.db["month-seal"].get("seal"))?.figures).toEqual({ visits: { value: 3 } });
  });

  it("goes to other years by PgDn and by its buttons", async () => {
    await openCalendar();
    cell(/^11月25日/).focus();
    await userEvent.keyboard("{PageDown}");
    await screen.findByRole("grid", { name: "2027 年" });
    expect(document.activeElement).toBe(cell(/^11月25日周四/));
    await userEvent.click(screen.getByRole("button", { name: /^上一年/ }));
    await userEvent.click(screen.getByRole("button", { name: /^上一年/ }));
    await screen.findByRole("grid", { name: "2025 年" });
  });
});
