import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { createGate } from "../../../support/gate.ts";
import { proofDraw, proofTest } from "../../../support/proof-scale.ts";
import { simulatedLibrary, simulateReaders } from "../../../support/simulated-visits.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

const TODAY = "2026-11-25";
/** Three years: the last is held out. */
const DAYS = 1095;
const PAGE = "/statistics?page=readers";
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** One who came for 60 days up to 30 days ago, and one who has never come. */
const LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("reader", "regular", { name: "张素琴", card: "001", enrolledOn: "2025-01-10", owner: "chen" }),
  create("reader", "unused", { name: "王芳", card: "003", enrolledOn: "2025-01-10" }),
  ...Array.from({ length: 60 }, (_, back) =>
    create("activity", id(back), { reader: "regular", on: addDays(TODAY, -30 - back), kind: "visit" }),
  ),
];

describe("the page of the readers", () => {
  it("is reached from the head of the overview, and axe finds no fault in it", async () => {
    const { container } = await openStatisticsOf(LIBRARY);
    await screen.findByRole("list", { name: "五步总览" });
    const pages = within(screen.getByRole("navigation", { name: "统计页面" }));
    expect(pages.getByRole("link", { name: "五步总览" }).getAttribute("aria-current")).toBe("page");
    await userEvent.click(pages.getByRole("link", { name: "读者" }));
    await screen.findByRole("region", { name: /^利用度/ });
    expect(screen.getByRole("link", { name: "读者" }).getAttribute("aria-current")).toBe("page");
    expect(await findAxeFaults(container)).toEqual([]);
  });

  it("leads from a score to its readers, with the three numbers in a sentence, and back to the page", async () => {
    await openStatisticsOf(LIBRARY, "zh-CN", PAGE);
    await userEvent.click(await screen.findByRole("button", { name: "最近利用 4：1 位" }));
    const row = await screen.findByRole("row", { name: /张素琴/ });
    await waitFor(() => expect(row.textContent).toContain("最近利用 4 · 利用天数 5 · 利用量 4"));
    expect(row.textContent).toContain("最近一次利用在 30 天前；一年里有 60 天利用，合计 60 分");
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByRole("region", { name: /^利用度/ })).toBeTruthy();
  });

  it("says what core readers have of all use, and leads to them", async () => {
    await openStatisticsOf(LIBRARY, "zh-CN", PAGE);
    const tile = await screen.findByRole("region", { name: /^利用度/ });
    expect(tile.textContent).toContain("核心读者 1 位，占这些读者全部利用的 60 / 60");
    await userEvent.click(within(tile).getByRole("button", { name: "1 位" }));
    expect(await screen.findByText(/^核心读者 · /, { selector: ".filter-fixed" })).toBeTruthy();
  });

  it("has a sentence where nobody has used anything, and where there is nobody", async () => {
    await openStatisticsOf([create("reader", "unused", { name: "王芳", card: "003" })], "zh-CN", PAGE);
    expect((await screen.findByRole("region", { name: /^利用度/ })).textContent).toContain("这一年没有利用记录");
    cleanup();
    await openStatisticsOf([], "zh-CN", PAGE);
    expect(await screen.findByText(/还没有可统计的读者/)).toBeTruthy();
  });

  it("says which population is missing where only the totals of the reports are known", async () => {
    await openStatisticsOf(
      [...LIBRARY, create("branch", "east", { name: "城东馆", population: 20_000 })],
      "zh-CN",
      PAGE,
    );
    const tile = within(await screen.findByRole("region", { name: /^服务人口覆盖/ }));
    expect(tile.getByText(/按社区和年龄的人口，现在还没有填。月报定稿里填的服务人口只是总数/)).toBeTruthy();
  });

  it("switches the measure of the movers, and leads to who entered the top fifth", async () => {
    await openStatisticsOf(
      ["a", "b"].flatMap((reader) => [
        create("reader", reader, { name: reader === "a" ? "甲" : "乙", card: reader }),
        create("activity", id(reader === "a" ? 1 : 2), {
          reader,
          on: reader === "a" ? "2026-09-01" : TODAY,
          kind: reader === "a" ? "visit" : "loan",
          quantity: 3,
        }),
      ]),
      "zh-CN",
      PAGE,
    );
    const tile = within(await screen.findByRole("region", { name: /^前20%读者变动/ }));
    await userEvent.selectOptions(tile.getByRole("combobox", { name: "按什么算" }), "借阅");
    expect(tile.getByText("界线由 – 变为 3")).toBeTruthy();
    await userEvent.click(tile.getByRole("button", { name: "进入：1 位" }));
    expect(await screen.findByRole("heading", { name: "进入前20%（借阅）" })).toBeTruthy();
    expect(await screen.findByRole("row", { name: /乙/ })).toBeTruthy();
  });

  it("leads from a step, a quarter and a part of the readers to who is in it", async () => {
    await openStatisticsOf(
      [
        ...LIBRARY,
        ...["a", "b", "c", "d"].flatMap((reader, n) => [
          create("reader", reader, { name: `丙${reader}`, card: reader, gender: "female", enrolledOn: "2026-10-02" }),
          create("activity", id(900 + n), { reader, on: TODAY, kind: "visit" }),
        ]),
      ],
      "zh-CN",
      PAGE,
    );
    const goAndBack = async (button: RegExp, heading: string): Promise<void> => {
      await userEvent.click(await screen.findByRole("button", { name: button }));
      await screen.findByRole("heading", { name: heading });
      await screen.findAllByRole("row", { name: /丙/ });
      await userEvent.keyboard("{Escape}");
    };
    await goAndBack(/^现实读者：6 位/, "现实读者");
    await goAndBack(/^2026 年第 4 季度：4 位/, "2026 年第 4 季度办证的读者");
    const tile = within(await screen.findByRole("region", { name: /^读者构成/ }));
    await userEvent.selectOptions(tile.getByRole("combobox", { name: "按属性" }), "性别");
    // four of five are women: both cells are hidden, and so lead nowhere
    expect(tile.getByRole("row", { name: /^女/ }).textContent).toBe("女0–•••");
    expect(tile.getByText(/^•：不足 5 人/).className).toBe("meta");
  });

  it("knows in the interval of a difference that readers of both years are the same", async () => {
    // 30 adults and 30 children came in both years, 10 adults in the last alone: 30 of 60, and 40 of 70
    const readers = Array.from({ length: 70 }, (_, n) => [
      create("reader", `r${n}`, {
        name: `r${n}`,
        card: `r${n}`,
        category: n < 40 ? "adult" : "child",
        enrolledOn: "2020-01-10",
      }),
      ...["2026-06-01", ...(n < 10 ? [] : ["2025-06-01"])].map((on) =>
        create("activity", `${n} ${on}`, { reader: `r${n}`, on, kind: "visit" }),
      ),
    ]).flat();
    await openStatisticsOf(readers, "zh-CN", PAGE);
    const row = await screen.findByRole("row", { name: /^adult/ });
    // Newcombe 1998 with their correlation, 0.935, by hand; of strangers it would be −9.8 to +23.6, and nothing sure
    expect(row.lastChild?.textContent).toBe("+7.1（+2.8 到 +11.5）");
    expect(screen.getByRole("region", { name: /^读者构成/ }).querySelector(".say")?.textContent).toMatch(
      /^可以确定有变化的：.*adult/,
    );
  });

  proofTest(
    "leads from a probability to its readers, the least likely first, and shows how the last year was foretold",
    {
      timeout: 120_000,
    },
    async () => {
      await openStatisticsOf(
        simulatedLibrary(
          simulateReaders({ kind: "mbg", seed: 11, readers: 310, days: DAYS, joining: 730 }),
          TODAY,
          DAYS,
        ),
        "zh-CN",
        PAGE,
      );
      const table = await screen.findByRole("table", { name: /^用最近 12 个月试算：/ }, { timeout: 60_000 });
      expect(within(table).getAllByRole("row")).toHaveLength(11);
      const tile = screen.getByRole("region", { name: /^预计利用/ });
      expect(tile.textContent).toMatch(
        /今后 12 个月预计有 \d+ 位读者至少来一次。用最近 12 个月试算，(M?BG\/NBD) 平均误差 [\d.]+ 个百分点，M?BG\/NBD [\d.]+ 个，因此用 \1：r [\d.]+，α [\d.]+ 个开放日/,
      );
      const likely = within(tile).getByRole("button", { name: /^75% 以上：/ });
      const count = Number(likely.textContent);
      await userEvent.click(likely);
      await screen.findByRole("heading", { name: "预计会来的概率：75% 以上" });
      // the row of the headings is one too
      await waitFor(() => expect(Number(screen.getByRole("grid").getAttribute("aria-rowcount")) - 1).toBe(count));
      const rows = await screen.findAllByRole("row", { name: /r\d{4}/ });
      await waitFor(() => expect(rows.every(({ textContent }) => textContent?.includes("会来的概率"))).toBe(true));
      const told = rows.map((row) =>
        Number(/今后 12 个月会来的概率：(\d+)%(?: 以上)?；预计到馆日数：[\d.]+/.exec(row.textContent ?? "")?.[1]),
      );
      expect(told.length).toBeGreaterThan(3);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(told.every((coming) => coming >= 75)).toBe(true);
    },
  );

  it("says why nothing is foretold where both models were wrong, beside what they said and who came", async () => {
    const group = { readers: 40, foretold: 0.5, came: 10, share: 0.25, low: 0.14, high: 0.4 };
    const few = { readers: 40, foretold: 0.6, came: 3, share: 0.075, low: 0.026, high: 0.2 };
    const holdOut = { readers: 80, groups: [group, few], error: 0.388, turnedAt: 0 };
    const { container } = await openStatisticsOf(LIBRARY, "zh-CN", PAGE, { staff: "chen" }, (statistics) => ({
      ...statistics,
      expectedUse: async () => ({
        tag: "not-borne-out",
        months: 6,
        trials: [
          { kind: "mbg", holdOut },
          { kind: "bg", holdOut: { ...holdOut, error: 0.412, turnedAt: null } },
        ],
      }),
    }));
    await screen.findByText("不给出预计：用最近 6 个月试算，两个模型都与实际不合");
    const tile = screen.getByRole("region", { name: /^预计利用/ });
    const faults = within(tile).getByRole("list", { name: "哪里不合" });
    // the shares among them are of few: off paper, a fault is one too
    expect(
      within(faults)
        .getAllByRole("listitem")
        .map((item) => item.querySelector(".no-print")?.textContent),
    ).toEqual([
      "MBG/NBD 平均误差 38.8 个百分点，最多容许 10 个",
      "MBG/NBD 预计第 1 组比第 2 组来得少，实际却更多（25% 和 8%），两组的 95% 区间不相交",
      "BG/NBD 平均误差 41.2 个百分点，最多容许 10 个",
    ]);
    expect(within(tile).queryByRole("list", { name: "至少来一次的概率" })).toBeNull();
    // of three who came nothing stands on paper
    expect(within(tile).getByText("8%").closest(".no-print")).not.toBeNull();
    expect(within(tile).getByText("25%").closest(".no-print")).toBeNull();
    expect(await findAxeFaults(container)).toEqual([]);
  });

  it("shows how far the fits are, once they take longer than a second", async () => {
    const gate = createGate();
    await openStatisticsOf(LIBRARY, "zh-CN", PAGE, { staff: "chen" }, (statistics) => ({
      ...statistics,
      expectedUse: gate.through(statistics.expectedUse, (_, onProgress) => {
        onProgress({ step: "fitting", done: 1, total: 3 });
        return true;
      }),
    }));
    const bar = await screen.findByRole<HTMLProgressElement>("progressbar", { name: "正在估计…" }, { timeout: 10_000 });
    expect([bar.value, bar.max]).toEqual([1, 3]);
    await gate.open();
    await screen.findByText(/^数据太少，不作预计/);
    expect(screen.queryByRole("progressbar", { name: "正在估计…" })).toBeNull();
  });

  it("says in words where there is too little to foretell anything by", async () => {
    await openStatisticsOf(LIBRARY, "zh-CN", PAGE);
    expect(
      await screen.findByText(
        "数据太少，不作预计：最近 3 个月之前来过的读者有 0 位，其中 0 位来过不止一次；至少要 300 位和 50 位，记录还要有两倍那么长",
      ),
    ).toBeTruthy();
  });

  it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))("speaks %s", async (language) => {
    const { container } = await openStatisticsOf(LIBRARY, language, PAGE);
    await screen.findAllByRole("region");
    expect(container.textContent).not.toMatch(/(?:statistics|figures|life)\.[a-z]/);
  });
});
