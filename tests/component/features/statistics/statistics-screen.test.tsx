import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { attentionPath } from "../../../../renderer/desk-services/figures/figure-path.ts";
import { createFormat } from "../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import type { MessageId } from "../../../../renderer/i18n/message-id.ts";
import { howValues } from "../../../../renderer/words/how-words.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

const TODAY = "2026-11-25";
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** One who came every day and has stopped, with a responsible colleague, and one who has never come. */
const LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("reader", "regular", {
    name: "张素琴",
    card: "001",
    enrolledOn: "2025-01-10",
    owner: "chen",
    phones: ["13800000000"],
  }),
  create("reader", "unused", { name: "王芳", card: "003", enrolledOn: "2025-01-10" }),
  ...Array.from({ length: 60 }, (_, back) =>
    create("activity", id(back), { reader: "regular", on: addDays(TODAY, -30 - back), kind: "visit" }),
  ),
  create("interaction", id(100), { at: new Date(2026, 10, 24, 10).getTime(), channel: "desk" }),
  create("feedback", id(101), {
    type: "complaint",
    text: "灯太暗",
    status: "registered",
    receivedAt: new Date(2026, 10, 2, 10).getTime(),
    due: "2026-11-09",
  }),
];

const openStatistics = (changes: readonly Change[] = LIBRARY, language: Locale = "zh-CN", path = "/statistics") =>
  openStatisticsOf(changes, language, path);

