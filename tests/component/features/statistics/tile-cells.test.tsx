/** What stands in the cells of a tile: rounded numbers that add up, and shares beside how many they are of. */
import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { type Composition, compareComposition } from "#shared/analysis/composition.ts";
import { closedHours } from "#shared/model/calendar/opening-hours.ts";
import { BusyTile } from "../../../../renderer/features/statistics/busy-tile.tsx";
import { CompositionTile } from "../../../../renderer/features/statistics/readers-page/composition-tile.tsx";
import { TrendTile } from "../../../../renderer/features/statistics/readers-page/trend-tile.tsx";
import { renderWithServices } from "../../../support/render-with-services.tsx";

it("adds up the hours of a day as they are shown, on the tile and in its table", async () => {
  // a third, a third and a third of one record a week
  const hours = [9, 10, 11, 12, 13, 14, 15, 16];
  const counts = hours.map((hour) => (hour < 12 ? 4 / 3 : 0));
  const busy = {
    hours,
    days: [{ weekday: 1, counts, sum: 4 }],
    records: 16,
    busiest: { weekday: 1, hour: 9, count: 4 / 3 },
  };
  await renderWithServices(<BusyTile busy={busy} closed={[]} />);
  const tile = await screen.findByRole("region");
  // an hour without a record is a dot
  const numbers = (): readonly number[] =>
    [...(tile.querySelector("tbody tr")?.querySelectorAll("td") ?? [])].map(
      ({ textContent }) => Number(textContent) || 0,
    );
  expect(numbers()).toEqual([2, 1, 1, 0, 0, 0, 0, 0, 4]);
  await userEvent.click(within(tile).getByRole("button", { name: "什么时候最忙：表格" }));
  expect(numbers().slice(-9)).toEqual([2, 1, 1, 0, 0, 0, 0, 0, 4]);
});

it("leaves hours in which the library is closed without a shade, but for those with a record", async () => {
  const hours = [8, 9, 10, 11, 12, 13, 14, 15];
  const counts = [1, 0, 2, 0, 0, 0, 0, 0];
  const busy = {
    hours,
    days: [{ weekday: 1, counts, sum: 3 }],
    records: 12,
    busiest: { weekday: 1, hour: 10, count: 2 },
  };
  // open from nine to eleven; somebody logged at eight all the same
  await renderWithServices(<BusyTile busy={busy} closed={closedHours([{ hours: { 1: "09:00-11:00" } }])} />);
  const tile = await screen.findByRole("region");
  const cells = [...(tile.querySelector("tbody tr")?.querySelectorAll("td") ?? [])].slice(0, -1);
  expect(cells.map(({ title }) => title)).toEqual(["", "", "", "闭馆", "闭馆", "闭馆", "闭馆", "闭馆"]);
  expect(getComputedStyle(cells[3] ?? tile).backgroundColor).toBe("rgba(0, 0, 0, 0)");
  expect(getComputedStyle(cells[1] ?? tile).backgroundColor).not.toBe("rgba(0, 0, 0, 0)");
});

it("adds up the parts of a change to the change beside them, on the tile and in its table", async () => {
  const trend = {
    before: { readers: 40, visits: 80, items: 100 },
    now: { readers: 41, visits: 80, items: 101 },
    parts: { change: 1, byReaders: 0.4, byVisitsEach: 0.3, byItemsAVisit: 0.3 },
  };
  await renderWithServices(<TrendTile trend={trend} told={{ before: true, now: true }} onOpen={() => undefined} />);
  const tile = await screen.findByRole("region");
  const parts = (): readonly (string | undefined)[] =>
    [...tile.querySelectorAll("tbody tr")].map((row) => row.querySelectorAll("td")[2]?.textContent ?? undefined);
  expect(parts()).toEqual(["+1", "±0", "±0"]);
  expect(tile.querySelector(".say")?.textContent).toContain("（+1）");
  await userEvent.click(within(tile).getByRole("button", { name: "借阅为什么变了：表格" }));
  expect(parts()).toEqual(["+1", "±0", "±0", "+1"]);
});

it("stands shares of a composition beside how many they are of, and of few shows the interval alone", async () => {
  const of = (before: number, now: number) =>
    compareComposition(
      new Map([
        ["adult", before],
        ["child", 40],
      ]),
      new Map([
        ["adult", now],
        ["child", 10],
      ]),
      null,
    );
  const tile = (found: Composition) => (
    <CompositionTile
      compositions={{ category: found, ageBand: found, gender: found, branch: found, source: found }}
      onOpen={() => undefined}
    />
  );
  await renderWithServices(tile(of(60, 40)));
  const cellsOf = (): readonly string[] =>
    [...(screen.getByRole("region").querySelectorAll("tbody tr")[0]?.querySelectorAll("td") ?? [])].map(
      ({ textContent }) => textContent ?? "",
    );
  const population = (): string | null | undefined =>
    [...screen.getByRole("region").querySelectorAll(":scope > .meta")].find(({ textContent }) =>
      textContent?.startsWith("范围"),
    )?.textContent;
  // Wilson 1927 for 60 of 100, 40 of 50, 19 of 29
  expect(cellsOf()).toEqual([
    "60",
    "60%（50.2% 到 69.1%）",
    "40",
    "80%（67% 到 88.8%）",
    expect.stringContaining("+20（"),
  ]);
  expect(population()).toMatch(/ · 50 位$/);
  await userEvent.click(screen.getByRole("button", { name: "读者构成：表格" }));
  expect(screen.getByRole("row", { name: /^合计/ }).textContent).toBe("合计10050");
  cleanup();
  await renderWithServices(tile(of(60, 19)));
  expect(cellsOf().slice(0, 4)).toEqual(["60", "60%（50.2% 到 69.1%）", "19", "47.3% 到 80.1%"]);
  expect(population()).toMatch(/ · 29 位$/);
});
