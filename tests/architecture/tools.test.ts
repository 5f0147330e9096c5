/**
 * The compiler's fence and the lint rules hold only while they are switched on: each tool runs once, with the
 * house's own configuration, over files that break it.
 */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PLANTED = fileURLToPath(new URL("fixtures/tools", import.meta.url));
const CONFIGURED = [
  "build/tsconfig.base.json",
  "build/biome.json",
  "build/oxlint.json",
  "shared/tsconfig.json",
  "renderer/worker/tsconfig.json",
  "electron/tsconfig.json",
];
const BIN = join(ROOT, "node_modules", ".bin");

let folder: string;
let house: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reader-desk-planted-"));
  house = join(folder, "house");
  // as text, so that no tool finds them where they lie
  for (const name of readdirSync(PLANTED, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".txt")) cpSync(join(PLANTED, name), join(house, name.slice(0, -4)));
  for (const path of CONFIGURED) cpSync(join(ROOT, path), join(house, path));
  // not the folder itself: the compiler keeps what it knows of a project in there
  mkdirSync(join(house, "node_modules"));
  symlinkSync(join(ROOT, "node_modules", "@types"), join(house, "node_modules", "@types"), "junction");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a tool over the planted files. @returns what it says, each match once and in order */
function said(tool: string, args: readonly string[], pattern: RegExp): Promise<readonly string[]> {
  const isWindows = process.platform === "win32";
  // oxlint looks for its type checker beside itself or on the path
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ""}` };
  return new Promise((resolve) => {
    execFile(
      join(BIN, isWindows ? `${tool}.cmd` : tool),
      [...args],
      { cwd: house, env, shell: isWindows },
      (_failed, stdout, stderr) => {
        const found = [...`${stdout}\n${stderr}`.matchAll(pattern)].map(([, ...parts]) =>
          parts.filter((part) => part !== undefined).join(" "),
        );
        resolve([...new Set(found)].toSorted());
      },
    );
  });
}

test("the compiler knows no page in shared, in the worker and in the host, and no machine in shared", async () => {
  expect(
    await said(
      "tsc",
      ["-b", "shared", "renderer/worker", "electron", "--pretty", "false"],
      /^(\S+?)\(\d+,\d+\): error TS\d+: Cannot find name '(\w+)'/gm,
    ),
  ).toEqual([
    "electron/touches-page.ts document",
    "renderer/worker/touches-page.ts document",
    "shared/kernel/touches-machine.ts console",
    "shared/kernel/touches-machine.ts fetch",
    "shared/kernel/touches-machine.ts process",
    "shared/kernel/touches-machine.ts window",
  ]);
});

test("Biome refuses what the house refuses", async () => {
  const args = [
    "lint",
    "--config-path",
    "build/biome.json",
    "--vcs-enabled=false",
    "--reporter=github",
    "--max-diagnostics=100",
    "shared",
    "renderer",
  ];
  expect(await said("biome", args, /title=lint\/\w+\/(\w+),file=.*?([^/,]+),/g)).toEqual([
    "noBarrelFile barrel.ts",
    "noConsole touches-machine.ts",
    "noConsole untidy.tsx",
    "noDefaultExport untidy.tsx",
    "noExplicitAny untidy.tsx",
    "noJsxLiterals untidy.tsx",
    "noNonNullAssertion untidy.tsx",
    "noReExportAll barrel.ts",
    "noSkippedTests Untidy-Name.ts",
    "useFilenamingConvention Untidy-Name.ts",
    "useImportType untidy.tsx",
  ]);
});

test("oxlint refuses what the house refuses", async () => {
  const args = ["--type-aware", "-c", "build/oxlint.json", "--format", "unix", "shared", "tests"];
  expect(await said("oxlint", args, /([^/:\s]+):\d+:\d+: (?:'([\w.]+)' )?.*\[Error\/\w+\(([\w-]+)\)\]/g)).toEqual([
    "careless.ts Date.now no-restricted-properties",
    "careless.ts Math.random no-restricted-properties",
    "careless.ts await-thenable",
    "careless.ts no-floating-promises",
    "careless.ts no-misused-promises",
    "careless.ts switch-exhaustiveness-check",
    "mocks.ts vi.mock no-restricted-properties",
  ]);
});
