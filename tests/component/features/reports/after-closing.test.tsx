/**
 * What the pages say of a closed month's figures that its closing does not have, of a breadth, and of a table without a
 * line.
 */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { FIGURES } from "#shared/reports/figures.ts";
import { type Change, create, edit } from "../../../../renderer/db/write/changes.ts";
import { openReportsOf } from "./open-reports.tsx";

const OCTOBER = "span=month&month=2026-10";
const LIBRARY: readonly Change[] = [
  create("branch", "east", { name: "城东馆" }),
  ...["a", "b", "c", "d", "e", "f"].flatMap((reader) => [
    create("reader", reader, { name: "李", card: reader, branch: "east", enrolledOn: "2025-01-10" }),
    create("activity", `visit-${reader}`, { reader, on: "2026-10-02", kind: "visit" }),
  ]),
];
const KNOWN = ["valid-cards", "new-cards", "active-readers", "visits", "enquiries", "answered-opinions"];
const CLOSED = create("month-seal", "00000000-0000-7000-8000-000000000050", {
  month: "2026-10",
  at: new Date("2026-11-02T10:00").getTime(),
  figures: Object.fromEntries(
    FIGURES.filter((figure) => KNOWN.includes(figure)).map((figure) => [
      figure,
      { value: figure === "new-cards" || figure === "enquiries" || figure === "answered-opinions" ? 0 : 6 },
    ]),
  ),
});

it("a figure that was computed only after the closing says so, on the sheet, in its file and on the director's page", async () => {
  const { services, saved } = await openReportsOf([...LIBRARY, CLOSED], OCTOBER);
  expect((await screen.findByText(/本期各月都已定稿/)).textContent).not.toContain("不在定稿内");
  await services.writer.run("test", [edit("branch", "east", { population: 1000 })]);
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "分馆" }), "城东馆");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "分馆" }), "全馆");
  expect((await screen.findByText(/另有 3 个指标不在定稿内，见备注/)).textContent).toContain("本期各月都已定稿");
  const row = async (name: RegExp): Promise<string> => (await screen.findByRole("row", { name })).textContent ?? "";
  expect(await row(/^服务人口覆盖率/)).toContain("定稿时没有，之后才算出");
  expect(await row(/^总流通人次/)).not.toContain("定稿时没有");
  await userEvent.click(screen.getByRole("button", { name: "导出CSV" }));
  await expect.poll(() => new TextDecoder().decode(saved[0]?.bytes)).toMatch(/服务人口覆盖率,.*定稿时没有，之后才算出/);
  await userEvent.click(
    within(screen.getByRole("navigation", { name: "报表页面" })).getByRole("link", { name: "馆长简报" }),
  );
  expect((await screen.findByText(/不在定稿内：定稿以后才填齐/)).textContent).toMatch(/^服务人口、服务人口覆盖率/);
});

it("the self-audit gives the numbers of its breadth", async () => {
  await openReportsOf(LIBRARY, `page=audit&${OCTOBER}`);
  const cells = within(await screen.findByRole("row", { name: /^服务广度/ })).getAllByRole("cell");
  expect(cells.slice(0, 2).map(({ textContent }) => textContent)).toEqual(["1", "6 / 6"]);
});

it("the self-audit leads to where what is missing can be entered, and nowhere where it cannot", async () => {
  const { history } = await openReportsOf([create("branch", "east", { name: "城东馆" })], `page=audit&${OCTOBER}`);
  await screen.findByRole("row", { name: /^服务广度/ });
  const ways = screen.getAllByRole("button", { name: /去填写|去导入/ }).map((way) => way.getAttribute("aria-label"));
  expect(ways).toEqual([
    "意见按期答复：去填写",
    "承诺按期兑现：去填写",
    "参与的馆员：去填写",
    "服务广度：去导入",
    "服务人口覆盖率：去填写",
    "空手而归：去填写",
    "投入偏低的读者群体：去填写",
    "求书满足率：去填写",
    "服务满意率（馆员记录）：去填写",
  ]);
  await userEvent.click(screen.getByRole("button", { name: /^意见.*：去填写/ }));
  expect(history.get().location).toBe("/opinions");
});

it("the self-audit and the sheet lead to the field that is empty, which has the focus", async () => {
  const branches = [
    create("branch", "east", { name: "城东馆", population: 1000 }),
    create("branch", "west", { name: "河西馆" }),
  ];
  const field = (): string | undefined =>
    document.activeElement instanceof HTMLInputElement
      ? (document.activeElement.getAttribute("aria-label") ?? document.activeElement.labels?.[0]?.textContent ?? "")
      : undefined;
  await openReportsOf(branches, `page=audit&${OCTOBER}`);
  await userEvent.click(await screen.findByRole("button", { name: "服务人口覆盖率：去填写" }));
  await waitFor(() => expect(field()).toContain("河西馆"));
  for (const [figure, entered] of [
    ["组织读者活动场次", "组织读者活动场次"],
    ["每千人每年到馆人次", "总流通人次"],
  ] as const) {
    await userEvent.click(
      within(screen.getByRole("navigation", { name: "报表页面" })).getByRole("link", { name: "指标" }),
    );
    await userEvent.click(await screen.findByRole("button", { name: `${figure}：去填写` }));
    await waitFor(() => expect(field()).toBe(`${entered}：数字`));
  }
});

it("the self-audit and the sheet lead for a rating to the records without one", async () => {
  for (const [page, figure] of [
    ["audit", "服务满意率（馆员记录）"],
    ["sheet", "服务满意率（馆员记录）"],
  ]) {
    const { unmount } = await openReportsOf(
      [
        create("reader", "wang", { name: "王芳", card: "5" }),
        create("interaction", "asked", {
          at: new Date("2026-10-07T10:00").getTime(),
          reader: "wang",
          channel: "desk",
          direction: "in",
          purpose: "find",
        }),
      ],
      `page=${page}&${OCTOBER}`,
    );
    await userEvent.click(await screen.findByRole("button", { name: `${figure}：去填写` }));
    await screen.findByText("按 Enter 打开记录，填“满意度”；填了就从这里移走");
    expect(within(await screen.findByRole("grid")).getByText("王芳")).toBeTruthy();
    unmount();
  }
});

it("branches side by side have a column for a closed one that has figures in the period, and for no other", async () => {
  await openReportsOf(
    [
      ...LIBRARY,
      create("branch", "west", { name: "河西馆", hidden: true }),
      create("branch", "north", { name: "城北馆", hidden: true }),
      ...[1, 2, 3, 4, 5, 6].map((n) =>
        create("interaction", `i${n}`, {
          at: new Date("2026-10-07T10:00").getTime(),
          channel: "desk",
          direction: "in",
          purpose: "find",
          branch: "west",
        }),
      ),
    ],
    `page=branches&${OCTOBER}`,
  );
  await screen.findByRole("row", { name: /^总流通人次/ });
  expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual([
    "指标",
    "全馆",
    "城东馆",
    "河西馆",
  ]);
});

it("the director's page has no table without a line", async () => {
  await openReportsOf(LIBRARY, `page=paper&${OCTOBER}`);
  expect(await screen.findByText("做了多少")).toBeTruthy();
  expect(screen.queryByText("做得怎样")).toBeNull();
  expect(screen.getByText(/个指标此处无法计算/).textContent).toContain("服务人口覆盖率");
});
