import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BgNbd, expectedRepeats, expectedVisits, probabilityActive, type RepeatVisits, repeatProbabilities } from "#shared/analysis/bg-nbd.ts";
import { fitBgNbd } from "#shared/analysis/bg-nbd-fit.ts";
import { groupsOf, logLikelihoodOf } from "#shared/analysis/bg-nbd-likelihood.ts";
import { createOpenDays } from "#shared/analysis/open-days.ts";
import { repeatVisitsOn } from "#shared/analysis/repeat-visits.ts";
import { closure, on, stretchOf } from "../../../support/life-calendar.ts";
import { describeReal } from "../../../support/real-data.ts";

/** The published estimates for the CDNOW sample, time in weeks. */
const CDNOW: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

const model = fc.record({
  r: fc.double({ min: 0.05, max: 5, noNaN: true }),
  alpha: fc.double({ min: 0.5, max: 50, noNaN: true }),
  a: fc.double({ min: 0.1, max: 4, noNaN: true }),
  b: fc.double({ min: 0.3, max: 6, noNaN: true }),
});
const reader = fc
  .record({ repeats: fc.nat({ max: 400 }), until: fc.double({ min: 1, max: 1500, noNaN: true }), share: fc.double({ min: 0.01, max: 1, noNaN: true }) })
  .map(({ repeats, until, share }): RepeatVisits => ({ repeats, until, lastAt: repeats === 0 ? 0 : until * share }));

describe("the BG/NBD model", () => {
  test("expects of the paper's first customer 1.226 purchases in the next 39 weeks", () => {
    // x = 2, t_x = 30.43, T = 38.86: Fader, Hardie and Lee, "Implementing the BG/NBD model for customer base analysis in Excel" (2005)
    expect(expectedVisits(CDNOW, { repeats: 2, lastAt: 30.43, until: 38.86 }, 39)).toBeCloseTo(1.226, 3);
  });

  test("expects of a frequent customer what the authors' R package BTYD does", () => {
    // its walkthrough: x = 26, t_x = 30.86, T = 31 gives 25.76 purchases in 52 weeks
    expect(expectedVisits(CDNOW, { repeats: 26, lastAt: 30.86, until: 31 }, 52)).toBeCloseTo(25.76, 2);
  });

  test("computes P(active) as its formula says, and is sure of who has not come again yet", () => {
    // (a / (b + x − 1)) · ((α + T) / (α + t_x))^(r + x) = 0.793 / 3.426 · (43.274 / 34.844)^2.243 = 0.231465 · 1.625878 = 0.376334; 1 / 1.376334 = 0.726568
    expect(probabilityActive(CDNOW, { repeats: 2, lastAt: 30.43, until: 38.86 })).toBeCloseTo(0.7266, 4);
    expect(probabilityActive(CDNOW, { repeats: 0, lastAt: 0, until: 500 })).toBe(1);
    expect(probabilityActive(CDNOW, { repeats: 400, lastAt: 10, until: 5000 })).toBeCloseTo(0, 12);
  });

  test("gives as many probabilities as asked, the first that of no visit", () => {
    const [none] = repeatProbabilities(CDNOW, 39, 0);
    // (4.414 / 43.414)^0.243
    expect(none).toBeCloseTo(0.5738, 4);
    const some = repeatProbabilities(CDNOW, 39, 2);
    expect(some).toHaveLength(3);
    expect(some[2]).toBeGreaterThan(0);
    expect(some[0]).toBe(none);
  });

  test("expects the mean of its own probabilities", () => {
    const chances = repeatProbabilities(CDNOW, 52, 4000);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 6);
    expect(chances.reduce((sum, chance, x) => sum + x * chance, 0)).toBeCloseTo(expectedRepeats(CDNOW, 52), 3);
  });

  test("gives numbers that can be: chances from 0 to 1, no visits in no time, more in more time", () => {
    fc.assert(
      fc.property(model, reader, fc.double({ min: 0.1, max: 600, noNaN: true }), (parameters, someone, time) => {
        const chance = probabilityActive(parameters, someone);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        const soon = expectedVisits(parameters, someone, time);
        const later = expectedVisits(parameters, someone, time * 2);
        expect(soon).toBeGreaterThanOrEqual(0);
        expect(later).toBeGreaterThanOrEqual(soon * (1 - 1e-6));
        expect(Number.isFinite(later)).toBe(true);
        expect(expectedVisits(parameters, someone, 0)).toBe(0);
        for (const each of repeatProbabilities(parameters, time, 20)) expect(each).toSatisfy((value) => value >= 0 && value <= 1);
      }),
    );
  });

  test("has no hole where a is 1 or a + b is 1", () => {
    const someone = { repeats: 0, lastAt: 0, until: 20 };
    const at = (a: number, b: number): number => expectedVisits({ r: 0.5, alpha: 5, a, b }, someone, 30);
    expect(at(1, 2)).toBeCloseTo((at(0.999, 2) + at(1.001, 2)) / 2, 4);
    expect(at(0.4, 0.6)).toBeCloseTo((at(0.4, 0.599) + at(0.4, 0.601)) / 2, 3);
  });
});

