/** Whole rounds over readers whose coming is dice: drawn within stages, looked at for thirty days, judged. */
import { describe, expect, test } from "vitest";
import { wholeDays } from "#shared/analysis/ascending.ts";
import { drawHeldBack } from "#shared/outreach/held-back.ts";
import { leavesOutNought, pooledDifference, type RoundCounts } from "#shared/outreach/pooled-difference.ts";
import { type Drawn, resultDaysOf, returnedOn, roundResult } from "#shared/outreach/round-result.ts";
import { powerOf } from "#shared/outreach/size-needed.ts";
import { createRandom, type Random } from "../../../simulation/random.ts";
import { proofScale } from "../../../support/proof-scale.ts";

/** Rounds, and between which shares of them what is looked for has to lie. */
const NO_EFFECT = proofScale({ rounds: 250, least: 0.015, most: 0.09 }, { rounds: 2000, least: 0.025, most: 0.065 });
const EFFECT = proofScale({ rounds: 200, off: 0.11 }, { rounds: 2000, off: 0.05 });

const LIST_DAY = 20_000;
const DAYS = 30;

/** Of each stage how many of a hundred, and how likely they come within the days by themselves. */
const STAGES = [
  { stage: "not-seen", part: 50, comes: 0.2 },
  { stage: "occasional", part: 30, comes: 0.25 },
  { stage: "inactive", part: 19, comes: 0.12 },
  { stage: "returned", part: 1, comes: 0.4 },
] as const;
const BASELINE = STAGES.reduce((sum, { part, comes }) => sum + (part / 100) * comes, 0);

interface Plan {
  readonly readers: number;
  readonly percent: number;
  /** By how much more those who are contacted come. */
  readonly effect: number;
  /** So many of one household are drawn together, and come together. */
  readonly household?: number;
}

function playRound({ readers, percent, effect, household = 1 }: Plan, random: Random): ReturnType<typeof roundResult> {
  const people = STAGES.flatMap(({ stage, part, comes }) =>
    Array.from({ length: Math.round((readers * part) / 100 / household) }, (_, at) => ({
      reader: `${stage}-${at}`,
      stage,
      comes,
    })),
  );
  const held = drawHeldBack(random.shuffled(people), percent, random.below(2 ** 32));
  const days = resultDaysOf(LIST_DAY, DAYS);
  const drawn = people.flatMap(({ reader, stage, comes }): readonly Drawn[] => {
    const isHeldBack = held.has(reader);
    // everybody was there before and is there again some day; only the days between count
    const used = [LIST_DAY - random.between(0, 40), LIST_DAY + DAYS + random.between(1, 40)];
    if (random.chance(comes + (isHeldBack ? 0 : effect))) used.push(LIST_DAY + random.between(1, DAYS));
    const useDays = wholeDays(Int32Array.from(used).sort());
    const one: Drawn = {
      isHeldBack,
      lot: reader,
      stage,
      channel: "phone",
      template: "",
      desk: "",
      attempts: 1,
      isReached: true,
      isCompleted: true,
      minutes: 2,
      returnedOn: returnedOn(useDays, days),
    };
    return Array.from({ length: household }, () => one);
  });
  return roundResult(drawn, { days, today: days.to + 1, smallest: 0.1 });
}

const shareOf = (rounds: number, isFound: () => boolean): number =>
  Array.from({ length: rounds }, isFound).filter(Boolean).length / rounds;

describe("of simulated rounds", () => {
  test.each([
    { readers: 200, percent: 20 },
    { readers: 400, percent: 50 },
    { readers: 900, percent: 30, household: 3 },
  ])("without an effect about one in twenty says there is one, of $readers readers with $percent % held back", (of) => {
    const random = createRandom(2611 + of.readers);
    const said = shareOf(NO_EFFECT.rounds, () =>
      ["more", "fewer"].includes(playRound({ ...of, effect: 0 }, random).verdict.tag),
    );
    expect(said).toBeGreaterThanOrEqual(NO_EFFECT.least);
    expect(said).toBeLessThanOrEqual(NO_EFFECT.most);
  });

  test.each([
    { readers: 200, percent: 20, effect: 0.2 },
    { readers: 600, percent: 20, effect: 0.1 },
    { readers: 400, percent: 50, effect: 0.12 },
  ])("with an effect of $effect as many show it as foretold, of $readers readers with $percent % held back", (of) => {
    const random = createRandom(811 + of.readers);
    const shown = shareOf(EFFECT.rounds, () => playRound(of, random).verdict.tag === "more");
    const heldBack = (of.readers * of.percent) / 100;
    const foretold = powerOf(
      { baseline: BASELINE, difference: of.effect },
      { heldBack, contacted: of.readers - heldBack },
    );
    expect(Math.abs(shown - (foretold ?? Number.NaN))).toBeLessThanOrEqual(EFFECT.off);
  });

  test("four together say no more than one in twenty without an effect, and more often than one with it", () => {
    const random = createRandom(4);
    const four = (effect: number): boolean => {
      const rounds = [100, 150, 200, 250].map(
        (readers): RoundCounts => playRound({ readers, percent: 20, effect }, random),
      );
      const difference = pooledDifference(rounds);
      return difference !== undefined && leavesOutNought(difference);
    };
    const said = shareOf(NO_EFFECT.rounds, () => four(0));
    expect(said).toBeGreaterThanOrEqual(NO_EFFECT.least);
    expect(said).toBeLessThanOrEqual(NO_EFFECT.most);
    const shown = shareOf(EFFECT.rounds, () => four(0.1));
    const foretold = powerOf({ baseline: BASELINE, difference: 0.1 }, { heldBack: 140, contacted: 560 });
    expect(Math.abs(shown - (foretold ?? Number.NaN))).toBeLessThanOrEqual(EFFECT.off);
  });
});
