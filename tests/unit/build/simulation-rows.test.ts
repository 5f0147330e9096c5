import { expect, test } from "vitest";
import { type SimulatedPart, simulationRows } from "../../../build/simulation-rows.ts";
import { CHECKS } from "../../simulation/checks.ts";
import type { SeedBreach } from "../../simulation/simulate.ts";

function part(
  erases: boolean,
  breaches: readonly SeedBreach[],
  looks: readonly number[] = CHECKS.map(() => 1),
): SimulatedPart {
  const failed = [...new Set(breaches.map(({ seed }) => seed))];
  return {
    firstSeed: 7000,
    erases,
    counts: {
      runs: 100,
      deviceDays: 2000,
      commands: 5000,
      faults: 300,
      repeated: 1,
      failed,
      breaches,
      looks: [0, ...looks],
      seconds: 1,
    },
  };
}

const row = (
  parts: readonly SimulatedPart[],
  word: string,
): { readonly result: string; readonly holds: boolean } | undefined =>
  simulationRows(parts).find(({ claim }) => claim.includes(word));

test("publishes how many runs broke a check with its interval, apart with and without erasing, and is not stopped by it", () => {
  const parts = [
    part(false, [
      { seed: 7003, check: 1, sentence: "two desks show different rows" },
      { seed: 7003, check: 9, sentence: "something is still new" },
      { seed: 7010, check: 9, sentence: "something is still new" },
    ]),
    part(true, []),
  ];
  expect(simulationRows(parts).every(({ holds }) => holds)).toBe(true);
  // Wilson's interval of 2 of 100: 0.55 % to 7.00 %; of 0 of 100: to 3.70 %
  expect(row(parts, "nobody erases")?.result).toBe(
    "2 of 100 runs, 2.0 % (0.6 % to 7.0 %): check 1 in 1, check 9 in 2; seeds 7003 7010",
  );
  expect(row(parts, "people erase")?.result).toBe("0 of 100 runs, 0.0 % (at most 3.7 %)");
  expect(row(parts, "lost or overwritten")?.result).toBe(
    "0 of 200 runs, 0.0 % (at most 1.9 %), beside 2 that another check ended",
  );
});

test("is stopped by one loss, and by data that can be read after an erasing", () => {
  const lost = [part(false, [{ seed: 7001, check: 2, sentence: "w1 lost", harm: "lost" }]), part(true, [])];
  expect(row(lost, "lost or overwritten")).toMatchObject({
    holds: false,
    result: "1 of 200 runs, 0.5 % (0.1 % to 2.8 %); seeds 7001",
  });
  expect(row(lost, "read after an erasing")?.holds).toBe(true);
  const readable = [
    part(false, []),
    part(true, [{ seed: 7002, check: 5, sentence: "a copy still has it", harm: "readable" }]),
  ];
  expect(row(readable, "read after an erasing")).toMatchObject({ holds: false });
  expect(row(readable, "lost or overwritten")?.holds).toBe(true);
});

test("proves nothing with no run, with a check that nobody looked at, or with a seed that leaves two traces", () => {
  expect(simulationRows([]).filter(({ holds }) => holds)).toEqual([]);
  expect(row([part(false, [], [1])], "every check")).toMatchObject({
    holds: false,
    result: "never looked at: 2 3 4 5 6 7 8 9 10 11 12 13 14",
  });
  expect(row([part(false, [{ seed: 7100, check: 0, sentence: "another trace" }])], "same trace")?.holds).toBe(false);
});
