/** Our shell passes every rule; for every rule there is a shell that must fail it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { FuseV1Options } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wantedFuses } from "../../build/fuses.ts";
import { boot, bundle, run, until } from "../support/boot-shell.ts";
import { CHECKLIST, type Evidence, HOUSE_RULES } from "./checklist.ts";
import { BAD_SHELLS } from "./fixtures/bad-shells.ts";

const ALL = { ...CHECKLIST, ...HOUSE_RULES };
let folder = "";
let ours: Evidence;

/** Evaluates a preload and answers what it puts on the page. */
function exposedBy(code: string): Record<string, unknown> {
  const exposed: Record<string, unknown> = {};
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => Object.assign(exposed, { [name]: api }) },
    ipcRenderer: {},
  };
  const evaluate: unknown = compileFunction(code, ["require", "window"]);
  if (typeof evaluate === "function") evaluate(() => electron, { addEventListener: () => undefined });
  return exposed;
}

function sourcesOf(...folders: string[]): Map<string, string> {
  const files = folders.flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: "utf8" }).map((path) => join(top, path).replaceAll("\\", "/")),
  );
  return new Map(files.filter((path) => /\.tsx?$/.test(path)).map((path) => [path, readFileSync(path, "utf8")]));
}

const electronVersion = (): string => {
  const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));
  return String(Object(Object(manifest).devDependencies).electron);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "checklist-"));
  mkdirSync(join(folder, "ours"));
  const shell = await boot({ folder, argv: ["--data", join(folder, "ours")], packaged: true });
  await until(() => shell.windows[0]);
  // Electron makes this one by itself.
  void shell.electron.session.defaultSession;
  ours = {
    shell,
    exposed: exposedBy(await bundle("preload")),
    electronVersion: electronVersion(),
    sources: sourcesOf("electron", "renderer"),
    fuses: Object.fromEntries(
      Object.entries(wantedFuses()).map(([index, on]) => [FuseV1Options[Number(index)] ?? index, on]),
    ),
  };
});
afterAll(async () => {
  ours.shell.electron.app.emit("will-quit", { preventDefault: () => undefined });
  await until(() => ours.shell.of("app.quit").length > 0);
  rmSync(folder, { recursive: true });
});

describe("our shell", () => {
  test("is judged by all twenty items", () => {
    expect(Object.keys(CHECKLIST).map((name) => Number.parseInt(name, 10))).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test.each(Object.entries(ALL))("%s", async (_name, rule) => {
    expect(await rule(ours)).toEqual([]);
  });
});

describe("a shell that breaks a rule is found out", () => {
  test("for every rule there is one", () => {
    expect(Object.keys(BAD_SHELLS).sort()).toEqual(Object.keys(ALL).sort());
  });

  test.each(Object.entries(BAD_SHELLS))("%s", async (name, bad) => {
    const shell = bad.main === undefined ? ours.shell : run(bad.main, { folder, packaged: true });
    if (bad.main !== undefined) await until(() => shell.windows[0]);
    const evidence: Evidence = {
      ...ours,
      shell,
      ...(bad.preload === undefined ? {} : { exposed: exposedBy(bad.preload) }),
      ...(bad.electronVersion === undefined ? {} : { electronVersion: bad.electronVersion }),
      ...(bad.source === undefined ? {} : { sources: new Map([["renderer/planted.ts", bad.source]]) }),
      ...(bad.fuse === undefined ? {} : { fuses: { ...ours.fuses, ...bad.fuse } }),
    };
    expect(await ALL[name]?.(evidence)).not.toEqual([]);
  });
});
