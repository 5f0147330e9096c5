/**
 * Starts the built main script, or any other, against the stand-in: the script is evaluated with its own
 * `require` and `process`, so a test has as many programs as it likes, each with its own arguments,
 * platform and folder. Built once per test file, in memory.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { build } from "vite";
import { type ElectronScript, electronConfig } from "../../build/vite.electron.ts";
import { createElectronStandIn, type ElectronStandIn, type StandInOptions } from "./electron-stand-in.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const nodeRequire = createRequire(import.meta.url);
const built = new Map<ElectronScript, Promise<string>>();

export function bundle(script: ElectronScript): Promise<string> {
  const known = built.get(script) ?? buildInMemory(script);
  built.set(script, known);
  return known;
}

async function buildInMemory(script: ElectronScript): Promise<string> {
  const result = await build(electronConfig(script, false));
  const outputs = Array.isArray(result)
    ? result.flatMap(({ output }) => output)
    : "output" in result
      ? result.output
      : [];
  const [chunk, ...more] = outputs;
  if (chunk?.type !== "chunk" || more.length > 0) throw new Error(`${script} is not one file`);
  return chunk.code;
}

/** What a sandboxed preload, or a main script, asks for by `require`. */
export const requiredBy = (code: string): string[] =>
  [...new Set([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? ""))].sort();

export interface BootOptions extends StandInOptions {
  readonly argv?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

/** Evaluates `code` as Electron would load it from dist/electron. */
export function run(code: string, { argv = [], platform = "linux", ...options }: BootOptions): ElectronStandIn {
  const standIn = createElectronStandIn(options);
  const ownProcess: unknown = Object.create(process, {
    on: { value: heardUntilQuit(standIn) },
    argv: { value: ["electron", ...(options.packaged === true ? [] : ["."]), ...argv] },
    platform: { value: platform },
  });
  const ownRequire = (name: string): unknown => {
    if (name === "electron") return standIn.electron;
    return name === "node:process" || name === "process" ? ownProcess : nodeRequire(name);
  };
  const filename = join(root, "dist/electron/main.cjs");
  const module = { exports: {} };
  const evaluate: unknown = compileFunction(
    code,
    ["require", "module", "exports", "__filename", "__dirname", "process"],
    { filename },
  );
  if (typeof evaluate === "function")
    evaluate(ownRequire, module, module.exports, filename, dirname(filename), ownProcess);
  return standIn;
}

/** What a program hears of the process it hears no more once it has quit: another one may follow it here. */
function heardUntilQuit({ electron: { app } }: ElectronStandIn): NodeJS.EventEmitter["on"] {
  const node: NodeJS.EventEmitter = process;
  return (name, listener) => {
    const before = app.quit;
    app.quit = (...args) => {
      node.off(name, listener);
      before(...args);
    };
    return node.on(name, listener);
  };
}

export const boot = async (options: BootOptions): Promise<ElectronStandIn> => run(await bundle("main"), options);

/** Polls the stand-in until `look` finds something. */
export async function until<T>(look: () => T | null | undefined | false, timeoutMs = 5000): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
