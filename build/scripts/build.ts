/**
 * Builds the page, the browser window's host and Electron's scripts into dist/. With `--if-needed` only
 * what has changed: a hash of everything that goes in is kept beside the result.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { waitForTurn } from "./build-turn.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "dist", "sources.sha256");

/** Everything that can change the result. */
const INPUTS = ["shared", "electron", "renderer", "build", "package.json", "package-lock.json"];

const endTurn = await waitForTurn(join(ROOT, "node_modules", ".cache", "reader-desk", "building"));
try {
  const hash = sourcesHash();
  const isFresh = process.argv.includes("--if-needed") && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash;
  if (!isFresh) await buildAll(hash);
} finally {
  endTurn();
}

async function buildAll(hash: string): Promise<void> {
  const startedAt = performance.now();
  console.log("Building Reader Desk…");
  // gone first: a build that fails half-way must not pass for a whole one
  rmSync(STAMP, { force: true });
  // a build that tests ask for is the one that people get
  Object.assign(process.env, { NODE_ENV: "production" });
  // loaded only here: a start that has nothing to build must not wait for the bundler
  const [{ build }, { hostConfig }, { buildElectron }] = await Promise.all([
    import("vite"),
    import("../vite.host.ts"),
    import("./build-electron.ts"),
  ]);
  await build({ configFile: join(ROOT, "build", "vite.renderer.ts"), logLevel: "warn" });
  await build(hostConfig);
  if (existsSync(join(ROOT, "electron", "main.ts"))) await buildElectron();
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  writeFileSync(STAMP, hash);
  console.log(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

function sourcesHash(): string {
  const all = createHash("sha256");
  for (const path of INPUTS.flatMap((input) => filesBelow(input)).sort()) {
    all.update(`${path}\0`).update(
      createHash("sha256")
        .update(readFileSync(join(ROOT, path)))
        .digest(),
    );
  }
  return all.digest("hex");
}

function filesBelow(path: string): string[] {
  const full = join(ROOT, path);
  const entries = existsSync(full) ? statEntries(full) : null;
  return entries === null ? [path] : entries.flatMap((name) => filesBelow(`${path}/${name}`));
}

function statEntries(full: string): string[] | null {
  try {
    return readdirSync(full);
  } catch {
    return null;
  }
}
