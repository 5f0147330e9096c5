import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BG_NBD_KINDS,
  type BgNbd,
  expectedVisits,
  probabilityComing,
  type RepeatVisits,
} from "#shared/analysis/forecast/bg-nbd.ts";
import { fitting } from "#shared/analysis/forecast/bg-nbd-fit.ts";
import { groupsOf, logLikelihoodOf } from "#shared/analysis/forecast/bg-nbd-likelihood.ts";
import { repeatVisitsOn } from "#shared/analysis/forecast/repeat-visits.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { ended } from "../../../../support/ended.ts";
import { closure, on, stretchOf } from "../../../../support/life-calendar.ts";
import { describeReal } from "../../../../support/real-data.ts";
import { knownNow, simulateReaders } from "../../../../support/simulated-visits.ts";

/** The published estimates for the CDNOW sample, time in weeks. */
const CDNOW: BgNbd = { kind: "bg", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const CDNOW_MBG: BgNbd = { kind: "mbg", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };

const parameters = {
  r: fc.double({ min: 0.05, max: 5, noNaN: true }),
  alpha: fc.double({ min: 0.5, max: 50, noNaN: true }),
  a: fc.double({ min: 0.1, max: 4, noNaN: true }),
  b: fc.double({ min: 0.3, max: 6, noNaN: true }),
};
const model = fc.record({ kind: fc.constantFrom(...BG_NBD_KINDS), ...parameters });
const horizon = fc.double({ min: 0.1, max: 600, noNaN: true });
const reader = fc
  .record({
    repeats: fc.nat({ max: 400 }),
    until: fc.double({ min: 1, max: 1500, noNaN: true }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .map(({ repeats, until, share }): RepeatVisits => ({ repeats, until, lastAt: repeats === 0 ? 0 : until * share }));

describe("the models", () => {
  test("expect of the paper's first customer 1.226 purchases in the next 39 weeks", () => {
    // x = 2, t_x = 30.43, T = 38.86: Fader, Hardie and Lee, "Implementing the BG/NBD model for customer base analysis
    // in Excel" (2005)
    expect(expectedVisits(CDNOW, { repeats: 2, lastAt: 30.43, until: 38.86 }, 39)).toBeCloseTo(1.226, 3);
  });

  test("expect of a frequent customer what the authors' R package BTYD does", () => {
    // its walkthrough: x = 26, t_x = 30.86, T = 31 gives 25.76 purchases in 52 weeks
    expect(expectedVisits(CDNOW, { repeats: 26, lastAt: 30.86, until: 31 }, 52)).toBeCloseTo(25.76, 2);
  });

  test("give the probability of coming at least once as its formula says", () => {
    // P(alive): (a / (b + x − 1)) · ((α + T) / (α + t_x))^(r + x) = 0.793 / 3.426 · (43.274 / 34.844)^2.243 = 0.231465
    // · 1.625878 = 0.376334; 1 / 1.376334 = 0.726568 no visit of one alive: (43.274 / 82.274)^2.243 = e^(2.243 ·
    // −0.642494) = 0.236675; 0.726568 · 0.763325 = 0.554608
    expect(probabilityComing(CDNOW, { repeats: 2, lastAt: 30.43, until: 38.86 }, 39)).toBeCloseTo(0.5546, 4);
  });

  test("do not take somebody who came once and long ago for likely to come, though BG/NBD cannot say that she has left", () => {
    const once = { repeats: 0, lastAt: 0, until: 500 };
    // P(alive) = 1; 1 − (504.414 / 543.414)^0.243 = 1 − e^(0.243 · −0.074473) = 0.017934
    expect(probabilityComing(CDNOW, once, 39)).toBeCloseTo(0.0179, 4);
    // 0.891 / 1.614 · (506.183 / 6.183)^0.525 = 0.552045 · 10.1012 = 5.57631; 1 / 6.57631 = 0.152061; · (1 − (506.183 /
    // 545.183)^0.525 = 0.038216) = 0.005811
    expect(probabilityComing(CDNOW_MBG, once, 39)).toBeCloseTo(0.0058, 4);
  });

  test("give numbers that can be: chances from 0 to 1, no visits in no time, more in more time", () => {
    fc.assert(
      fc.property(model, reader, horizon, (of, someone, time) => {
        const [soon, later] = [probabilityComing(of, someone, time), probabilityComing(of, someone, time * 2)];
        expect(soon).toBeGreaterThanOrEqual(0);
        expect(later).toBeGreaterThanOrEqual(soon);
        expect(later).toBeLessThanOrEqual(1);
        const [visits, more] = [expectedVisits(of, someone, time), expectedVisits(of, someone, time * 2)];
        // nobody comes at least once more often than she comes
        expect(visits).toBeGreaterThanOrEqual(soon * (1 - 1e-6) - 1e-9);
        expect(more).toBeGreaterThanOrEqual(visits * (1 - 1e-6));
        expect(Number.isFinite(more)).toBe(true);
        expect([probabilityComing(of, someone, 0), expectedVisits(of, someone, 0)]).toEqual([0, 0]);
      }),
    );
  });

  test("with the same parameters never expect more by MBG/NBD of who came once, and by both less the longer ago", () => {
    fc.assert(
      fc.property(fc.record(parameters), fc.double({ min: 1, max: 1500, noNaN: true }), horizon, (of, until, time) => {
        const once = (ago: number): RepeatVisits => ({ repeats: 0, lastAt: 0, until: ago });
        const [bg, mbg] = BG_NBD_KINDS.map((kind): BgNbd => ({ kind, ...of }));
        if (bg === undefined || mbg === undefined) return;
        expect(probabilityComing(mbg, once(until), time)).toBeLessThanOrEqual(probabilityComing(bg, once(until), time));
        for (const each of [bg, mbg])
          expect(probabilityComing(each, once(until * 2), time)).toBeLessThanOrEqual(
            probabilityComing(each, once(until), time),
          );
      }),
    );
  });

  test("expect the mean over all rates and all chances to leave", () => {
    // E = P(alive) · ∫ (1 − (α′ / (α′ + p · t))^r′) / p · Beta(p; a, b′) dp, by the middle rule over u = p^a; P(alive)
    // from P(coming)
    const { repeats, lastAt, until } = { repeats: 2, lastAt: 30, until: 40 };
    const time = 52;
    for (const { of, b } of [
      { of: CDNOW, b: CDNOW.b + repeats },
      { of: CDNOW_MBG, b: CDNOW_MBG.b + repeats + 1 },
    ]) {
      const [rate, alpha] = [of.r + repeats, of.alpha + until];
      const steps = 20_000;
      let [sum, weights] = [0, 0];
      for (let step = 0; step < steps; step++) {
        const p = ((step + 0.5) / steps) ** (1 / of.a);
        const weight = (1 - p) ** (b - 1);
        weights += weight;
        sum += (weight * (1 - (alpha / (alpha + p * time)) ** rate)) / p;
      }
      const alive = probabilityComing(of, { repeats, lastAt, until }, time) / (1 - (alpha / (alpha + time)) ** rate);
      expect(expectedVisits(of, { repeats, lastAt, until }, time)).toBeCloseTo((alive * sum) / weights, 4);
    }
  });

  test("have no hole where a is 1 or a + b is 1", () => {
    const someone = { repeats: 0, lastAt: 0, until: 20 };
    for (const kind of BG_NBD_KINDS) {
      const at = (a: number, b: number): number => expectedVisits({ kind, r: 0.5, alpha: 5, a, b }, someone, 30);
      expect(at(1, 2)).toBeCloseTo((at(0.999, 2) + at(1.001, 2)) / 2, 4);
      expect(at(0.4, 0.6)).toBeCloseTo((at(0.4, 0.599) + at(0.4, 0.601)) / 2, 3);
    }
  });
});

describeReal("the fits on the CDNOW sample", ["cdnow-summary.csv"], (read) => {
  const readers = read("cdnow-summary.csv")
    .toString("utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number))
    .map(([, repeats = 0, lastAt = 0, until = 0]): RepeatVisits => ({ repeats, lastAt, until }));
  const [bg, mbg] = [ended(fitting(readers, "bg")), ended(fitting(readers, "mbg"))];
  const digits = ({ r, alpha, a, b }: BgNbd): readonly string[] => [r, alpha, a, b].map((value) => value.toFixed(3));

  test("give the published estimates of BG/NBD to three decimals, and the log-likelihood", () => {
    expect(digits(bg.model)).toEqual(["0.243", "4.414", "0.793", "2.426"]);
    expect(bg.logLikelihood.toFixed(1)).toBe("-9582.4");
    expect(logLikelihoodOf(groupsOf(readers), bg.model)).toBeCloseTo(bg.logLikelihood, 6);
  });

  test("give the known estimates of MBG/NBD to three decimals, and the log-likelihood", () => {
    expect(digits(mbg.model)).toEqual(["0.525", "6.183", "0.891", "1.614"]);
    expect(mbg.logLikelihood.toFixed(2)).toBe("-9582.13");
  });

  test("do not depend on the order of the customers, nor on the unit of time", () => {
    for (const { model: found } of [bg, mbg]) {
      expect(ended(fitting([...readers].reverse(), found.kind)).model).toEqual(found);
      const inDays = ended(
        fitting(
          readers.map(({ repeats, lastAt, until }) => ({ repeats, lastAt: lastAt * 7, until: until * 7 })),
          found.kind,
        ),
      ).model;
      expect(inDays.alpha / 7).toBeCloseTo(found.alpha, 3);
      expect(inDays.b).toBeCloseTo(found.b, 3);
    }
  });
});

/**
 * ln L of one reader as the papers write it, with Γ and B by their recursions: with MBG/NBD there is one more chance to
 * leave.
 */
function plainLogLikelihood({ kind, r, alpha, a, b }: BgNbd, { repeats, lastAt, until }: RepeatVisits): number {
  const chances = kind === "mbg" ? repeats + 1 : repeats;
  let [gamma, beta] = [0, 0];
  for (let x = 0; x < repeats; x++) gamma += Math.log(r + x);
  for (let x = 0; x < chances; x++) beta += Math.log((b + x) / (a + b + x));
  const stays = -(r + repeats) * Math.log(alpha + until);
  const gone =
    chances === 0
      ? Number.NEGATIVE_INFINITY
      : Math.log(a / (b + chances - 1)) - (r + repeats) * Math.log(alpha + lastAt);
  const greater = Math.max(stays, gone);
  return r * Math.log(alpha) + gamma + beta + greater + Math.log1p(Math.exp(Math.min(stays, gone) - greater));
}

describe("the likelihood", () => {
  /** Whole days from a short span, so that many readers are alike, and others that nobody is like. */
  const visitors = fc.array(
    fc.oneof(
      fc.record({
        repeats: fc.nat({ max: 3 }),
        lastAt: fc.integer({ min: 1, max: 4 }),
        until: fc.integer({ min: 4, max: 6 }),
      }),
      fc.record({
        repeats: fc.nat({ max: 60 }),
        lastAt: fc.integer({ min: 1, max: 30 }),
        until: fc.integer({ min: 30, max: 1500 }),
      }),
      fc.record({
        repeats: fc.integer({ min: 100, max: 800 }),
        lastAt: fc.integer({ min: 1, max: 3 }),
        until: fc.integer({ min: 900, max: 1500 }),
      }),
    ),
    { minLength: 1, maxLength: 300 },
  );

  test("of groups is the sum over single readers, however many are alike and however far their numbers lie apart", () => {
    fc.assert(
      fc.property(model, visitors, (of, found) => {
        const readers = found.map(({ repeats, lastAt, until }) => ({
          repeats,
          lastAt: repeats === 0 ? 0 : lastAt,
          until,
        }));
        const plain = readers.reduce((sum, each) => sum + plainLogLikelihood(of, each), 0);
        const grouped = logLikelihoodOf(groupsOf(readers), of);
        expect(Math.abs(grouped - plain)).toBeLessThanOrEqual(1e-9 * Math.abs(plain));
      }),
    );
  });

  test("of very many readers with the same repeats is their sum too", () => {
    // more groups with one repeat than there are times
    const readers = Array.from({ length: 40 }, (_, last) =>
      Array.from({ length: 40 }, (_, more) => ({ repeats: 1 + (last % 3), lastAt: last, until: last + more + 1 })),
    ).flat();
    const groups = groupsOf(readers);
    expect(groups.weights.length / 3).toBeGreaterThan(groups.times.length);
    for (const of of [
      CDNOW,
      CDNOW_MBG,
      { kind: "bg", r: 5, alpha: 0.5, a: 4, b: 0.3 },
      { kind: "mbg", r: 5, alpha: 0.5, a: 4, b: 0.3 },
    ] as const) {
      const plain = readers.reduce((sum, each) => sum + plainLogLikelihood(of, each), 0);
      expect(Math.abs(logLikelihoodOf(groups, of) - plain)).toBeLessThanOrEqual(1e-12 * Math.abs(plain));
    }
  });
});

describe("the fit", () => {
  test("finds the parameters by which readers were imagined, with either model", () => {
    for (const kind of BG_NBD_KINDS) {
      const { model: found } = ended(
        fitting(knownNow(simulateReaders({ kind, seed: 20_261_126, readers: 6000, days: 1200 }), 1200), kind),
      );
      expect(found.r).toBeGreaterThan(0.9);
      expect(found.r).toBeLessThan(1.1);
      expect(found.alpha / 60).toBeGreaterThan(0.85);
      expect(found.alpha / 60).toBeLessThan(1.15);
      // the mean chance to stay away after a visit is a / (a + b) = 1/4
      expect(found.a / (found.a + found.b)).toBeCloseTo(0.25, 1);
    }
  });

  test("of nobody, and of readers who are all the same, gives numbers", () => {
    const same = Array.from({ length: 500 }, () => ({ repeats: 20, lastAt: 95, until: 100 }));
    for (const kind of BG_NBD_KINDS)
      for (const readers of [[], same])
        expect(
          Object.values(ended(fitting(readers, kind)).model).every(
            (value) => typeof value === "string" || Number.isFinite(value),
          ),
        ).toBe(true);
  });

  test("leaves out numbers that cannot be", () => {
    const impossible = [
      { repeats: -1, lastAt: 0, until: 9 },
      { repeats: 1.5, lastAt: 1, until: 9 },
      { repeats: 2, lastAt: 10, until: 9 },
      { repeats: 0, lastAt: 3, until: 9 },
      { repeats: 1, lastAt: Number.NaN, until: 9 },
      { repeats: 1, lastAt: 1, until: Number.POSITIVE_INFINITY },
      { repeats: 0, lastAt: 0, until: 0 },
    ];
    expect(groupsOf(impossible).weights).toHaveLength(0);
    expect([
      ...groupsOf([...impossible, { repeats: 1, lastAt: 1, until: 9 }, { repeats: 1, lastAt: 1, until: 9 }]).weights,
    ]).toEqual([2]);
  });
});

describe("visits as the model sees them", () => {
  test("are counted in open days, up to the day", () => {
    const open = createOpenDays({ exceptions: closure("2026-03-05", 10) });
    const visits = stretchOf([on("2026-03-01"), on("2026-03-04"), on("2026-03-20"), on("2026-04-01")]);
    expect(repeatVisitsOn(visits, open, on("2026-03-25"))).toEqual({ repeats: 2, lastAt: 9, until: 14 });
    expect(repeatVisitsOn(visits, open, on("2026-02-01"))).toBeUndefined();
    expect(repeatVisitsOn(stretchOf([]), open, 0)).toBeUndefined();
  });
});
