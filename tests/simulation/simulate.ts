/** Many seeds one after another, with what a person needs of the one that failed. */
import type { Breach } from "./promises.ts";
import { type RunResult, runSeed } from "./run.ts";

export interface SimulateOptions {
  readonly deviceDays: number;
  readonly firstSeed: number;
  readonly minDesks: number;
  readonly maxDesks: number;
  /** People erase readers as well. */
  readonly erases?: boolean;
  /** Looks at further seeds after a failure. */
  readonly keepsGoing: boolean;
  /** How many of the last lines of a failed run are told. */
  readonly lines: number;
  readonly onFailure: (text: string) => void;
}

export interface SeedBreach extends Breach {
  readonly seed: number;
}

export interface SimulateCounts {
  readonly runs: number;
  readonly deviceDays: number;
  readonly commands: number;
  readonly faults: number;
  /** Runs that were made twice, with the same trace. */
  readonly repeated: number;
  /** Seeds. */
  readonly failed: readonly number[];
  readonly breaches: readonly SeedBreach[];
  /** How often each check was looked at, by its number. */
  readonly looks: readonly number[];
  readonly seconds: number;
}

/** Every so many seeds a run is made twice. */
const TWICE_EVERY = 100;

export async function simulate({
  deviceDays: wanted,
  firstSeed,
  minDesks,
  maxDesks,
  erases = false,
  keepsGoing,
  lines,
  onFailure,
}: SimulateOptions): Promise<SimulateCounts> {
  const startedAt = performance.now();
  const failed: number[] = [];
  const breaches: SeedBreach[] = [];
  const looks: number[] = [];
  let [runs, deviceDays, commands, faults, repeated] = [0, 0, 0, 0, 0];
  for (let seed = firstSeed; deviceDays < wanted && (keepsGoing || failed.length === 0); seed++) {
    const options = { seed, minDesks, maxDesks, erases };
    let result = await runSeed(options);
    if (seed % TWICE_EVERY === 0) {
      result = withSecond(result, await runSeed(options));
      repeated += 1;
    }
    runs += 1;
    deviceDays += result.deviceDays;
    commands += result.commands;
    faults += result.faults;
    for (const [check, count] of result.looks.entries()) looks[check] = (looks[check] ?? 0) + count;
    if (result.breaches.length === 0) continue;
    failed.push(seed);
    breaches.push(...result.breaches.map((breach) => ({ ...breach, seed })));
    onFailure(story(result, options, lines));
  }
  return {
    runs,
    deviceDays,
    commands,
    faults,
    repeated,
    failed,
    breaches,
    looks,
    seconds: (performance.now() - startedAt) / 1000,
  };
}

/** The same seed must leave the same trace. */
function withSecond(first: RunResult, second: RunResult): RunResult {
  const at = first.trace.findIndex((line, index) => line !== second.trace[index]);
  if (at < 0 && first.trace.length === second.trace.length) return first;
  const sentence = `the same seed left another trace at line ${at + 1}: “${first.trace[at]}”, then “${second.trace[at]}”`;
  return { ...first, breaches: [...first.breaches, { check: 0, sentence }] };
}

function story(
  { seed, trace, breaches }: RunResult,
  { minDesks, maxDesks, erases }: { readonly minDesks: number; readonly maxDesks: number; readonly erases: boolean },
  lines: number,
): string {
  const told = lines === 0 ? [] : trace.slice(-lines);
  return [
    ...(told.length < trace.length ? [`… ${trace.length - told.length} lines before (--trace shows all)`] : []),
    ...told,
    "",
    ...breaches.map(({ check, sentence }) => `check ${check}: ${sentence}`),
    `seed ${seed} failed. To repeat it: npm run simulate -- --seed ${seed} --days 1 --devices ${minDesks}..${maxDesks}${erases ? " --erase" : ""}`,
  ].join("\n");
}
