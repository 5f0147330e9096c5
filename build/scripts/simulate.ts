/**
 * `npm run simulate -- --days N --seed S --devices 2..8`: seeds from S on, each a run of some desks over some
 * days, until N device-days have passed. The first run that breaks a check prints how it came to that and how
 * to repeat it; `--trace` prints every line, `--lines N` so many of the last.
 */
import { parseArgs } from "node:util";
import { simulate } from "../../tests/simulation/simulate.ts";

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    devices: { type: "string", default: "2..8" },
    lines: { type: "string", default: "80" },
    trace: { type: "boolean", default: false },
    "keep-going": { type: "boolean", default: false },
  },
});
const [minDesks = 2, maxDesks = minDesks] = values.devices.split("..").map(Number);

const counts = await simulate({
  deviceDays: Number(values.days),
  firstSeed: Number(values.seed),
  minDesks,
  maxDesks,
  keepsGoing: values["keep-going"],
  onFailure: (text) => console.log(text),
  lines: values.trace ? Number.POSITIVE_INFINITY : Number(values.lines),
});
const { runs, deviceDays, commands, failed, repeated, seconds } = counts;
console.log(
  `${runs} runs, ${deviceDays} device-days, ${commands} commands, ${repeated} run twice with the same trace, ${failed.length} failed, ${(deviceDays / seconds).toFixed(0)} device-days per second`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
