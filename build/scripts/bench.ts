/**
 * `npm run bench`: drives the real desk in a real Chromium over a large library, at full speed and as the
 * slow machine, prints a table and writes test-results/bench.json, and at full size its sections of
 * tests/bench/RESULTS.md. It reports and never judges: the exit code is 0 unless something broke.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machineLine } from "../../tests/bench/machine.ts";
import { runBench, runText, speedName } from "../../tests/bench/run-bench.ts";
import { dayOf, keepResult } from "../results-page.ts";

const RESULTS = fileURLToPath(new URL("../../test-results", import.meta.url));

const { values } = parseArgs({
  options: {
    readers: { type: "string", default: "100000" },
    records: { type: "string", default: "1000000" },
    attached: { type: "string", default: "0" },
    "first-sync": { type: "boolean", default: false },
    exchange: { type: "boolean", default: false },
    statistics: { type: "boolean", default: false },
    erasing: { type: "boolean", default: false },
    acts: { type: "boolean", default: false },
    lists: { type: "boolean", default: false },
    letters: { type: "boolean", default: false },
    refresh: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    slow: { type: "boolean", default: false },
    cores: { type: "string", default: "0.5" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(
    "npm run bench -- [--readers N] [--records N] [--attached MB] [--cores N] [--quick | --full | --slow | --first-sync | --exchange | --statistics | --erasing | --acts | --refresh | --lists | --letters]\n\n  --readers N   readers in the library (100000)\n  --records N   service records of the library that a desk joins (1000000)\n  --attached MB photographs that it has attached (0)\n  --cores N     how much of one core the slow machine has (0.5)\n  --quick       10,000 readers, at full speed only\n  --full        at full speed only\n  --slow        as the slow machine only\n  --first-sync  only a desk that joins\n  --exchange    only what desks exchange\n  --statistics  only the statistics, over as many activities as records\n  --erasing     only what an erasing leaves in the files, and the start that renews them\n  --acts        only the processor time of a quick log and of a scan\n  --refresh     only a list of the library system that is taken over again\n  --lists       only long lists: from the key to their rows\n  --letters     only letters as PDF, and a file of text messages",
  );
  process.exit(0);
}
const readers = values.quick ? 10_000 : Number(values.readers);
if (!Number.isSafeInteger(readers) || readers < 1_000) {
  console.error(`--readers needs a number from 1000, not "${values.readers}".`);
  process.exit(2);
}
const records = values.quick ? 20_000 : Number(values.records);
if (!Number.isSafeInteger(records) || records < 0) {
  console.error(`--records needs a number, not "${values.records}".`);
  process.exit(2);
}
const cores = Number(values.cores);
if (!(cores > 0 && cores <= 64)) {
  console.error(`--cores needs a number above 0, not "${values.cores}".`);
  process.exit(2);
}
const startedAt = performance.now();
const clock = (): string => `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s `;
const only = (["first-sync", "exchange", "erasing", "statistics", "acts", "refresh", "lists", "letters"] as const).find(
  (part) => values[part],
);
const report = await runBench(
  {
    readers,
    records,
    attachedMB: Number(values.attached),
    cores,
    ...(only !== undefined && { only }),
    speeds: values.quick || values.full ? ["full"] : values.slow ? ["slow"] : ["full", "slow"],
  },
  (line) => console.log(line.endsWith("…") ? `${clock()} ${line}` : line),
);
mkdirSync(RESULTS, { recursive: true });
writeFileSync(`${RESULTS}/bench.json`, `${JSON.stringify(report, null, 2)}\n`);
const isFullSize =
  readers === 100_000 &&
  (records === 1_000_000 ||
    only === "erasing" ||
    only === "exchange" ||
    only === "acts" ||
    only === "refresh" ||
    only === "lists" ||
    only === "letters");
if (isFullSize) {
  const page = fileURLToPath(new URL("../../tests/bench/RESULTS.md", import.meta.url));
  for (const run of report.runs) {
    const title = `${only ?? "all"}, ${speedName(run.speed)}`;
    keepResult(page, title, `${dayOf(new Date())}, ${machineLine(report.machine)}. ${runText(run)}`);
  }
}
console.log(`\nWritten to test-results/bench.json${isFullSize ? " and tests/bench/RESULTS.md" : ""}.`);
