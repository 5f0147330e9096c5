/**
 * `npm test`: everything that must hold; two stages go at a time, so that one uses what the other leaves while it waits
 * for disk, processes and browsers. A stage that fails prints what it said; the last line counts the tests of all
 * stages, each static check as one. Where a browser shares a busy machine, the files that failed run once more when all
 * else is over, alone, and are named: what fails twice has failed. Words choose stages by the beginning of their names;
 * `--hour 23` runs them in the time zone in which it is that hour now, and READER_DESK_DRAW=N draws the cases that an
 * earlier run has drawn, as it has said.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { findTestBrowser } from "./find-browser.ts";

interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  /** Where Vitest writes its count; without it the stage counts as one test. */
  readonly report?: string;
  /** What of its own words is told although all is well: lines that begin so. */
  readonly tells?: string;
  /** Its tests wait for a browser: failed files get a second run, alone. */
  readonly again?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REPORTS = join(ROOT, "node_modules", ".cache", "reader-desk", "reports");
/** What a run tries of cases each as good as any other: the same in all its processes, and in a second run. */
const DRAWN = process.env.READER_DESK_DRAW || String(Math.floor(Math.random() * 1e6));
/** More failed files than this are no accident. */
const AGAIN_AT_MOST = 3;

const bin = (name: string): string =>
  join(ROOT, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

/** Two checks go side by side: one shared out among threads, each of which begins with the same types, takes half more. */
const types = (folder: string): Stage => ({
  name: `types of ${folder}`,
  command: [bin("tsc"), "-p", folder, "--checkers", "1"],
});
const vitest = (name: string, { again = false, ...rest }: Pick<Stage, "again" | "env" | "tells"> = {}): Stage => {
  const report = join(REPORTS, `${name}.json`);
  return {
    name,
    report,
    again,
    ...rest,
    command: [
      bin("vitest"),
      "run",
      "--config",
      `build/vitest.${name}.ts`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
  };
};

/** Rows one after the other; those of a row need nothing of each other. */
const STAGES: readonly (readonly Stage[])[] = [
  // the other types are checked against what it writes
  [{ name: "types of shared", command: [bin("tsc"), "-b"] }],
  [
    // beside the unit tests, which need none of them, the longest first
    vitest("unit"),
    types("tests"),
    {
      name: "oxlint",
      command: [bin("oxlint"), "--type-aware", "-c", "build/oxlint.json", "--deny-warnings"],
      env: { GOMAXPROCS: "1" },
    },
    {
      name: "biome",
      command: [bin("biome"), "check", "--config-path", "build/biome.json", "--error-on-warnings", "."],
    },
    { name: "knip", command: [bin("knip"), "--config", "build/knip.json"] },
    { name: "build", command: [bin("tsx"), "build/scripts/build.ts"] },
    ...["renderer", "electron", "renderer/worker", "build"].map(types),
  ],
  // desks on a scheduler of their own count no time; all of it side by side took longer than in rows, and its tests failed
  [vitest("component", { again: true }), vitest("simulation")],
  [
    vitest("e2e", {
      again: true,
      tells: "Fields that are counted:",
      // what walks have entered is compared after the second run too, with what the others did in the first
      env: { READER_DESK_FIELDS_ENTERED: join(REPORTS, "fields-entered") },
    }),
  ],
];
const SIDE_BY_SIDE = 2;

const suite = v.object({
  name: v.string(),
  status: v.string(),
  assertionResults: v.array(v.object({ status: v.string(), fullName: v.string() })),
});
const report = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  success: v.boolean(),
  testResults: v.array(suite),
});

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const { values: options, positionals: wanted } = parseArgs({
  options: { hour: { type: "string" } },
  allowPositionals: true,
});
const names = STAGES.flatMap((row) => row.map(({ name }) => name));
const unknown = wanted.filter((word) => !names.some((name) => name.startsWith(word)));
if (unknown.length > 0) {
  console.error(`No stage is called “${unknown.join("”, “")}”. There are: ${names.join(", ")}.`);
  process.exit(2);
}
const zone = options.hour === undefined ? undefined : zoneAtHour(Number(options.hour));
if (zone !== undefined) console.log(`Time zone ${zone}: it is ${options.hour} o'clock there`);
const browser = await findTestBrowser();
console.log(
  `Driver: Chromium (${browser.origin}), ${browser.executablePath}; Electron: ${electronIsThere() ? "its runtime is there" : "its runtime is not here, stand-in only"}`,
);

console.log(`To draw the same cases again: READER_DESK_DRAW=${DRAWN}`);

