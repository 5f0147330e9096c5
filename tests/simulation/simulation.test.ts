/** A first slice of the simulation: a thousand device-days, and the seeds that once failed. */
import { beforeAll, describe, expect, it } from "vitest";
import { CHECKS } from "./checks.ts";
import { REGRESSIONS } from "./regressions.ts";
import { runSeed } from "./run.ts";
import { type SimulateCounts, simulate } from "./simulate.ts";

describe("a thousand device-days of two to eight desks", () => {
  let counts: SimulateCounts;
  beforeAll(async () => {
    // past seed 100, so that one run is made twice
    counts = await simulate({ deviceDays: 1000, firstSeed: 90, minDesks: 2, maxDesks: 8, keepsGoing: true, lines: 60, onFailure: (text) => console.log(text) });
  });

  it("R1 to R15: pass without a failed seed", () => {
    expect(counts.deviceDays).toBeGreaterThanOrEqual(1000);
    expect(counts.failed).toEqual([]);
  });

  it("leave the same trace from the same seed", () => {
    expect(counts.repeated).toBeGreaterThan(0);
    expect(counts.breaches.filter(({ check }) => check === 0)).toEqual([]);
  });

  it.each(CHECKS.map((sentence, index) => ({ check: index + 1, sentence })))("check $check: $sentence", ({ check }) => {
    expect(counts.looks[check]).toBeGreaterThan(0);
    expect(counts.breaches.filter((breach) => breach.check === check)).toEqual([]);
  });
});

describe("a seed that once failed", () => {
  it.each(REGRESSIONS)("$seed: $sentence", async ({ seed, minDesks, maxDesks }) => {
    const { breaches } = await runSeed({ seed, minDesks, maxDesks });
    expect(breaches).toEqual([]);
  });
});
