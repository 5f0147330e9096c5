/**
 * The rows of the proof that the simulation gives. Confirmed work that is lost or overwritten, and data that can be
 * read after an erasing, block. Every other broken check is a rate with its interval: published, not chased.
 */
import { wilson } from "../shared/analysis/wilson.ts";
import { CHECKS, type Harm } from "../tests/simulation/checks.ts";
import type { SeedBreach, SimulateCounts } from "../tests/simulation/simulate.ts";

export interface ProofRow {
  readonly claim: string;
  readonly run: string;
  readonly result: string;
  readonly holds: boolean;
}

export interface SimulatedPart {
  readonly firstSeed: number;
  /** People erased readers as well. */
  readonly erases: boolean;
  readonly counts: SimulateCounts;
}

export const INTERVALS =
  "Intervals: 95 %, by the score of Wilson, Journal of the American Statistical Association 22 (1927). A run ends with the first moment that breaks a check.";

export function simulationRows(parts: readonly SimulatedPart[]): readonly ProofRow[] {
  const erasing = parts.filter(({ erases }) => erases);
  const repeated = sum(parts, ({ repeated: count }) => count);
  const differing = breachesOf(parts).filter(({ check }) => check === 0);
  const unlooked = CHECKS.flatMap((_, index) =>
    sum(parts, ({ looks }) => looks[index + 1] ?? 0) === 0 ? [index + 1] : [],
  );
  return [
    harmRow("simulated desks: confirmed work lost or overwritten", parts, "lost"),
    harmRow("simulated desks: data that can be read after an erasing", erasing, "readable"),
    rateRow(
      "simulated desks: runs that break any check, nobody erases",
      parts.filter(({ erases }) => !erases),
    ),
    rateRow("simulated desks: runs that break any check, people erase as well", erasing),
    {
      claim: "same seed, same trace",
      run: `${repeated} runs made twice`,
      result: `${differing.length} differ`,
      holds: differing.length === 0 && repeated > 0,
    },
    {
      claim: "every check is looked at",
      run: `${CHECKS.length} checks`,
      result: unlooked.length === 0 ? "all" : `never looked at: ${unlooked.join(" ")}`,
      holds: unlooked.length === 0,
    },
  ];
}

/** Blocks: one is too many. */
function harmRow(claim: string, parts: readonly SimulatedPart[], harm: Harm): ProofRow {
  const seeds = seedsOf(breachesOf(parts).filter((breach) => breach.harm === harm));
  const runs = sum(parts, (counts) => counts.runs);
  const endedBefore = sum(parts, ({ failed }) => failed.length) - seeds.length;
  return {
    claim,
    run: runText(parts),
    result: `${rate(seeds.length, runs)}${endedBefore > 0 ? `, beside ${endedBefore} that another check ended` : ""}${seedText(seeds)}`,
    holds: seeds.length === 0 && runs > 0,
  };
}

/** Is published, whatever it is. */
function rateRow(claim: string, parts: readonly SimulatedPart[]): ProofRow {
  const breaches = breachesOf(parts);
  const seeds = seedsOf(breaches);
  const byCheck = [...new Set(breaches.map(({ check }) => check))]
    .sort((a, b) => a - b)
    .map((check) => `check ${check} in ${seedsOf(breaches.filter((breach) => breach.check === check)).length}`);
  const runs = sum(parts, (counts) => counts.runs);
  return {
    claim,
    run: runText(parts),
    result: `${rate(seeds.length, runs)}${byCheck.length > 0 ? `: ${byCheck.join(", ")}` : ""}${seedText(seeds)}`,
    holds: runs > 0,
  };
}

const runText = (parts: readonly SimulatedPart[]): string =>
  `${figure(sum(parts, ({ runs }) => runs))} runs, ${figure(sum(parts, ({ deviceDays }) => deviceDays))} device-days, ${figure(sum(parts, ({ commands }) => commands))} commands, ${figure(sum(parts, ({ faults }) => faults))} faults; seeds from ${parts.map(({ firstSeed }) => firstSeed).join(" and ")}`;

function rate(count: number, runs: number): string {
  const share = wilson(count, runs);
  if (share === undefined) return "no run";
  const interval = count === 0 ? `at most ${percent(share.high)}` : `${percent(share.low)} to ${percent(share.high)}`;
  return `${count} of ${figure(runs)} runs, ${percent(share.share)} (${interval})`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const seedText = (seeds: readonly number[]): string => (seeds.length === 0 ? "" : `; seeds ${seeds.join(" ")}`);

const seedsOf = (breaches: readonly SeedBreach[]): readonly number[] => [...new Set(breaches.map(({ seed }) => seed))];

const breachesOf = (parts: readonly SimulatedPart[]): readonly SeedBreach[] =>
  parts.flatMap(({ counts }) => counts.breaches);

const sum = (parts: readonly SimulatedPart[], of: (counts: SimulateCounts) => number): number =>
  parts.reduce((total, { counts }) => total + of(counts), 0);

const figure = (count: number): string => count.toLocaleString("en");
