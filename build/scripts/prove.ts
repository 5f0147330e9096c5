/**
 * `npm run prove`: the proof of what `safety.md` promises, larger than `npm test`, an hour and a half on two
 * cores. Two lanes of work at a time; it ends with a table of claim, run and result, which test-results/prove.md keeps, and of a whole
 * proof tests/simulation/RESULTS.md too. The seeds are drawn anew and said; `--seed N` draws the same ones again.
 * `--days N` and `--seeds N` make it smaller, `--only WORD` takes the claims that have the word in them.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Hunted, hunt } from "../../tests/simulation/hunt.ts";
import type { PlantedBug } from "../../tests/simulation/planted-bug.ts";
import { PLANTED_BUGS } from "../../tests/simulation/planted-bugs.ts";
import type { SimulateCounts } from "../../tests/simulation/simulate.ts";
import { firstSeedOf, repeatLine } from "../proof-seeds.ts";
import { PROOF_SUITES, type ProofSuite } from "../proof-suites.ts";
import { dayOf, keepResult } from "../results-page.ts";
import { INTERVALS, type ProofRow, type SimulatedPart, simulationRows } from "../simulation-rows.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RESULTS = join(ROOT, "test-results");
/** As it was before the bundler of the planted bugs was loaded, which sets in it what a page in the making must not have. */
const ENVIRONMENT = { ...process.env };
const bin = (name: string): string =>
  join(ROOT, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "10000" },
    seeds: { type: "string", default: "500" },
    seed: { type: "string" },
    only: { type: "string", default: "" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(
    "npm run prove -- [--days N] [--seeds N] [--seed N] [--only WORD]\n\n  --days N     simulated device-days (10000)\n  --seeds N    seeds within which each planted bug must be found (500)\n  --seed N     the first seed of an earlier proof, to repeat it (drawn anew)\n  --only WORD  claims that have the word in them",
  );
  process.exit(0);
}
const [days, seeds] = [Number(values.days), Number(values.seeds)];
const firstSeed = firstSeedOf(values.seed);
if (!(days > 0) || !(seeds > 0) || firstSeed === null) {
  console.error("--days, --seeds and --seed need a number above 0.");
  process.exit(2);
}
const isWanted = (claim: string): boolean => claim.toLowerCase().includes(values.only.toLowerCase());
const startedAt = performance.now();
console.log(repeatLine(firstSeed));
const scratch = mkdtempSync(join(tmpdir(), "reader-desk-prove-"));
// also where there is nothing to prove
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const say = (line: string): void =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${line}`);

const SIMULATION = "simulated desks";
const PLANTED = `planted bugs found within ${seeds} seeds`;

/** First seed, its part of the days, and whether people erase; those who do take longer. */
const PARTS: readonly (readonly [first: number, share: number, erases: boolean])[] = [
  [firstSeed, 0.35, false],
  [firstSeed + 1_000_000, 0.35, false],
  [firstSeed + 2_000_000, 0.3, true],
];
const firstHunted = firstSeed + 3_000_000;
const parts: SimulatedPart[] = [];
const hunted = new Map<string, Hunted>();
/** Seeds that fail without a planted bug. */
const failing = new Set<number>();
const rows: ProofRow[] = [];

const work: (() => Promise<void>)[] = [];
if (isWanted(SIMULATION))
  for (const [first, share, erases] of PARTS) work.push(() => simulatePart(first, Math.ceil(days * share), erases));
if (isWanted(PLANTED)) {
  for (const bug of PLANTED_BUGS) {
    work.push(async () => {
      const result = await huntBug(bug);
      hunted.set(bug.name, result);
      say(
        `planted bug ${bug.name}: ${result.found === null ? `not found in ${result.runs} seeds` : `seed ${result.found.seed}, check ${result.found.check}`}`,
      );
    });
  }
}
for (const suite of PROOF_SUITES) if (isWanted(suite.claim)) work.push(() => prove(suite));
// the results of the last proof stay
if (work.length === 0) {
  console.error(`No claim has “${values.only}” in it.`);
  process.exit(2);
}

await Promise.all(Array.from({ length: Math.max(1, Math.min(2, cpus().length)) }, lane));
const table = [
  ...(isWanted(SIMULATION) ? simulationRows(parts) : []),
  ...(isWanted(PLANTED) ? [plantedRow()] : []),
  ...rows,
];
report(table);

/** A seed that fails without the bug has not shown it: the search goes on behind it. */
async function huntBug(bug: PlantedBug): Promise<Hunted> {
  for (let first = firstHunted; ; ) {
    const result = await hunt(bug, `${first}..${firstHunted + seeds - 1}`, join(scratch, bug.name));
    if (result.found === null) return result;
    const { seed } = result.found;
    if ((await hunt(null, String(seed), join(scratch, `${bug.name}-without`))).found === null) return result;
    failing.add(seed);
    first = seed + 1;
  }
}

async function lane(): Promise<void> {
  for (let next = work.shift(); next !== undefined; next = work.shift()) await next();
}

async function simulatePart(first: number, deviceDays: number, erases: boolean): Promise<void> {
  const path = join(scratch, `simulation-${first}.json`);
  const { output } = await run([
    bin("tsx"),
    "build/scripts/simulate.ts",
    "--days",
    String(deviceDays),
    ...(erases ? ["--erase"] : []),
    "--seed",
    String(first),
    "--keep-going",
    "--lines",
    "0",
    "--report",
    path,
  ]);
  const counts = JSON.parse(readFileSync(path, "utf8")) as SimulateCounts; // our own script has written it
  parts.push({ firstSeed: first, erases, counts });
  say(`simulation from seed ${first}: ${output.trimEnd().split("\n").at(-1)}`);
  if (counts.failed.length > 0) console.log(output);
}

/** A seed shows a planted bug only where it shows nothing without it. */
function plantedRow(): ProofRow {
  const found = [...hunted].flatMap(([name, { found: one }]) => (one === null ? [] : [{ name, ...one }]));
  const missed = PLANTED_BUGS.filter(({ name }) => !found.some((one) => one.name === name)).map(({ name }) => name);
  const most = Math.max(0, ...found.map(({ seed }) => seed - firstHunted + 1));
  const result = `${found.length} of ${PLANTED_BUGS.length}, at most ${most} seeds for one${missed.length > 0 ? `; not found: ${missed.join(", ")}` : ""}${failing.size === 0 ? "" : `; passed over, since they fail without any: ${[...failing].join(", ")}`}`;
  return {
    claim: PLANTED,
    run: `${PLANTED_BUGS.length} patches, seeds from ${firstHunted}`,
    result,
    holds: missed.length === 0,
  };
}

async function prove({ claim, run: what, config, files, named, script }: ProofSuite): Promise<void> {
  const begun = performance.now();
  const path = join(scratch, `suite-${rows.length}-${begun}.json`);
  const command =
    script !== undefined
      ? [bin("tsx"), script]
      : [
          bin("vitest"),
          "run",
          "--config",
          `build/vitest.${config}.ts`,
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${path}`,
          ...(named === undefined ? [] : ["-t", named]),
          ...files,
        ];
  const { code, output } = await run(command, { READER_DESK_PROVE: "1" });
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const counted = script !== undefined ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 } : countTests(path);
  const holds = code === 0 && counted.failed === 0 && counted.passed > 0;
  rows.push({
    claim,
    run: what,
    result:
      script !== undefined
        ? `${holds ? "passed" : "failed"} in ${seconds} s`
        : `${counted.passed} tests passed, ${counted.failed} failed, in ${seconds} s`,
    holds,
  });
  say(`${holds ? "✓" : "✗"} ${claim} (${seconds} s)`);
  if (!holds) console.log(output);
}

