/** The statistics on A4: nothing is cut at the edge, and no share stands one character a line. */

import { screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cdp, page } from "vitest/browser";
import { ATTENTION_KINDS } from "#shared/analysis/attention.ts";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { TOLD } from "../../../../renderer/platform/worker/counted-sets.ts";
import { PATH_STEPS, SCORES } from "../../../../renderer/platform/worker/readers-page-api.ts";
import { ATTENTION_GROUPS, type StatisticsApi } from "../../../../renderer/platform/worker/statistics-api.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

/** Of 210 mm less a centimetre on each side, at 96 pixels an inch. */
const A4 = { width: 718, height: 1047 } as const;
const SCREEN = { width: 1366, height: 768 } as const;
/** Names may take two lines, three at most. */
const MOST_LINES = 3;

interface Session {
  readonly send: (method: string, params: object) => Promise<unknown>;
}
const asPaper = (isPaper: boolean): Promise<unknown> =>
  (cdp() as unknown as Session).send("Emulation.setEmulatedMedia", { media: isPaper ? "print" : "" }); // vitest leaves the protocol's types to the provider

beforeEach(async () => {
  await page.viewport(A4.width, A4.height);
  await asPaper(true);
});
afterEach(async () => {
  await asPaper(false);
  await page.viewport(SCREEN.width, SCREEN.height);
});

const TODAY = "2026-11-25";
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const LIBRARY: readonly Change[] = Array.from({ length: 6 }, (_, n) => [
  create("reader", `r${n}`, { name: "张素琴", card: `00${n}`, enrolledOn: "2025-01-10" }),
  ...Array.from({ length: 9 }, (_each, back) =>
    create("activity", id(n * 100 + back), { reader: `r${n}`, on: addDays(TODAY, -7 * back), kind: "visit" }),
  ),
]).flat();

/** As a large library has them: every number is told. */
const large = (statistics: StatisticsApi): StatisticsApi => ({
  ...statistics,
  told: async () => [
    TOLD.here,
    TOLD.core,
    ...PATH_STEPS.map((step) => TOLD.path(step)),
    ...(["actual", "loyal"] as const).flatMap((step) => [TOLD.could(step), TOLD.became(step)]),
    ...SCORES.flatMap((score) => [0, 1, 2, 3, 4, 5].map((of) => TOLD.score(score, of))),
    ...ATTENTION_GROUPS.map((group) => TOLD.group(group)),
  ],
  async overview(...asked) {
    const overview = await statistics.overview(...asked);
    return {
      ...overview,
      attention: overview.attention.map((line) => ({
        ...line,
        readers: 12_345,
        ofReaders: 0.123,
        ofUse: 0.456,
        shortOfReaders: ATTENTION_KINDS,
      })),
    };
  },
  async readersPage(...asked) {
    const found = await statistics.readersPage(...asked);
    return {
      ...found,
      value: {
        ...found.value,
        byScore: Object.fromEntries(
          SCORES.map((score) => [score, [0, 1, 2, 3, 4, 5].map(() => 12_345)]),
        ) as unknown as typeof found.value.byScore,
      },
      path: {
        potential: 12_345,
        actual: 12_345,
        loyal: 12_345,
        toActual: { of: 12, went: 7 },
        toLoyal: { of: 13, went: 6 },
      },
    };
  },
});

/** What reaches over the edge of its tile, or is narrower than what it holds. */
const cutIn = (tile: HTMLElement): readonly string[] => {
  const edge = tile.getBoundingClientRect();
  return [...tile.querySelectorAll<HTMLElement>("th, td, li, p, b, span")]
    .filter((each) => each.getClientRects().length > 0 && getComputedStyle(each).position !== "absolute")
    .filter((each) => each.getBoundingClientRect().right > Math.min(edge.right, A4.width) + 1)
    .map(({ textContent }) => textContent ?? "");
};
const linesOf = (each: Element): number =>
  Math.round(each.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(each).lineHeight));

it.each(
  proofDraw([
    ["/statistics", /^服务投入分布/],
    ["/statistics?page=readers", /^利用度/],
    ["/statistics?page=readers", /^潜在/],
  ] as const),
)("on %s the tile %s keeps within the page, one below the other", async (path, title) => {
  const { container } = await openStatisticsOf(LIBRARY, "zh-CN", path, { staff: "chen" }, large);
  const tile = await screen.findByRole("region", { name: title });
  // which numbers may be printed is decided beside the page
  await expect.poll(() => tile.querySelector("td .print-only, li .print-only")).toBeNull();
  expect(cutIn(tile)).toEqual([]);
  for (const each of tile.querySelectorAll(".conversion span, tbody th"))
    expect(linesOf(each)).toBeLessThanOrEqual(MOST_LINES);
  expect(
    new Set([...container.querySelectorAll(".tile")].map((each) => Math.round(each.getBoundingClientRect().left))).size,
  ).toBe(1);
  // the keys may be anywhere
  const main = container.querySelector("main");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
  expect(main?.matches(":focus-visible")).toBe(true);
  expect(main === null ? "" : getComputedStyle(main).outlineStyle).toBe("none");
  expect([...container.querySelectorAll(".btn")].filter((each) => each.getClientRects().length > 0)).toEqual([]);
});
