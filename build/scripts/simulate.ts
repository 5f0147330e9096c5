/**
 * `npm run simulate -- --days N --seed S --devices 2..8`: seeds from S on, each a run of some desks over some
 * days, until N device-days have passed. The first run that breaks a check prints how it came to that and how
 * to repeat it; `--trace` prints every line, `--lines N` so many of the last, `--keep-going` looks at further seeds;
 * with `--erase` people erase readers as well.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CHECKS } from "../../tests/simulation/checks.ts";
import { simulate } from "../../tests/simulation/simulate.ts";

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    devices: { type: "string", default: "2..8" },
    lines: { type: "string", default: "80" },
    trace: { type: "boolean", default: false },
    erase: { type: "boolean", default: false },
    "keep-going": { type: "boolean", default: false },
    /** Writes the counts there as JSON too. */
    report: { type: "string" },
  },
});
const number = (text: string, what: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`--${what} needs a whole number, not "${text}".`);
  process.exit(2);
};
const [minDesks = 2, maxDesks = minDesks] = values.devices.split("..").map((text) => number(text, "devices"));

const counts = await simulate({
  deviceDays: number(values.days, "days"),
  firstSeed: number(values.seed, "seed"),
  minDesks,
  maxDesks,
  erases: values.erase,
  keepsGoing: values["keep-going"],
  onFailure: (text) => console.log(text),
  lines: values.trace ? Number.POSITIVE_INFINITY : number(values.lines, "lines"),
});
const { runs, deviceDays, commands, faults, failed, repeated, looks, seconds } = counts;
for (const [index, sentence] of CHECKS.entries())
  console.log(
    `check ${String(index + 1).padStart(2)}, looked at ${String(looks[index + 1] ?? 0).padStart(7)} times: ${sentence}`,
  );
console.log(
  `${runs} runs, ${deviceDays} device-days, ${commands} commands, ${faults} faults, ${repeated} run twice with the same trace, ${failed.length} failed, ${(deviceDays / seconds).toFixed(0)} device-days per second`,
);
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(counts));
process.exitCode = failed.length === 0 ? 0 : 1;