describeReal("the fit on the CDNOW sample", ["cdnow-summary.csv"], (read) => {
  const readers = read("cdnow-summary.csv")
    .toString("utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number))
    .map(([, repeats = 0, lastAt = 0, until = 0]): RepeatVisits => ({ repeats, lastAt, until }));
  const fit = fitBgNbd(readers);

  test("gives the published estimates to three decimals, and the log-likelihood", () => {
    if (!fit.ok) throw new Error(fit.error.tag);
    const { r, alpha, a, b, logLikelihood } = fit.value;
    expect([r, alpha, a, b].map((value) => value.toFixed(3))).toEqual(["0.243", "4.414", "0.793", "2.426"]);
    expect(logLikelihood.toFixed(1)).toBe("-9582.4");
    expect(logLikelihoodOf(groupsOf(readers), fit.value)).toBeCloseTo(logLikelihood, 6);
  });

  test("shows how many were expected and seen with each number of repeat visits", () => {
    if (!fit.ok) throw new Error(fit.error.tag);
    const { bins, misplaced } = fit.value;
    // 1,411, 439 and 214 customers with 0, 1 and 2 repeats: figure 2 of the paper
    expect(bins.map(({ actual }) => actual)).toEqual([1411, 439, 214, 162, 97, 27, 7, 0]);
    expect(bins.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(2357, 6);
    expect(misplaced).toBeLessThan(0.02);
  });

  test("does not depend on the order of the customers, nor on the unit of time", () => {
    if (!fit.ok) throw new Error(fit.error.tag);
    expect(fitBgNbd([...readers].reverse())).toEqual(fit);
    const inDays = fitBgNbd(readers.map(({ repeats, lastAt, until }) => ({ repeats, lastAt: lastAt * 7, until: until * 7 })));
    if (!inDays.ok) throw new Error(inDays.error.tag);
    expect(inDays.value.alpha / 7).toBeCloseTo(fit.value.alpha, 3);
    expect(inDays.value.b).toBeCloseTo(fit.value.b, 3);
  });
});

/** Readers as the model imagines them, from a generator with a fixed seed. */
function imagined(count: number, { r, alpha, a, b }: BgNbd): RepeatVisits[] {
  let state = 20_261_126;
  const unit = (): number => {
    // Lehmer's generator with the constants of Park and Miller (1988)
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const exponential = (): number => -Math.log(unit());
  // whole parameters: a gamma variable is a sum of exponential ones, a beta variable a ratio of gammas
  const gamma = (shape: number): number => Array.from({ length: shape }, exponential).reduce((sum, each) => sum + each, 0);
  return Array.from({ length: count }, () => {
    const rate = gamma(r) / alpha;
    const [one, other] = [gamma(a), gamma(b)];
    const dropout = one / (one + other);
    const until = 50 + unit() * 250;
    let repeats = 0;
    let lastAt = 0;
    for (let at = exponential() / rate; at <= until; at += exponential() / rate) {
      repeats++;
      lastAt = at;
      if (unit() < dropout) break;
    }
    return { repeats, lastAt, until };
  });
}

/** ln L of one reader as the paper writes it, formula (6), with Γ and B by their recursions. */
function plainLogLikelihood({ r, alpha, a, b }: BgNbd, { repeats, lastAt, until }: RepeatVisits): number {
  let [gamma, beta] = [0, 0];
  for (let x = 0; x < repeats; x++) {
    gamma += Math.log(r + x);
    beta += Math.log((b + x) / (a + b + x));
  }
  const stays = -(r + repeats) * Math.log(alpha + until);
  const gone = repeats === 0 ? Number.NEGATIVE_INFINITY : Math.log(a / (b + repeats - 1)) - (r + repeats) * Math.log(alpha + lastAt);
  const greater = Math.max(stays, gone);
  return r * Math.log(alpha) + gamma + beta + greater + Math.log1p(Math.exp(Math.min(stays, gone) - greater));
}

describe("the likelihood", () => {
  /** Whole days from a short span, so that many readers are alike, and others that nobody is like. */
  const visitors = fc.array(
    fc.oneof(
      fc.record({ repeats: fc.nat({ max: 3 }), lastAt: fc.integer({ min: 1, max: 4 }), until: fc.integer({ min: 4, max: 6 }) }),
      fc.record({ repeats: fc.nat({ max: 60 }), lastAt: fc.integer({ min: 1, max: 30 }), until: fc.integer({ min: 30, max: 1500 }) }),
      fc.record({ repeats: fc.integer({ min: 100, max: 800 }), lastAt: fc.integer({ min: 1, max: 3 }), until: fc.integer({ min: 900, max: 1500 }) }),
    ),
    { minLength: 1, maxLength: 300 },
  );

  test("of groups is the sum over single readers, however many are alike and however far their numbers lie apart", () => {
    fc.assert(
      fc.property(model, visitors, (parameters, found) => {
        const readers = found.map(({ repeats, lastAt, until }) => ({ repeats, lastAt: repeats === 0 ? 0 : lastAt, until }));
        const plain = readers.reduce((sum, each) => sum + plainLogLikelihood(parameters, each), 0);
        const grouped = logLikelihoodOf(groupsOf(readers), parameters);
        expect(Math.abs(grouped - plain)).toBeLessThanOrEqual(1e-9 * Math.abs(plain));
      }),
    );
  });

  test("of very many readers with the same repeats is their sum too", () => {
    // more groups with one repeat than there are times
    const readers = Array.from({ length: 40 }, (_, last) => Array.from({ length: 40 }, (_, more) => ({ repeats: 1 + (last % 3), lastAt: last, until: last + more + 1 }))).flat();
    const groups = groupsOf(readers);
    expect(groups.weights.length / 3).toBeGreaterThan(groups.times.length);
    for (const parameters of [CDNOW, { r: 5, alpha: 0.5, a: 4, b: 0.3 }]) {
      const plain = readers.reduce((sum, each) => sum + plainLogLikelihood(parameters, each), 0);
      expect(Math.abs(logLikelihoodOf(groups, parameters) - plain)).toBeLessThanOrEqual(1e-12 * Math.abs(plain));
    }
  });
});

describe("the fit", () => {
  test("finds the parameters by which readers were imagined", () => {
    const fit = fitBgNbd(imagined(6000, { r: 1, alpha: 20, a: 1, b: 3 }));
    if (!fit.ok) throw new Error(fit.error.tag);
    expect(fit.value.r).toBeGreaterThan(0.9);
    expect(fit.value.r).toBeLessThan(1.1);
    expect(fit.value.alpha / 20).toBeGreaterThan(0.85);
    expect(fit.value.alpha / 20).toBeLessThan(1.15);
    // the mean chance to stay away after a visit is a / (a + b) = 1/4
    expect(fit.value.a / (fit.value.a + fit.value.b)).toBeCloseTo(0.25, 1);
    expect(fit.value.misplaced).toBeLessThan(0.02);
  });

  test("is refused with too few readers, or too few who came again", () => {
    expect(fitBgNbd([])).toEqual({ ok: false, error: { tag: "too-little-data", readers: 0, repeating: 0 } });
    expect(fitBgNbd([{ repeats: 3, lastAt: 5, until: 9 }])).toEqual({ ok: false, error: { tag: "too-little-data", readers: 1, repeating: 1 } });
    const never = Array.from({ length: 500 }, () => ({ repeats: 0, lastAt: 0, until: 100 }));
    expect(fitBgNbd(never)).toEqual({ ok: false, error: { tag: "too-little-data", readers: 500, repeating: 0 } });
  });

  test("is refused where all readers are the same, since the model cannot tell that", () => {
    const same = Array.from({ length: 500 }, () => ({ repeats: 20, lastAt: 95, until: 100 }));
    expect(fitBgNbd(same)).toMatchObject({ ok: false, error: { tag: "poor-fit", readers: 500 } });
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
    expect([...groupsOf([...impossible, { repeats: 1, lastAt: 1, until: 9 }, { repeats: 1, lastAt: 1, until: 9 }]).weights]).toEqual([2]);
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
