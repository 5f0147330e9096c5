/** A screen that is one list, on paper: first how many pages, then every row of it, and of what it is. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it, onTestFinished } from "vitest";
import { page } from "vitest/browser";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { type Change, create } from "../../../renderer/db/write/changes.ts";
import { OpinionsScreen } from "../../../renderer/features/opinions/opinions-screen.tsx";
import { ReadersScreen } from "../../../renderer/features/readers/readers-screen.tsx";
import { TasksScreen } from "../../../renderer/features/tasks/tasks-screen.tsx";
import { createTestServices } from "../../support/desk-services.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";
import { ScreenKeys } from "../../support/screen-keys.tsx";
import { workerInPage } from "../../support/worker-in-page.ts";
import { paperOf, press } from "../desk/keys.ts";
import { openReportsOf } from "../features/reports/open-reports.tsx";
import { openStatisticsOf } from "../features/statistics/open-statistics.tsx";

/** Three pages, at 45 rows each; of the readers behind a number a hundred come at a time. */
const MANY = 120;
const NAMES = Array.from({ length: MANY }, (_, index) => `读者${String(index).padStart(3, "0")}`);
const READERS: readonly Change[] = [
  create("branch", "east", { name: "城东馆" }),
  ...NAMES.map((name, index) =>
    create("reader", `r${index}`, { name, card: `00${index}`, branch: "east", enrolledOn: "2026-10-20" }),
  ),
];

/** Ctrl+P, and yes to what is asked. @returns what was asked, and the lines of the paper */
async function printed(
  onPaper: typeof paperOf,
): Promise<{ readonly question: string; readonly paper: readonly string[] }> {
  let question = "";
  const paper = await onPaper(async () => {
    await press("p", "KeyP", { ctrl: true });
    // paper shows no buttons, and a person's screen is no paper
    const dialog = await screen.findByRole("dialog", { name: "打印" });
    question = within(dialog).getByText(/页$/).textContent ?? "";
    let wasPrinted = false;
    addEventListener("afterprint", () => (wasPrinted = true), { once: true });
    await act(async () => dialog.querySelector<HTMLElement>(".btn-primary")?.click());
    await waitFor(() => expect(wasPrinted).toBe(true));
  });
  return { question, paper };
}
const namesOn = (paper: readonly string[]): readonly string[] =>
  paper.flatMap((line) => NAMES.filter((name) => line.split(/\s/u).includes(name))).toSorted();

it("asks before many tasks, and prints each of them", async () => {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run(
    "test",
    NAMES.map((text, index) => create("task", `t${index}`, { text, assignee: "chen" })),
  );
  await renderWithServices(
    <ScreenKeys>
      <TasksScreen />
    </ScreenKeys>,
    { services, path: "/tasks" },
  );
  await screen.findByText("读者000");
  expect(document.querySelector(".paper-head p")?.textContent).toBe("全部分馆");
  const { question, paper } = await printed(paperOf);
  expect(question).toBe("共 120 行，约 3 页");
  expect(namesOn(paper)).toEqual(NAMES);
});

it.each([
  ["读者", ReadersScreen, "/readers"],
  ["读者意见", OpinionsScreen, "/opinions"],
] as const)(
  "names the list %s where nobody is in it, and gives no advice for the screen",
  async (title, Screen, path) => {
    const services = await createTestServices({ settings: { staff: "chen" } });
    await renderWithServices(
      <ScreenKeys>
        <Screen />
      </ScreenKeys>,
      { services: { ...services, ...workerInPage(services) }, path },
    );
    await screen.findAllByText(/^还没有读者/);
    const paper = await paperOf(async () => window.print());
    expect(paper.filter((line) => line !== "全部分馆")[0]).toBe(title);
    expect(paper.join()).not.toContain("左边");
  },
);

it("says of a list that is narrowed by what, and claims no branch but that one", async () => {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", READERS);
  const draft = {
    name: "",
    match: "all",
    groups: [{ match: "all", conditions: [{ field: "branch", is: "any-of", values: ["east"] }] }],
    pinned: [],
    excluded: [],
  };
  await renderWithServices(
    <ScreenKeys>
      <ReadersScreen />
    </ScreenKeys>,
    {
      services: { ...services, ...workerInPage(services) },
      path: `/readers?${new URLSearchParams({ draft: JSON.stringify(draft) })}`,
    },
  );
  await screen.findByText("读者000");
  const { paper } = await printed(paperOf);
  expect(paper).toContain("已筛选 分馆：城东馆");
  expect(paper).not.toContain("全部分馆");
});

it.each([
  [{ branch: "east" }, "测试图书馆 · 城东馆"],
  [{}, "测试图书馆"],
] as const)("heads an opinion %o with its own branch, not that of the desk that prints it", async (of, head) => {
  const services = await createTestServices({ settings: { staff: "chen", branch: "west" } });
  await services.writer.run("test", [
    create("setting", LIBRARY_NAME_ID, { name: "library-name", value: "测试图书馆" }),
    create("branch", "east", { name: "城东馆" }),
    create("branch", "west", { name: "西馆" }),
    create("feedback", "water", {
      title: "二楼饮水机停水",
      type: "complaint",
      status: "registered",
      receivedAt: 9,
      ...of,
    }),
  ]);
  await renderWithServices(<OpinionsScreen />, { services, path: "/opinions" });
  await screen.findByText(head);
  const paper = await paperOf(async () => window.print());
  expect(paper.slice(0, 2)).toEqual([head, "二楼饮水机停水"]);
});

it("has room for the longest head of a list above its first row", async () => {
  await page.viewport(718, 1047);
  onTestFinished(() => page.viewport(1366, 768));
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [create("task", "t", { text: "订大字本", assignee: "chen" })]);
  await renderWithServices(<TasksScreen />, { services, path: "/tasks", language: "en" });
  const head = await screen.findByRole("columnheader", { name: "Who is waiting" });
  let room = Number.NaN;
  await paperOf(async () => {
    window.print();
    const row = document.querySelector(".grid-row");
    room = (row?.getBoundingClientRect().top ?? 0) - head.getBoundingClientRect().bottom;
  });
  expect(room).toBeGreaterThanOrEqual(0);
});

it("prints all the readers behind a number of the statistics, whoever of them was in view, for which branch and month", async () => {
  await openStatisticsOf(READERS, "zh-CN", "/readers?month=2026-10&branch=east&figure=new-cards");
  await screen.findByText("120 位");
  expect(document.querySelector(".paper-head p")?.textContent).toBe("城东馆 · 2026 年 10 月");
  const { question, paper } = await printed(paperOf);
  expect(question).toBe("共 120 行，约 3 页");
  expect(namesOn(paper)).toEqual(NAMES);
  expect(paper.join()).toContain("原因");
});

it("prints all rows behind a figure with how many there are, of which the screen lists the first", async () => {
  await openReportsOf(READERS, "page=sheet&span=month&month=2026-10&branch=east&rows=new-cards", "zh-CN", {}, 50);
  await screen.findByText("2026 年 10 月 · 共 120 条 · 只列前 50 条");
  const { question, paper } = await printed(paperOf);
  expect(question).toBe("共 120 行，约 3 页");
  expect(paper[0]).toBe("城东馆 · 2026 年 10 月");
  expect(paper).toContain("2026 年 10 月 · 共 120 条");
  expect(namesOn(paper)).toEqual(NAMES);
  await screen.findByText("2026 年 10 月 · 共 120 条 · 只列前 50 条");
});
