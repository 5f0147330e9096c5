/** Which seeds a proof runs, and that whoever has read its first line can run the same ones again. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { HALVED } from "../../../build/halved-files.ts";
import { leftOut } from "../../../build/left-out.ts";
import { firstSeedOf } from "../../../build/proof-seeds.ts";
import { ONLY_PROVED, PROOF_SUITES } from "../../../build/proof-suites.ts";
import { REGRESSIONS } from "../../simulation/regressions.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const NONE = "a claim that nobody makes";
const RESULTS = `${ROOT}/test-results/prove.md`;

/** The script itself, with nothing to prove. */
async function firstLine(...args: readonly string[]): Promise<string> {
  const run = promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "build/scripts/prove.ts", "--only", NONE, ...args],
    { cwd: ROOT },
  );
  const { stdout, code } = await run.then(
    (ended) => ({ ...ended, code: 0 }),
    (failed: { readonly stdout: string; readonly code: number }) => failed,
  );
  expect(code).toBe(2);
  return stdout;
}

describe("the seeds of a proof", () => {
  test("are drawn anew each time, and apart from those that are named", () => {
    const drawn = Array.from({ length: 20 }, () => firstSeedOf(undefined) ?? 0);
    expect(new Set(drawn).size).toBeGreaterThan(15);
    const lastNamed = Math.max(...REGRESSIONS.map(({ seed }) => seed));
    for (const seed of drawn) {
      expect(seed).toBeGreaterThan(lastNamed);
      expect(seed + 4_000_000).toBeLessThan(2 ** 32);
      expect(seed % 100).toBe(0);
    }
  });

  test("are those of an earlier proof where its first seed is given", () => {
    expect(firstSeedOf("502761600")).toBe(502_761_600);
    expect(["0", "-1", "1.5", "one", ""].map(firstSeedOf)).toEqual([null, null, null, null, null]);
  });

  test("are said first of all, with what repeats them; where there is nothing to prove the last results stay", {
    timeout: 240_000,
  }, async () => {
    const before = existsSync(RESULTS) ? readFileSync(RESULTS, "utf8") : null;
    const said = await firstLine();
    const [, seed = ""] = said.match(/^First seed (\d+); to repeat: npm run prove -- --seed \1\n$/) ?? [];
    expect(seed).not.toBe("");
    expect(await firstLine()).not.toBe(said);
    expect(await firstLine("--seed", seed)).toBe(said);
    expect(existsSync(RESULTS) ? readFileSync(RESULTS, "utf8") : null).toBe(before);
  });
});

describe("the rows of a proof", () => {
  test("have the named regressions as one of their own, apart from the seeds that are drawn", () => {
    const rows = PROOF_SUITES.filter(({ claim }) => claim.startsWith("named regressions"));
    expect(rows).toMatchObject([
      {
        config: "simulation",
        run: expect.stringContaining(`${REGRESSIONS.length} seeds`),
        named: "a seed that once failed",
      },
    ]);
    const [file = ""] = rows[0]?.files ?? [];
    expect(readFileSync(`${ROOT}/${file}`, "utf8")).toMatch(
      new RegExp(`describe\\("${rows[0]?.named}", \\(\\) => \\{\\s+it\\.each\\(proofDraw\\(REGRESSIONS, `),
    );
  });

  test("run every test at its full size of which npm test runs a first slice", () => {
    const files = readdirSync(`${ROOT}/tests`, { recursive: true, encoding: "utf8" })
      .map((name) => `tests/${name.replaceAll("\\", "/")}`)
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, "utf8") }));
    // also by what a test imports: no name of a file stands twice
    const scales = new Set(["proof-scale.ts"]);
    const isScaled = ({ text }: { readonly text: string }): boolean =>
      [...text.matchAll(/ from "(?:\.[^"]*\/)([^"/]+)"/g)].some(([, name = ""]) => scales.has(name));
    for (let before = 0; before < scales.size; ) {
      before = scales.size;
      for (const file of files) if (isScaled(file)) scales.add(basename(file.path));
    }
    const scaled = files.filter((file) => /\.test\.tsx?$/.test(file.path) && isScaled(file)).map(({ path }) => path);
    const proved = PROOF_SUITES.flatMap(({ files }) => files);
    expect(scaled.length).toBeGreaterThan(30);
    expect(scaled.filter((path) => !proved.some((file) => path === file || path.startsWith(`${file}/`)))).toEqual([]);
  });

  test("have every file that npm test leaves out", () => {
    const proved = PROOF_SUITES.flatMap(({ files }) => files);
    expect([...ONLY_PROVED, ...HALVED.unit, ...HALVED.component].filter((file) => !proved.includes(file))).toEqual([]);
  });

  test.each(["unit", "component"] as const)("have both halves of %s, of which npm test draws one", (stage) => {
    const ofDraw = (draw: string): readonly string[] =>
      leftOut(stage, { prove: false, draw }).filter((file) => !ONLY_PROVED.includes(file));
    expect([...ofDraw("7"), ...ofDraw("8")].toSorted()).toEqual(HALVED[stage].toSorted());
    expect([leftOut(stage, { prove: true, draw: "7" }), leftOut(stage, { prove: false, draw: undefined })]).toEqual([
      [],
      [...ONLY_PROVED],
    ]);
  });

  test("name files that are there", () => {
    expect(
      PROOF_SUITES.flatMap(({ files, script }) => [...files, ...(script === undefined ? [] : [script])]).filter(
        (path) => !existsSync(`${ROOT}/${path}`),
      ),
    ).toEqual([]);
  });
});
