import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../renderer/db/changes.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

afterEach(cleanup);

const TODAY = "2026-11-25";
const PAGE = "/statistics?page=readers";
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** One who came for 60 days up to 30 days ago, and one who has never come. */
const LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("reader", "regular", { name: "张素琴", card: "001", enrolledOn: "2025-01-10", owner: "chen" }),
  create("reader", "unused", { name: "王芳", card: "003", enrolledOn: "2025-01-10" }),
  ...Array.from({ length: 60 }, (_, back) => create("activity", id(back), { reader: "regular", on: addDays(TODAY, -30 - back), kind: "visit" })),
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
    await userEvent.click(await screen.findByRole("button", { name: "近 4：1 位" }));
    const row = await screen.findByRole("row", { name: /张素琴/ });
    expect(row.textContent).toContain("近 4 · 勤 5 · 量 4");
    expect(row.textContent).toContain("最近一次利用在 30 天前；一年里有 60 天利用，合计 60 分");
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByRole("region", { name: /^利用度/ })).toBeTruthy();
  });

  it("says what core readers have of all use, and leads to them", async () => {
    await openStatisticsOf(LIBRARY, "zh-CN", PAGE);
    const tile = await screen.findByRole("region", { name: /^利用度/ });
    expect(tile.textContent).toContain("核心读者 1 位，占全部利用的 100%");
    await userEvent.click(within(tile).getByRole("button", { name: "1 位" }));
    expect(await screen.findByRole("heading", { name: "核心读者" })).toBeTruthy();
  });

  it("has a sentence where nobody has used anything, and where there is nobody", async () => {
    await openStatisticsOf([create("reader", "unused", { name: "王芳", card: "003" })], "zh-CN", PAGE);
    expect((await screen.findByRole("region", { name: /^利用度/ })).textContent).toContain("这一年没有利用记录");
    cleanup();
    await openStatisticsOf([], "zh-CN", PAGE);
    expect(await screen.findByText(/还没有可统计的读者/)).toBeTruthy();
  });

  it.each(["zh-CN", "zh-TW", "en"] as const)("speaks %s", async (language) => {
    const { container } = await openStatisticsOf(LIBRARY, language, PAGE);
    await screen.findAllByRole("region");
    expect(container.textContent).not.toMatch(/(?:statistics|figures|life)\.[a-z]/);
  });
});
