/**
 * `npm start`: builds if anything has changed, then starts Reader Desk in Electron, or in a browser window
 * where the Electron runtime is not there or not wanted. Plain JavaScript: it must say what is wrong even
 * where nothing is installed.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const argv = process.argv.slice(2);

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));

/**
 * @param {string} sentence
 * @param {number} [code]
 */
const fail = (sentence, code = 1) => {
  console.error(sentence);
  process.exit(code);
};

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<number>}
 */
const run = (command, args, options) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", ...options });
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });

if (argv.includes("--help")) {
  printHelp();
  process.exit(0);
}
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(
    `Reader Desk needs Node 20.19 or later; this is ${process.versions.node}. Install a newer Node, then start again.`,
  );
const tsx = join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
if (!existsSync(tsx)) fail("Reader Desk's parts are not installed yet. Run: npm ci");
if ((await run(process.execPath, [tsx, join("build", "scripts", "build.ts"), "--if-needed"], {})) !== 0)
  fail("Reader Desk could not be built; the reason stands above.");

const host = await import(pathToFileURL(join(ROOT, "dist", "electron", "browser-host.mjs")).href);
const fault = host.flagFault(argv);
if (fault !== null) fail(fault, 2);
const { electronProgram, fetchElectron, runElectron } = await import("./electron-runtime.mjs");
const electron = argv.includes("--browser") ? null : await findElectron();
process.exitCode = electron === null ? await startBrowserHost() : await runElectron(electron, [ROOT, ...argv]);
// a browser that was left open must not keep the terminal
process.exit();

async function startBrowserHost() {
  return await host.runBrowserHost(argv, {
    root: join(ROOT, "dist", "renderer"),
    version: readJson("package.json").version,
  });
}

/** The runtime's program, fetched once if it is missing; null with one line that says why. */
async function findElectron() {
  if (!existsSync(join(ROOT, "dist", "electron", "main.cjs"))) {
    console.log("Electron's part is not built here, so Reader Desk opens in a browser window.");
    return null;
  }
  const folder = join(ROOT, "node_modules", "electron");
  const reason = electronProgram(folder) === null ? await fetchElectron(folder) : null;
  if (reason !== null) console.log(`${reason} Reader Desk opens in a browser window instead.`);
  return electronProgram(folder);
}

function printHelp() {
  /** @type {Record<string, { value?: string, help: string }>} */
  const flags = readJson("electron/start-flags.json");
  console.log("npm start -- [flags]\n");
  for (const [name, { value, help }] of Object.entries(flags))
    console.log(`  --${value === undefined ? name : `${name} ${value}`}`.padEnd(18), help);
}
