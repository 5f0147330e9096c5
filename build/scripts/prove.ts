/**
 * `npm run prove`: the proof of what `safety.md` promises, larger than `npm test` and at most an hour long. Two
 * lanes of work at a time; it ends with a table of claim, run and result, which test-results/prove.md keeps.
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
import { PROOF_SUITES, type ProofSuite } from "../proof-suites.ts";

interface Row {
  readonly claim: string;
  readonly run: string;
  readonly result: string;
  readonly holds: boolean;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RESULTS = join(ROOT, "test-results");
const bin = (name: string): string => join(ROOT, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

const { values } = parseArgs({
  options: { days: { type: "string", default: "10000" }, seeds: { type: "string", default: "500" }, only: { type: "string", default: "" }, help: { type: "boolean", default: false } },
});
if (values.help) {
  console.log(
    "npm run prove -- [--days N] [--seeds N] [--only WORD]\n\n  --days N     simulated device-days (10000)\n  --seeds N    seeds within which each planted bug must be found (500)\n  --only WORD  claims that have the word in them",
  );
  process.exit(0);
}
const [days, seeds] = [Number(values.days), Number(values.seeds)];
if (!(days > 0) || !(seeds > 0)) {
  console.error("--days and --seeds need a number above 0.");
  process.exit(2);
}
const isWanted = (claim: string): boolean => claim.toLowerCase().includes(values.only.toLowerCase());
const startedAt = performance.now();
const scratch = mkdtempSync(join(tmpdir(), "reader-desk-prove-"));
const say = (line: string): void => console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${line}`);

const SIMULATION = "simulated device-days, 2 to 8 desks, all faults: lost acknowledged writes 0, convergence 100 %";
const PLANTED = `planted bugs found within ${seeds} seeds`;

/** First seed, its part of the days, and more options. */
const PARTS: readonly (readonly [first: number, share: number, ...more: readonly string[]])[] = [
  [100, 0.4],
  [1_000_000, 0.4],
  [2_000_000, 0.2, "--erase"],
];
const parts: SimulateCounts[] = [];
const hunted = new Map<string, Hunted>();
/** Seeds that fail without a planted bug. */
const failing = new Set<number>();
const rows: Row[] = [];

const work: (() => Promise<void>)[] = [];
if (isWanted(SIMULATION)) for (const [first, share, ...more] of PARTS) work.push(() => simulatePart(first, Math.ceil(days * share), more));
if (isWanted(PLANTED)) {
  for (const bug of PLANTED_BUGS) {
    work.push(async () => {
      const result = await huntBug(bug);
      hunted.set(bug.name, result);
      say(`planted bug ${bug.name}: ${result.found === null ? `not found in ${result.runs} seeds` : `seed ${result.found.seed}, check ${result.found.check}`}`);
    });
  }
}
for (const suite of PROOF_SUITES) if (isWanted(suite.claim)) work.push(() => prove(suite));

await Promise.all(Array.from({ length: Math.max(1, Math.min(2, cpus().length)) }, lane));
const table = [...(isWanted(SIMULATION) ? simulationRows() : []), ...(isWanted(PLANTED) ? [plantedRow()] : []), ...rows];
rmSync(scratch, { recursive: true, force: true });
report(table);