let passed = 0;
let failed = 0;
const add = (count: Count): void => {
  passed += count.passed;
  failed += count.failed;
};
const againAtEnd: (() => Promise<Count>)[] = [];
for (const row of STAGES) {
  const waiting = row.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
  const lane = async (): Promise<void> => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) {
      const count = await runStage(stage);
      if (count !== null) add(count);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
}
for (const run of againAtEnd) add(await run());
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @returns null where it is counted at the end, when its failed files have run once more */
async function runStage(stage: Stage): Promise<Count | null> {
  if (stage.report !== undefined && !hasTests(stage.name)) return { passed: 0, failed: 0 };
  const startedAt = performance.now();
  const { code, output } = await run(stage.command, stage.env);
  const first = counted(stage, code);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const left = leftOut(stage);
  const tell = (count: Count, said: string): Count => {
    console.log(
      `${count.failed === 0 ? "✓" : "✗"} ${stage.name} (${seconds} s)${stage.report === undefined ? "" : `: ${count.passed} passed, ${count.failed} failed`}`,
    );
    for (const title of left) console.log(`  left out: ${title}`);
    for (const line of toldLines(stage, said)) console.log(`  ${line}`);
    if (first.failed > 0) console.log(output);
    return count;
  };
  const files = first.failed > 0 && stage.again === true ? failedFiles(stage) : [];
  if (files.length === 0 || files.length > AGAIN_AT_MOST) return tell(first, output);
  console.log(`! ${stage.name} (${seconds} s): failed among the others: ${files.map(({ name }) => name).join(", ")}`);
  againAtEnd.push(async () => {
    const { count, said } = await runAgain(stage, first, files);
    return tell(count, said);
  });
  return null;
}

function toldLines({ tells }: Stage, said: string): readonly string[] {
  return tells === undefined ? [] : said.split("\n").filter((line) => line.startsWith(tells));
}

/** Tests whose data or driver is not here. */
function leftOut({ report: path }: Stage): readonly string[] {
  const results = readReport(path)?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  return results.flatMap(({ status, fullName }) => (status === "passed" || status === "failed" ? [] : [fullName]));
}

/**
 * A zone with a whole number of hours from UTC in which it is now this hour; its name bears the sign the other way
 * round.
 */
function zoneAtHour(hour: number): string {
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new Error("--hour takes 0 to 23");
  const ahead = (hour - new Date().getUTCHours() + 24) % 24;
  return ahead <= 14 ? `Etc/GMT-${ahead}` : `Etc/GMT+${24 - ahead}`;
}

interface FailedFile {
  readonly name: string;
  /** Of its tests. */
  readonly passed: number;
}

function failedFiles({ report: path }: Stage): readonly FailedFile[] {
  const suites = readReport(path)?.testResults.filter(({ status }) => status === "failed") ?? [];
  return suites.map(({ name, assertionResults }) => ({
    name: relative(ROOT, name),
    passed: assertionResults.filter(({ status }) => status === "passed").length,
  }));
}

/** The failed files once more, one at a time; only what the second run shows as passed is passed. */
async function runAgain(
  stage: Stage,
  first: Count,
  files: readonly FailedFile[],
): Promise<{ readonly count: Count; readonly said: string }> {
  const names = files.map(({ name }) => name);
  console.log(`! ${stage.name}: run once more, alone: ${names.join(", ")}`);
  const { code, output } = await run([...stage.command, "--maxWorkers=1", ...names], stage.env);
  const second = counted(stage, code);
  if (second.failed > 0) console.log(output);
  const before = files.reduce((sum, { passed: count }) => sum + count, 0);
  return { count: { passed: first.passed - before + second.passed, failed: second.failed }, said: output };
}

/** A stage that ended badly has at least one failure, whatever its report says. */
function counted({ report: path }: Stage, code: number): Count {
  if (path === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const parsed = readReport(path);
  if (parsed === null) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, success } = parsed;
  return { passed: numPassedTests, failed: code === 0 && success ? numFailedTests : Math.max(1, numFailedTests) };
}

function readReport(path = ""): v.InferOutput<typeof report> | null {
  const parsed = v.safeParse(
    v.pipe(v.string(), v.parseJson(), report),
    existsSync(path) ? readFileSync(path, "utf8") : "",
  );
  return parsed.success ? parsed.output : null;
}

function run(
  [command = "", ...args]: readonly string[],
  own: Stage["env"] = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      shell: process.platform === "win32",
      env: {
        ...process.env,
        ...own,
        FORCE_COLOR: "0",
        READER_DESK_DRAW: DRAWN,
        ...(zone !== undefined && { TZ: zone }),
      },
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

function hasTests(name: string): boolean {
  const folder = join(ROOT, "tests", name);
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((path) => /\.test\.tsx?$/.test(String(path)))
  );
}

function electronIsThere(): boolean {
  return existsSync(join(ROOT, "node_modules", "electron", "dist", "version"));
}
