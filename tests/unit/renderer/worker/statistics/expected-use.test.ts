import { describe, expect, it } from "vitest";
import { type BgNbdKind, expectedVisits, probabilityComing } from "#shared/analysis/forecast/bg-nbd.ts";
import { forecasting } from "#shared/analysis/forecast/forecast.ts";
import { addDays } from "#shared/kernel/day.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import { COMING_BANDS, type ExpectedUse } from "../../../../../renderer/platform/worker/expected-use-api.ts";
import type { OnProgress } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { ended } from "../../../../support/ended.ts";
import {
  heldOutIn,
  knownNow,
  type SimulatedReader,
  simulatedId,
  simulatedLibrary,
  simulateReaders,
} from "../../../../support/simulated-visits.ts";
import { activities, freshId, NOVEMBER, openLibrary, TODAY } from "./small-library.ts";

/** Three years: the last is held out. */
const [DAYS, YEAR] = [1095, 365];
const nothing = (): void => undefined;

const simulated = (kind: BgNbdKind) =>
  simulateReaders({ kind, seed: 11, readers: 310, days: DAYS, joining: DAYS - YEAR });
const opened = (readers: readonly SimulatedReader[], until = DAYS) =>
  openLibrary(simulatedLibrary(readers, TODAY, until));

/** Nobody writes into it. */
const shared = { readers: simulated("mbg"), library: null as ReturnType<typeof opened> | null };
const sharedLibrary = () => (shared.library ??= opened(shared.readers));

async function foretoldIn(
  { statistics }: Awaited<ReturnType<typeof openLibrary>>,
  onProgress: OnProgress = nothing,
): Promise<Extract<ExpectedUse, { readonly tag: "foretold" }>> {
  const use = await statistics.expectedUse(NOVEMBER, onProgress);
  if (use.tag !== "foretold") throw new Error(JSON.stringify(use));
  return use;
}

/** Hundreds of readers are written, and models fitted, on however busy a machine. */
const PATIENT = { timeout: 120_000 };

