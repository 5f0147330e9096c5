/**
 * Little or nonsense on every page of the statistics: sentences, no number that is none, no drawing without words. `npm
 * test` draws two of the libraries.
 */
import { act, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { BAD_LIBRARIES, nonsenseOn } from "../../../support/bad-libraries.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

const PAGES = ["overview", "readers", "keep"] as const;

/** Once everything that is computed apart is there. */
async function tilesOf(container: HTMLElement): Promise<readonly HTMLElement[]> {
  await waitFor(() => expect(screen.getAllByRole("region").length).toBeGreaterThan(3), { timeout: 20_000 });
  await waitFor(() => expect(container.querySelector("[aria-busy=true]")).toBeNull());
  await waitFor(() => expect(screen.queryByText(/^正在估计/)).toBeNull(), { timeout: 20_000 });
  return screen.getAllByRole("region");
}

/** Looks at one page after the other of one library. */
async function onEachPage(
  { container, history }: Awaited<ReturnType<typeof openStatisticsOf>>,
  look: (container: HTMLElement, page: string) => Promise<void>,
  branch = "",
): Promise<void> {
  for (const page of PAGES) {
    await act(async () => history.navigate(`/statistics?page=${page}${branch}`));
    await look(container, page);
  }
}

it.each(proofDraw(Object.entries(BAD_LIBRARIES), { place: 3 }))(
  "a library %s has words for every figure of each page",
  async (_, changes) =>
    onEachPage(await openStatisticsOf(changes), async (container, page) => {
      const tiles = await tilesOf(container);
      const wordless = tiles.filter((tile) =>
        [...tile.querySelectorAll(".say, .meta, tbody, ul, ol, dl")].every(
          ({ textContent }) => textContent?.trim() === "",
        ),
      );
      expect([page, nonsenseOn(container), wordless.map(({ textContent }) => textContent)]).toEqual([page, [], []]);
    }),
);

it("people who are all of the future are nobody yet, which each page says", async () =>
  onEachPage(
    await openStatisticsOf([create("reader", "later", { name: "李", card: "001", enrolledOn: "2031-01-10" })]),
    async () => expect(await screen.findByText(/^还没有可统计的读者/)).toBeTruthy(),
  ));

it("a branch without readers has a sentence of its own on each page", async () =>
  onEachPage(
    await openStatisticsOf(
      BAD_LIBRARIES["where everybody is identical"] ?? [],
      "zh-CN",
      "/statistics?page=overview&branch=west",
    ),
    async (container) => {
      expect(await screen.findByText(/^城西馆还没有读者/)).toBeTruthy();
      expect(nonsenseOn(container)).toEqual([]);
    },
    "&branch=west",
  ));
