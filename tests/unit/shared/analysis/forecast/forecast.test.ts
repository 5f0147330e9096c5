import { describe, expect, test } from "vitest";
import { FITS, forecasting } from "#shared/analysis/forecast/forecast.ts";
import { ended } from "../../../../support/ended.ts";
import { describeReal } from "../../../../support/real-data.ts";
import { heldOutIn, knownNow, type SimulatedReader, simulateReaders } from "../../../../support/simulated-visits.ts";

/** Four years, the last of which is held out. */
const [DAYS, YEAR] = [1460, 365];
const forecastOf = (readers: readonly SimulatedReader[]) =>
  ended(forecasting(heldOutIn(readers, DAYS, YEAR), knownNow(readers, DAYS)));
const simulated = (kind: "bg" | "mbg", seed = 7919) => simulateReaders({ kind, seed, readers: 1500, days: DAYS });

/** Group, readers, foretold, came and the interval, in per cent. */
const tableOf = ({ trials: [best] }: ReturnType<typeof forecastOf>): readonly string[] =>
  best?.holdOut.groups.map(({ readers, foretold, share, low, high }) =>
    [readers, ...[foretold, share, low, high].map((part) => Math.round(part * 100))].join(" "),
  ) ?? [];

/** Models are fitted to thousands of visits, on however busy a machine. */
const PATIENT = { timeout: 120_000 };

describe("a forecast", PATIENT, () => {
  test("of a library where nobody leaves after one visit goes by BG/NBD, and bears its hold-out", () => {
    const forecast = forecastOf(simulated("bg"));
    expect(forecast.trials.map(({ kind }) => kind)).toEqual(["bg", "mbg"]);
    expect(tableOf(forecast)).toMatchInlineSnapshot(`
      [
        "111 0 0 0 3",
        "111 1 0 0 3",
        "111 4 5 2 10",
        "111 10 9 5 16",
        "111 24 21 14 29",
        "110 37 40 31 49",
        "111 48 51 42 60",
        "111 59 59 49 67",
        "111 71 71 62 79",
        "111 86 91 84 95",
      ]
    `);
    expect(forecast.model?.kind).toBe("bg");
    // the parameters by which the library was made: r 1, α 60, and one in four stays away after a visit
    expect(forecast.model?.r).toBeCloseTo(1, 0);
    expect((forecast.model?.alpha ?? 0) / 60).toBeCloseTo(1, 0);
    expect((forecast.model?.a ?? 0) / ((forecast.model?.a ?? 0) + (forecast.model?.b ?? 0))).toBeCloseTo(0.25, 1);
  });

  test("of a library where a quarter comes once goes by MBG/NBD, and BG/NBD misses by more", () => {
    const forecast = forecastOf(simulated("mbg"));
    expect(forecast.trials.map(({ kind }) => kind)).toEqual(["mbg", "bg"]);
    expect(tableOf(forecast)).toMatchInlineSnapshot(`
      [
        "112 1 0 0 3",
        "112 3 3 1 8",
        "112 4 4 2 10",
        "112 7 6 3 12",
        "112 12 13 8 21",
        "111 22 19 13 27",
        "112 33 29 22 38",
        "112 50 44 35 53",
        "112 65 65 56 73",
        "112 84 86 78 91",
      ]
    `);
    const [used, other] = forecast.trials.map(({ holdOut }) => holdOut.error);
    expect(used).toBeLessThan(0.025);
    expect(other).toBeGreaterThan(2 * (used ?? 0) * 0.9);
    expect(forecast.model?.kind).toBe("mbg");
  });

  test("is refused where who came most stays away and who came once comes back", () => {
    // a school closed when the held out year began, and the library's new house opened beside the others
    const start = DAYS - YEAR;
    const turned = simulated("mbg").map(({ days }): SimulatedReader => {
      const before = days.filter((day) => day <= start);
      return before.length === 0 ? { days } : { days: before.length > 3 ? before : [...before, DAYS - 30] };
    });
    const forecast = forecastOf(turned);
    expect(forecast.model).toBeUndefined();
    expect(forecast.trials.map(({ holdOut: { error } }) => error > 0.1)).toEqual([true, true]);
    expect(forecast.trials[0]?.holdOut.turnedAt).not.toBeNull();
  });

  test("says how many of its fits are made, and is the same whenever it is made", () => {
    const readers = simulateReaders({ kind: "mbg", seed: 3, readers: 400, days: DAYS });
    const steps = [...forecasting(heldOutIn(readers, DAYS, YEAR), knownNow(readers, DAYS))];
    expect([...new Set(steps)]).toEqual(Array.from({ length: FITS }, (_, made) => made));
    expect(forecastOf(readers)).toEqual(forecastOf(readers));
  });

  test("of nobody is none that is no number", () => {
    expect(forecastOf([]).trials.map(({ holdOut }) => holdOut)).toEqual([
      { readers: 0, groups: [], error: 0, turnedAt: null },
      { readers: 0, groups: [], error: 0, turnedAt: null },
    ]);
  });
});

describeReal("a forecast on the CDNOW log", ["cdnow-sample.txt"], (read) => {
  test("of the last 39 weeks is borne out by both models", () => {
    // id, id in the sample, day, number, value; the first of them 1997-01-01, the calibration ends 1997-09-30
    const byCustomer = new Map<string, number[]>();
    for (const line of read("cdnow-sample.txt").toString("utf8").trim().split("\n")) {
      const [, customer = "", on = ""] = line.trim().split(/\s+/);
      const day = Date.UTC(Number(on.slice(0, 4)), Number(on.slice(4, 6)) - 1, Number(on.slice(6))) / 86_400_000;
      const days = byCustomer.get(customer) ?? [];
      if (days.at(-1) !== day) days.push(day);
      byCustomer.set(customer, days);
    }
    const readers = [...byCustomer.values()].map((days) => ({ days }));
    const last = Date.UTC(1998, 5, 30) / 86_400_000;
    const forecast = ended(forecasting(heldOutIn(readers, last, 273), knownNow(readers, last)));
    expect(forecast.trials[0]?.holdOut.readers).toBe(2357);
    expect(tableOf(forecast)).toMatchInlineSnapshot(`
      [
        "236 10 18 13 23",
        "235 12 11 8 16",
        "236 12 14 10 19",
        "236 13 10 7 15",
        "236 13 14 10 19",
        "235 14 19 14 24",
        "236 16 26 21 32",
        "236 30 44 37 50",
        "235 48 54 47 60",
        "236 74 81 76 86",
      ]
    `);
    expect(forecast.model).toBeDefined();
  });
});