describe("expected use", PATIENT, () => {
  it("says of every reader what the model that was tried on the last year says", async () => {
    const { readers } = shared;
    const library = await sharedLibrary();
    const use = await foretoldIn(library);
    const { model, trials } = ended(forecasting(heldOutIn(readers, DAYS, YEAR), knownNow(readers, DAYS)));
    if (model === undefined) throw new Error("no model");
    expect(use).toMatchObject({ months: 12, model, trials });
    const lists = await Promise.all(
      COMING_BANDS.map((band) => library.statistics.readers(NOVEMBER, { tag: "coming", band })),
    );
    expect(lists.map((list) => list.length)).toEqual(COMING_BANDS.map((band) => use.bands[band]));
    const said = new Map(lists.flat().map(({ id, expected }) => [id, expected]));
    expect(said.size).toBe(readers.length);
    let sum = 0;
    for (const [place, known] of knownNow(readers, DAYS).entries()) {
      const coming = probabilityComing(model, known, YEAR);
      sum += coming;
      expect(said.get(simulatedId(place))?.coming).toBeCloseTo(coming, 12);
      expect(said.get(simulatedId(place))?.visits).toBeCloseTo(expectedVisits(model, known, YEAR), 9);
    }
    expect(use.coming).toBeCloseTo(sum, 6);
  });

  it("takes nobody who came once and years ago for likely to come", async () => {
    const readers = simulated("bg");
    const library = await opened(readers);
    const use = await foretoldIn(library);
    const [likely = [], , , unlikely = []] = await Promise.all(
      COMING_BANDS.map((band) => library.statistics.readers(NOVEMBER, { tag: "coming", band })),
    );
    const longAgo = readers.flatMap(({ days }, place) =>
      days.length === 1 && (days[0] ?? 0) < DAYS - 730 ? [simulatedId(place)] : [],
    );
    expect(longAgo.length).toBeGreaterThan(5);
    expect(likely.filter(({ id }) => longAgo.includes(id))).toEqual([]);
    expect(unlikely.length).toBe(use.bands.unlikely);
  });

  it("leaves out who has left, and tries the models on who had not left when the year began", async () => {
    const { readers } = shared;
    const before = await foretoldIn(await sharedLibrary());
    const leaving = { leaving: { reason: "moved", on: addDays(TODAY, -400) } };
    const left = await foretoldIn(
      await openLibrary([
        ...simulatedLibrary(readers, TODAY, DAYS),
        create("reader", simulatedId(readers.findIndex(({ days }) => (days[0] ?? 0) < DAYS - YEAR)), leaving),
      ]),
    );
    expect(left.trials[0]?.holdOut.readers).toBe((before.trials[0]?.holdOut.readers ?? 0) - 1);
    expect(COMING_BANDS.reduce((sum, band) => sum + left.bands[band], 0)).toBe(readers.length - 1);
  });

  it("measures time in open days: a year with three closed weeks makes nobody less likely to come", async () => {
    const closed = Object.fromEntries(
      Array.from({ length: 21 }, (_, back) => [addDays(TODAY, -back), "closed" as const]),
    );
    const open = await foretoldIn(await sharedLibrary());
    const shut = await foretoldIn(
      await openLibrary([
        create("branch", "east", { name: "城东馆", exceptions: closed }),
        ...simulatedLibrary(shared.readers, TODAY, DAYS),
      ]),
    );
    // visits on days that the calendar calls closed count; nothing waits meanwhile
    expect(shut.coming).toBeGreaterThan(open.coming);
  });

  it("foretells the months to come in full, though who came is known up to the last list only", async () => {
    const { readers } = shared;
    const list = create("setting", "import-batch-visits", {
      name: "import.batch.visits",
      value: { importId: "visits", until: { visit: TODAY } },
    });
    const use = await foretoldIn(await openLibrary([...simulatedLibrary(readers, TODAY, DAYS), list]));
    // known up to today either way: the list changes nothing of what is foretold
    expect(use).toEqual(await foretoldIn(await sharedLibrary()));
    expect(use.coming).toBeGreaterThan(0);
  });

  it("holds out and foretells six months where there is not twice a year", async () => {
    const readers = simulateReaders({ kind: "mbg", seed: 5, readers: 310, days: 500, joining: 317 });
    const use = await foretoldIn(await opened(readers, 500));
    expect(use.months).toBe(6);
    expect(use.trials[0]?.holdOut).toEqual(
      ended(forecasting(heldOutIn(readers, 500, 183), knownNow(readers, 500))).trials[0]?.holdOut,
    );
  });

  it("tells how far the fits are, and leaves off where nobody waits", async () => {
    const library = await opened(simulated("bg"));
    const told: string[] = [];
    await expect(
      library.statistics.expectedUse(NOVEMBER, ({ step, done, total }) => {
        if (step !== "fitting") return undefined;
        told.push(`${done} of ${total}`);
        return false;
      }),
    ).rejects.toThrow();
    expect(told).toEqual(["0 of 3"]);
    expect((await foretoldIn(library)).months).toBe(12);
  });

  it("keeps its parameters until the visits have changed by a thousandth", async () => {
    const library = await opened(simulated("mbg"));
    const before = await foretoldIn(library);
    // a call is no visit
    await (
      await library.writer.run("log", [
        create("interaction", freshId(), {
          reader: simulatedId(0),
          at: new Date(`${TODAY}T10:00`).getTime(),
          channel: "phone",
        }),
      ])
    ).confirmed;
    expect(await foretoldIn(library)).toEqual(before);
    await (await library.writer.run("log", activities(simulatedId(0), "visit", TODAY))).confirmed;
    const after = await foretoldIn(library);
    expect(after.model).toEqual(before.model);
    // one reader more is likely to come, by the same parameters
    expect(after.coming).not.toBe(before.coming);
    for (let day = 1; day <= 8; day++)
      await (await library.writer.run("log", activities(simulatedId(day), "visit", TODAY))).confirmed;
    expect((await foretoldIn(library)).model).not.toEqual(before.model);
  });

  it("says that there is too little data, with the numbers", async () => {
    const { statistics } = await openLibrary([
      create("reader", "a", { name: "甲", card: "1" }),
      ...activities("a", "visit", "2026-06-01", "2026-07-01", TODAY),
    ]);
    expect(await statistics.expectedUse(NOVEMBER, nothing)).toEqual({
      tag: "too-little-data",
      readers: 1,
      repeating: 1,
    });
    expect(await statistics.readers(NOVEMBER, { tag: "coming", band: "likely" })).toEqual([]);
  });

  it("foretells nothing where both models were wrong on the last year, and shows how wrong", async () => {
    const start = DAYS - YEAR;
    // who came often stays away since, and who came seldom is back
    const turned = simulated("mbg").map(({ days }): SimulatedReader => {
      const before = days.filter((day) => day <= start);
      return before.length === 0 ? { days } : { days: before.length > 3 ? before : [...before, DAYS - 30] };
    });
    const { statistics } = await opened(turned);
    const use = await statistics.expectedUse(NOVEMBER, nothing);
    if (use.tag !== "not-borne-out") throw new Error(JSON.stringify(use));
    expect(use.trials.map(({ holdOut: { error } }) => error > 0.1)).toEqual([true, true]);
    expect(await statistics.readers(NOVEMBER, { tag: "coming", band: "likely" })).toEqual([]);
    expect((await statistics.countOf(NOVEMBER, { tag: "coming", band: "unlikely" })).total).toBe(0);
  });
});