/** A seed that fails without the bug has not shown it: the search goes on behind it. */
async function huntBug(bug: PlantedBug): Promise<Hunted> {
  for (let first = 1; ; ) {
    const result = await hunt(bug, `${first}..${seeds}`, join(scratch, bug.name));
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

async function simulatePart(first: number, deviceDays: number, more: readonly string[]): Promise<void> {
  const path = join(scratch, `simulation-${first}.json`);
  const { output } = await run([bin("tsx"), "build/scripts/simulate.ts", "--days", String(deviceDays), ...more, "--seed", String(first), "--keep-going", "--lines", "0", "--report", path]);
  parts.push(JSON.parse(readFileSync(path, "utf8")) as SimulateCounts); // our own script has written it
  say(`simulation from seed ${first}: ${output.trimEnd().split("\n").at(-1)}`);
  if (parts.at(-1)?.failed.length !== 0) console.log(output);
}

function simulationRows(): readonly Row[] {
  const sum = (of: (counts: SimulateCounts) => number): number => parts.reduce((total, counts) => total + of(counts), 0);
  const breaches = parts.flatMap((counts) => counts.breaches);
  const failed = parts.flatMap((counts) => counts.failed);
  const of = (...checks: readonly number[]): number => breaches.filter(({ check }) => checks.includes(check)).length;
  const unlooked = Array.from({ length: 14 }, (_, index) => index + 1).filter((check) => sum(({ looks }) => looks[check] ?? 0) === 0);
  return [
    {
      claim: SIMULATION,
      run: `${figure(sum(({ deviceDays }) => deviceDays))} device-days, ${figure(sum(({ runs }) => runs))} runs, ${figure(sum(({ commands }) => commands))} commands`,
      result: `lost ${of(2)}, divergent ${of(1, 8)}, all breaches ${breaches.length}${failed.length > 0 ? `, seeds ${failed.join(" ")}` : ""}${unlooked.length > 0 ? `; checks never looked at: ${unlooked.join(" ")}` : ""}`,
      holds: breaches.length === 0 && unlooked.length === 0,
    },
    { claim: "same seed, same trace", run: `${sum(({ repeated }) => repeated)} runs made twice`, result: `${of(0)} differ`, holds: of(0) === 0 && sum(({ repeated }) => repeated) > 0 },
    {
      claim: "simulated fault points survived",
      run: `${figure(sum(({ faults }) => faults))} calls that failed, lied, hung or ended the process`,
      result: `${failed.length} runs broken`,
      holds: failed.length === 0,
    },
  ];
}

/** A seed shows a planted bug only where it shows nothing without it. */
function plantedRow(): Row {
  const found = [...hunted].flatMap(([name, { found: one }]) => (one === null ? [] : [{ name, ...one }]));
  const missed = PLANTED_BUGS.filter(({ name }) => !found.some((one) => one.name === name)).map(({ name }) => name);
  const last = Math.max(0, ...found.map(({ seed }) => seed));
  const result = `${found.length} of ${PLANTED_BUGS.length}, the last by seed ${last}${missed.length > 0 ? `; not found: ${missed.join(", ")}` : ""}${failing.size === 0 ? "" : `; passed over, since they fail without any: ${[...failing].join(", ")}`}`;
  return { claim: PLANTED, run: `${PLANTED_BUGS.length} patches, seeds from 1`, result, holds: missed.length === 0 };
}

async function prove({ claim, run: what, config, files, script }: ProofSuite): Promise<void> {
  const begun = performance.now();
  const path = join(scratch, `suite-${rows.length}-${begun}.json`);
  const command =
    script !== undefined ? [bin("tsx"), script] : [bin("vitest"), "run", "--config", `build/vitest.${config}.ts`, "--reporter=default", "--reporter=json", `--outputFile.json=${path}`, ...files];
  const { code, output } = await run(command, { READER_DESK_PROVE: "1" });
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const counted = script !== undefined ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 } : countTests(path);
  const holds = code === 0 && counted.failed === 0 && counted.passed > 0;
  rows.push({ claim, run: what, result: script !== undefined ? `${holds ? "passed" : "failed"} in ${seconds} s` : `${counted.passed} tests passed, ${counted.failed} failed, in ${seconds} s`, holds });
  say(`${holds ? "✓" : "✗"} ${claim} (${seconds} s)`);
  if (!holds) console.log(output);
}

function countTests(path: string): { readonly passed: number; readonly failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(path, "utf8")) as { numPassedTests: number; numFailedTests: number }; // Vitest's own report
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function report(table: readonly Row[]): void {
  const seconds = (performance.now() - startedAt) / 1000;
  const lines = ["| claim | run | result |", "| --- | --- | --- |", ...table.map(({ claim, run: what, result, holds }) => `| ${claim} | ${what} | ${holds ? "" : "**fails:** "}${result} |`)];
  const text = `${lines.join("\n")}\n`;
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, "prove.md"), text);
  const broken = table.filter(({ holds }) => !holds).length;
  console.log(`\n${text}\n${table.length - broken} of ${table.length} claims hold, ${(seconds / 60).toFixed(0)} minutes. Written to test-results/prove.md.`);
  process.exitCode = broken === 0 && table.length > 0 ? 0 : 1;
}

function figure(count: number): string {
  return count.toLocaleString("en");
}

function run([command = "", ...args]: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, shell: process.platform === "win32", env: { ...process.env, FORCE_COLOR: "0", ...env } });
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
