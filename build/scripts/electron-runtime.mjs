/**
 * Finds Electron's runtime, which its package fetches only on demand, and fetches it in a child process:
 * the package itself is never loaded, as loading it blocks until the download ends.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
const GIVE_UP_MS = 10_000;
const LOOK_EVERY_MS = 500;

/**
 * Runs the program to its end. Ctrl+C reaches it by itself, as it shares the terminal; what is sent to this process
 * alone is passed on.
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runElectron(program, args) {
  const child = spawn(program, args, { stdio: "inherit" });
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * @param {string} folder of the package
 * @returns {string | null}
 */
export function electronProgram(folder) {
  const path = join(
    folder,
    "dist",
    (process.platform === "darwin" || process.platform === "win32" ? PROGRAM[process.platform] : undefined) ??
      "electron",
  );
  return existsSync(path) ? path : null;
}

/**
 * Fetches the runtime, once: a try that failed is not repeated at every start.
 * @param {string} folder of the package
 * @returns {Promise<string | null>} why it is not there, or null when it is
 */
export async function fetchElectron(folder) {
  const again = "To try again: npx install-electron.";
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const marker = join(folder, "..", ".cache", "reader-desk", `electron-${version}-not-fetched`);
  if (existsSync(marker)) return `The Electron runtime is not installed. ${again}`;
  console.log("Fetching the Electron runtime, once…");
  // a temporary folder of its own: growth there is the only progress that the package shows
  const downloads = join(tmpdir(), `reader-desk-electron-${process.pid}`);
  mkdirSync(downloads, { recursive: true });
  const child = spawn(process.execPath, [join(folder, "install.js")], {
    stdio: "ignore",
    env: { ...process.env, TMPDIR: downloads, TEMP: downloads, TMP: downloads },
  });
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve(1));
  });
  let seenBytes = 0;
  let grewAt = performance.now();
  const look = setInterval(() => {
    const bytes = bytesBelow(downloads) + bytesBelow(join(folder, "dist"));
    if (bytes > seenBytes) {
      seenBytes = bytes;
      grewAt = performance.now();
      process.stdout.write(`\r${(bytes / 1e6).toFixed(0)} MB`);
    } else if (performance.now() - grewAt > GIVE_UP_MS) child.kill();
  }, LOOK_EVERY_MS);
  await ended;
  clearInterval(look);
  if (seenBytes > 0) process.stdout.write("\n");
  if (electronProgram(folder) !== null) return null;
  mkdirSync(join(marker, ".."), { recursive: true });
  writeFileSync(marker, "");
  return `The Electron runtime could not be fetched. ${again}`;
}

/**
 * @param {string} folder
 * @returns {number}
 */
function bytesBelow(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce(
      (sum, entry) =>
        sum + (entry.isDirectory() ? bytesBelow(join(folder, entry.name)) : statSync(join(folder, entry.name)).size),
      0,
    );
  } catch {
    return 0;
  }
}