describe("the overview", () => {
  it("draws five steps and five tiles, each with its sentence, without a fault for axe", async () => {
    const { container } = await openStatistics();
    const steps = within(await screen.findByRole("list", { name: "五步总览" }));
    expect(steps.getByRole("button", { name: "看看他们为什么少来 1" })).toBeTruthy();
    for (const title of ["什么时候最忙", "利用集中度（二八）", "意见按期", "生命周期", "服务投入分布"])
      expect(screen.getByRole("region", { name: new RegExp(`^${title}`) })).toBeTruthy();
    // what is open and not due yet has come too, and is not counted
    expect(screen.getByRole("region", { name: /^意见按期/ }).textContent).toContain("近六个月收到，已答复或到期的件数");
    expect(screen.getByText("11月按期", { exact: false }).textContent).toBe("11月按期 0 / 1；斜纹是逾期");
    expect(await findAxeFaults(container)).toEqual([]);
  });

  it("says on paper and in the name of a file of which branch and month it is", async () => {
    const { container, files, bytes } = await openStatistics(
      [
        ...LIBRARY,
        create("branch", "east", { name: "东门分馆" }),
        create("reader", "here", { name: "李明", card: "009", branch: "east", enrolledOn: "2025-01-10" }),
        create("setting", LIBRARY_NAME_ID, { name: "library-name", value: "城东图书馆" }),
      ],
      "zh-CN",
      "/statistics?branch=east&month=2026-10",
    );
    await screen.findByRole("region", { name: /^什么时候最忙/ });
    await expect
      .poll(() => container.querySelector(".paper-head")?.textContent)
      .toBe("城东图书馆 · 东门分馆 · 2026 年 10 月统计分析 · 五步总览");
    expect(screen.getByRole("combobox", { name: "分馆" }).closest(".no-print")).not.toBeNull();
    const save = screen.getByRole("button", { name: "什么时候最忙：导出表格" });
    await expect.poll(() => save.getAttribute("aria-disabled")).toBeNull();
    await userEvent.click(save);
    await expect.poll(() => files).toEqual(["什么时候最忙 东门分馆 2026年10月.csv"]);
    expect(new TextDecoder().decode(bytes[0]).split("\r\n")[0]).toMatch(/^城东图书馆,东门分馆,2026 年 10 月(?:,|$)/);
    // a nought on paper is no sign for hidden
    const noughts = [...container.querySelectorAll(".heat-week td")].filter(({ textContent }) => textContent === "·");
    expect(noughts.length).toBeGreaterThan(0);
    expect(noughts.every((cell) => cell.querySelector(".no-print")?.textContent === "·")).toBe(true);
  });

  it("leads from the numbers of promises to the lists of just these promises", async () => {
    const promise = (id: string, due: string): Change =>
      create("task", id, { text: "打电话", promisedTo: "regular", due });
    const { history } = await openStatistics([
      ...LIBRARY,
      promise("today", TODAY),
      promise("late", "2026-11-20"),
      promise("later", "2026-11-21"),
    ]);
    await userEvent.click(await screen.findByRole("button", { name: "已过期的承诺 2" }));
    expect(history.get().location).toBe("/tasks?view=promised-late&from=%2Fstatistics");
    cleanup();
    const again = await openStatistics([...LIBRARY, promise("today", TODAY)]);
    await userEvent.click(await screen.findByRole("button", { name: "今天到期的承诺 1" }));
    expect(again.history.get().location).toBe("/tasks?view=promised-today&from=%2Fstatistics");
  });

  it("opens at the groups that a number of the reports counts, and leads back to it by Escape", async () => {
    const from = "/statistics/reports?page=audit&span=month&month=2026-10";
    const { history } = await openStatistics(LIBRARY, "zh-CN", attentionPath({ branch: null, month: "2026-10" }, from));
    const tile = await screen.findByRole("region", { name: /^服务投入分布/ });
    await waitFor(() => expect(document.activeElement).toBe(tile));
    expect(screen.getByRole("button", { name: /^返回/ })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(history.get()).toMatchObject({ location: from, isReturn: true });
  });

  it("say on every page up to which day use was imported", async () => {
    const list = create("setting", "import-batch-a", {
      name: "import.batch.a",
      value: { importId: "a", until: { visit: "2026-11-20" } },
    });
    const { history } = await openStatisticsOf([...LIBRARY, list]);
    for (const page of ["overview", "readers", "keep"]) {
      await act(async () => history.navigate(`/statistics?page=${page}`));
      expect(await screen.findByText(/^到馆与利用导入到：登记到馆 2026-11-20/)).toBeTruthy();
    }
  });

  it.each([
    ["overview", { busy: "records", lorenz: "measured", opinions: "opinions", life: "everybody", attention: "here" }],
    [
      "readers",
      {
        value: "here",
        movers: "measured",
        expected: "came",
        path: "everybody",
        trend: "used",
        participation: "used",
        coverage: "used",
        composition: "used",
        cohorts: "enrolled",
      },
    ],
    ["keep", { "not-seen": "here", lapsed: "here", contacts: "here", leaving: "gone" }],
  ] as const)("names the population of every tile, one word for one population: %s", async (page, populations) => {
    const { t } = await createI18n("zh-CN");
    const values = howValues(t, createFormat("zh-CN"));
    const area = { overview: "statistics", readers: "figures", keep: "keep" }[page];
    await openStatistics(LIBRARY, "zh-CN", `/statistics?page=${page}`);
    const tiles = (await screen.findAllByRole("region")).filter((region) => region.className.includes("tile"));
    const namedIn = (tile: HTMLElement): string | undefined =>
      [...tile.querySelectorAll(":scope > .meta")].flatMap(
        ({ textContent }) => /^范围：([^·]*)/.exec(textContent ?? "")?.[1]?.trim() ?? [],
      )[0];
    const named = Object.fromEntries(
      tiles.map((tile) => [tile.querySelector("h2")?.firstChild?.textContent ?? "", namedIn(tile)]),
    );
    expect(named).toEqual(
      Object.fromEntries(
        Object.entries(populations).map(([tile, of]) => [
          t(`${area}.${tile}` as MessageId),
          t(`figures.of-${of}`, values),
        ]),
      ),
    );
  });

  it("says how many a population is where that is told", async () => {
    await openStatistics();
    expect((await screen.findByRole("region", { name: /^利用集中度（二八）/ })).textContent).toContain(
      "范围：365 天里有过所选利用的读者（后来退证的也算），不含集体证、工作证和测试证 · 1 位",
    );
  });

  it("shows the table behind a picture, and says how it is computed", async () => {
    await openStatistics();
    await userEvent.click(await screen.findByRole("button", { name: "生命周期：表格" }));
    const table = screen.getByRole("table", { name: /^生命周期/ });
    expect(within(table).getByRole("row", { name: "近期少来 • •" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "生命周期：怎么算" }));
    expect((await screen.findByRole("dialog", { name: "生命周期：怎么算" })).textContent).toContain("闭馆日一律不算");
  });

  it("says what to do where there is nothing to count", async () => {
    await openStatistics([]);
    expect(await screen.findByText(/还没有可统计的读者/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "导入读者…" })).toBeTruthy();
  });

  it("never shows the figures of one month under the head of another for longer than a moment: how far the work is stands there instead", async () => {
    let answer: () => void = () => undefined;
    await openStatisticsOf(LIBRARY, "zh-CN", "/statistics", { staff: "chen" }, (statistics) => ({
      ...statistics,
      async overview(asked, onProgress) {
        if (asked.month === "2026-10") {
          onProgress({ step: "placing", done: 30_000, total: 100_000 });
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
        }
        return statistics.overview(asked, onProgress);
      },
    }));
    await screen.findByRole("list", { name: "五步总览" });
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "月份" }), "2026 年 10 月");
    const bar = await screen.findByRole("progressbar", { name: "正在计算 2026 年 10 月" });
    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["30000", "100000"]);
    expect(screen.queryByRole("list", { name: "五步总览" })).toBeNull();
    await act(async () => answer());
    await screen.findByRole("list", { name: "五步总览" });
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it.each(proofDraw(["zh-TW", "en"] as const))("speaks %s", async (language) => {
    const { container } = await openStatistics(LIBRARY, language);
    await screen.findAllByRole("list");
    expect(container.textContent).not.toMatch(/(?:statistics|life)\.[a-z]/);
  });
});