function countTests(path: string): { readonly passed: number; readonly failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(path, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
    }; // Vitest's own report
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function report(table: readonly ProofRow[]): void {
  const seconds = (performance.now() - startedAt) / 1000;
  const lines = [
    "| claim | run | result |",
    "| --- | --- | --- |",
    ...table.map(
      ({ claim, run: what, result, holds }) => `| ${claim} | ${what} | ${holds ? "" : "**fails:** "}${result} |`,
    ),
  ];
  const text = `First seed ${firstSeed}.\n\n${lines.join("\n")}\n\n${INTERVALS}\n`;
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, "prove.md"), text);
  const isWhole = values.only === "" && days >= 10_000 && seeds >= 500;
  if (isWhole)
    keepResult(join(ROOT, "tests/simulation/RESULTS.md"), "The last whole proof", `${dayOf(new Date())}. ${text}`);
  const broken = table.filter(({ holds }) => !holds).length;
  console.log(
    `\n${text}\n${table.length - broken} of ${table.length} claims hold, ${(seconds / 60).toFixed(0)} minutes. Written to test-results/prove.md${isWhole ? " and tests/simulation/RESULTS.md" : ""}.`,
  );
  process.exitCode = broken === 0 && table.length > 0 ? 0 : 1;
}

function run(
  [command = "", ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      shell: process.platform === "win32",
      env: { ...ENVIRONMENT, FORCE_COLOR: "0", ...env },
    });
    let output = "";
    const hear = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
