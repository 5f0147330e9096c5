import { describe, expect, it } from "vitest";
import { probabilityActive } from "#shared/analysis/bg-nbd.ts";
import { fitBgNbd } from "#shared/analysis/bg-nbd-fit.ts";
import { addDays, daysBetween } from "#shared/kernel/day.ts";
import { create } from "../../../../../renderer/db/changes.ts";
import type { ActiveBand } from "../../../../../renderer/platform/readers-page-api.ts";
import { modelLibrary, modelReaders } from "../../../../support/model-readers.ts";
import { activities, freshId, NOVEMBER, openLibrary, TODAY } from "./small-library.ts";

const UNTIL = 300;
const FIRST = addDays(TODAY, -UNTIL);

const allBands = ["likely", "rather", "hardly", "gone"] satisfies readonly ActiveBand[];

describe("expected use", () => {
  it("says of every reader what the model fitted to all of them says", async () => {
    const readers = modelReaders(TODAY, UNTIL);
    const { statistics } = await openLibrary(modelLibrary(readers));
    const use = await statistics.expectedUse(NOVEMBER);
    if (use.tag !== "fitted") throw new Error(JSON.stringify(use));
    const known = readers.map(({ days }) => ({ repeats: new Set(days).size - 1, lastAt: daysBetween(FIRST, days.at(-1) ?? FIRST), until: UNTIL }));
    const fit = fitBgNbd(known);
    if (!fit.ok) throw new Error(JSON.stringify(fit.error));
    expect(use).toMatchObject({ readers: readers.length, misplaced: fit.value.misplaced });
    expect(use.bins.reduce((sum, { actual }) => sum + actual, 0)).toBe(readers.length);
    expect(Object.values(use.bands).reduce((sum, count) => sum + count, 0)).toBe(readers.length);
    const lists = await Promise.all(allBands.map((band) => statistics.readers(NOVEMBER, { tag: "active", band })));
    expect(lists.map((list) => list.length)).toEqual(Object.values(use.bands));
    const activeOf = new Map(lists.flat().map(({ id, expected }) => [id, expected?.active]));
    for (const [index, { id }] of readers.entries()) expect(activeOf.get(id)).toBeCloseTo(probabilityActive(fit.value, known[index] ?? { repeats: 0, lastAt: 0, until: 0 }), 12);
    expect(lists.flat().every(({ expected }) => Number.isFinite(expected?.visits))).toBe(true);
  });

  it("measures time in open days: three closed weeks make nobody less likely to come", async () => {
    const readers = modelReaders(TODAY, UNTIL);
    const closed = Object.fromEntries(Array.from({ length: 21 }, (_, back) => [addDays(TODAY, -back), "closed" as const]));
    const [open, shut] = [
      await openLibrary([create("branch", "east", { name: "城东馆" }), ...modelLibrary(readers)]),
      await openLibrary([create("branch", "east", { name: "城东馆", exceptions: closed }), ...modelLibrary(readers)]),
    ];
    const leastActive = async ({ statistics }: typeof open): Promise<number> => {
      const use = await statistics.expectedUse(NOVEMBER);
      if (use.tag !== "fitted") throw new Error(JSON.stringify(use));
      const bands = await Promise.all(allBands.map((band) => statistics.readers(NOVEMBER, { tag: "active", band })));
      return Math.min(...bands.flat().map(({ expected }) => expected?.active ?? 1));
    };
    expect(await leastActive(shut)).toBeGreaterThan(await leastActive(open));
  });

  it("keeps its parameters until the visits have changed by a thousandth", async () => {
    const { statistics, writer } = await openLibrary(modelLibrary(modelReaders(TODAY, UNTIL)));
    const fitted = async () => {
      const use = await statistics.expectedUse(NOVEMBER);
      if (use.tag !== "fitted") throw new Error(JSON.stringify(use));
      return use;
    };
    const before = await fitted();
    await (await writer.run("log", [create("interaction", freshId(), { reader: "r000", at: new Date(`${TODAY}T10:00`).getTime(), channel: "phone" })])).confirmed;
    expect((await fitted()).misplaced).toBe(before.misplaced);
    // one of some five hundred is more than a thousandth
    await (await writer.run("log", activities("r000", "visit", TODAY))).confirmed;
    expect((await fitted()).misplaced).not.toBe(before.misplaced);
  });

  it("says that there is too little data, with the numbers", async () => {
    const { statistics } = await openLibrary([create("reader", "a", { name: "甲", card: "1" }), ...activities("a", "visit", "2026-10-01", TODAY)]);
    expect(await statistics.expectedUse(NOVEMBER)).toEqual({ tag: "too-little-data", readers: 1, repeating: 1 });
    expect(await statistics.readers(NOVEMBER, { tag: "active", band: "likely" })).toEqual([]);
  });

  it("shows no number where the model does not tell what was seen: everybody came six times", async () => {
    const same = Array.from({ length: 120 }, (_, index) => ({ id: `r${index}`, days: Array.from({ length: 6 }, (__, visit) => addDays(FIRST, visit * 50)) }));
    const { statistics } = await openLibrary(modelLibrary(same));
    const use = await statistics.expectedUse(NOVEMBER);
    expect(use).toMatchObject({ tag: "poor-fit", readers: 120 });
    expect(await statistics.readers(NOVEMBER, { tag: "active", band: "likely" })).toEqual([]);
  });
});
