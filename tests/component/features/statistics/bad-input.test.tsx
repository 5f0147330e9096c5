/** Little or nonsense on every page of the statistics: sentences, no number that is none, no drawing without words. */
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { BAD_LIBRARIES, nonsenseOn } from "../../../support/bad-libraries.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

const PAGES = ["overview", "readers", "keep"] as const;

/** Once everything that is computed apart is there. */
async function tilesOf(container: HTMLElement): Promise<readonly HTMLElement[]> {
  await waitFor(() => expect(screen.getAllByRole("region").length).toBeGreaterThan(3), { timeout: 20_000 });
  await waitFor(() => expect(container.querySelector("[aria-busy=true]")).toBeNull());
  await waitFor(() => expect(screen.queryByText(/^正在估计/)).toBeNull(), { timeout: 20_000 });
  return screen.getAllByRole("region");
}

describe.each(Object.entries(BAD_LIBRARIES))("a library %s", (_, changes) => {
  it.each(PAGES)("has words for every figure of the page %s", async (page) => {
    const { container } = await openStatisticsOf(changes, "zh-CN", `/statistics?page=${page}`);
    const tiles = await tilesOf(container);
    expect(nonsenseOn(container)).toEqual([]);
    const wordless = tiles.filter((tile) =>
      [...tile.querySelectorAll(".say, .meta, tbody, ul, ol, dl")].every(
        ({ textContent }) => textContent?.trim() === "",
      ),
    );
    expect(wordless.map(({ textContent }) => textContent)).toEqual([]);
  });
});

it.each(PAGES)("people who are all of the future are nobody yet, which the page %s says", async (page) => {
  await openStatisticsOf(
    [create("reader", "later", { name: "李", card: "001", enrolledOn: "2031-01-10" })],
    "zh-CN",
    `/statistics?page=${page}`,
  );
  expect(await screen.findByText(/^还没有可统计的读者/)).toBeTruthy();
});

it.each(PAGES)("a branch without readers has a sentence of its own on the page %s", async (page) => {
  const { container } = await openStatisticsOf(
    BAD_LIBRARIES["where everybody is identical"] ?? [],
    "zh-CN",
    `/statistics?page=${page}&branch=west`,
  );
  expect(await screen.findByText(/^城西馆还没有读者/)).toBeTruthy();
  expect(nonsenseOn(container)).toEqual([]);
});