describe("the readers behind a number", () => {
  it("are listed with the reason in words, and T writes a task about the one under the cursor", async () => {
    const { services } = await openStatistics();
    await userEvent.click(await screen.findByRole("button", { name: "看看他们为什么少来 1" }));
    const row = await screen.findByRole("row", { name: /张素琴/ });
    await waitFor(() =>
      expect(row.textContent).toContain("半年来过 59 天，通常隔 1 个开放日；已 30 个开放日没来，最后一次 2026-10-26"),
    );
    expect(row.textContent).toContain("陈雨桐");
    (await screen.findByRole("grid")).focus();
    // awaited as a whole: the form is fetched when first asked for
    await act(async () => userEvent.keyboard("t"));
    await userEvent.type(await screen.findByRole("textbox", { name: "内容" }), "打电话问问{Enter}");
    await waitFor(async () =>
      expect((await services.db.task.toArray())[0]).toMatchObject({
        text: "打电话问问",
        about: { kind: "reader", id: "regular" },
      }),
    );
  });

  it("leave T alone where a person has turned single letters off; Escape still leads back", async () => {
    await openStatisticsOf(LIBRARY, "zh-CN", "/readers?figure=stage:not-seen", {
      staff: "chen",
      singleKeys: false,
    });
    await screen.findByRole("row", { name: /张素琴/ });
    (await screen.findByRole("grid")).focus();
    await act(async () => userEvent.keyboard("t"));
    expect(screen.queryByRole("dialog")).toBeNull();
    await userEvent.keyboard("{Escape}");
    await screen.findByRole("list", { name: "五步总览" });
  });

  it("get a task each for their responsible colleagues, begun with what the number says, and one undo takes all back", async () => {
    const { services } = await openStatistics(
      [...LIBRARY, create("reader", "more", { name: "李四", card: "004", enrolledOn: "2025-01-10", owner: "chen" })],
      "zh-CN",
      "/readers?figure=stage:registered",
    );
    await screen.findByRole("row", { name: /李四/ });
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Control>}a{/Control}");
    await screen.findByText("已选 2 位");
    await act(async () => userEvent.keyboard("t"));
    await screen.findByRole("dialog", { name: "给每位建待办：2 位读者" });
    await userEvent.click(screen.getByRole("textbox", { name: "内容" }));
    await userEvent.keyboard("{Enter}");
    await waitFor(async () => expect(await services.db.task.count()).toBe(2));
    expect((await services.db.task.toArray()).find(({ about }) => about?.id === "more")).toMatchObject({
      assignee: "chen",
      due: "2026-12-02",
      text: "已办证未使用",
    });
    await waitFor(() => expect(document.querySelector(".toast")?.textContent).toContain("已建 2 件待办"));
    await userEvent.click(
      within(document.querySelector<HTMLElement>(".toast") ?? document.body).getByRole("button", { name: /撤销/ }),
    );
    await waitFor(async () => expect((await services.db.task.toArray()).every(({ gone }) => gone === 1)).toBe(true));
  });

  it("are given no task where their whole class stays away alike, and the list says so", async () => {
    const pupils = ["a", "b", "c", "d", "e"].flatMap((reader, n) => [
      create("reader", reader, {
        name: `小${reader}`,
        card: reader,
        enrolledOn: "2025-01-10",
        organisation: "实验小学",
      }),
      ...Array.from({ length: 60 }, (_, back) =>
        create("activity", id(1000 + n * 100 + back), { reader, on: addDays(TODAY, -30 - 3 * back), kind: "visit" }),
      ),
    ]);
    const { services } = await openStatistics([...LIBRARY, ...pupils], "zh-CN", "/readers?figure=stage:not-seen");
    const pupil = await screen.findByRole("row", { name: /小a/ });
    await waitFor(() =>
      expect(pupil.textContent).toContain("同组另外 4 位也一样：来了 0 天，往常应有 40 天，所以不建待办"),
    );
    expect(await screen.findByText(/其中 5 位是整组都少来，不建待办/)).toBeTruthy();
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Control>}a{/Control}");
    await screen.findByText("已选 6 位");
    await act(async () => userEvent.keyboard("t"));
    const dialog = await screen.findByRole("dialog", { name: "给每位建待办：1 位读者" });
    expect(dialog.textContent).toContain("其中 5 位是整组都少来，不建待办");
    await userEvent.type(within(dialog).getByRole("textbox", { name: "内容" }), "问候{Enter}");
    await waitFor(async () =>
      expect((await services.db.task.toArray()).map(({ about }) => about?.id)).toEqual(["regular"]),
    );
  });

  it("can be none, which is said", async () => {
    await openStatistics(LIBRARY, "zh-CN", "/readers?figure=stage:returned");
    expect(await screen.findByText("眼下没有这样的读者")).toBeTruthy();
  });
});
