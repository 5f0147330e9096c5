/**
 * `npm run refresh [-- --data DIR]`: has the desk of a data folder take over the lists of its library system now: the
 * open window where there is one, else a hidden one that is opened for it and closed again. What it ends with stands
 * in `USAGE`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { CameOfList } from "#shared/host/refresh-calls.ts";
import { refreshHidden } from "../../electron/refresh-host.ts";
import { openDeviceSettings } from "../../electron/services/device-settings-file.ts";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { isAskedFor, leaveAsked, takeAsked } from "../../electron/services/refresh/refresh-asked.ts";
import { parseStartOptions } from "../../electron/start-options.ts";

const USAGE = `npm run refresh [-- --data DIR]    the lists that are named in the desk are looked at and taken over

  --data DIR   folder of the desk, as at its start
  --port N     port of its browser window, as at its start
  --demo       that of the sample readers

An open desk does it in its window. Where none is open, it is done in a hidden window of an installed browser.

Ends with 0 when it is done, or an open desk has taken it up, 1 when it waits until the desk is open, 2 when it cannot,
3 when a list has something to ask, which the desk does when it is opened.`;

/** An open desk looks every five seconds. */
const TAKEN_WITHIN_MS = 15_000;
const LOOK_MS = 250;

const WORDS: Readonly<Record<CameOfList["came"], string>> = {
  done: "taken over",
  "nothing-new": "nothing new",
  asks: "somebody has to look at it first",
  failed: "could not be taken",
};

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const ended = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal)));
process.exitCode = await main();
// no browser or connection that is still closing keeps a timer's task waiting
process.exit();

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  if (argv.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  const place = { platform: process.platform, env: process.env, home: homedir(), folder: process.cwd() };
  const parsed = parseStartOptions(argv, place);
  if (!parsed.ok) return refuse(parsed.error);
  const { dataFolder } = parsed.value;
  const isThere = await stat(join(dataFolder, "installation.json")).then(
    () => true,
    () => false,
  );
  if (!isThere) return refuse(`There is no desk in ${dataFolder}.`);
  const settings = await openDeviceSettings(nodeFileSystem, dataFolder);
  if (!settings.ok) return refuse(`The settings of the desk in ${dataFolder} cannot be read.`);
  if (Object.keys(settings.value.get().refreshPaths ?? {}).length === 0)
    return refuse("No list of the library system is named in this desk: Settings, Refresh from the library system.");
  await leaveAsked(nodeFileSystem, dataFolder);
  const run = await refreshHidden(parsed.value, { version: versionHere(), root: builtPage, ending: ended });
  switch (run.tag) {
    case "held":
      return await waitForDesk(dataFolder, "The data folder is in use, and its window is not open, or is busy.");
    case "no-window":
      return await waitForDesk(dataFolder, run.sentence);
    case "cannot":
      return waits(run.sentence);
    case "done":
      return await say(run.came, dataFolder);
  }
}

/** @param otherwise what is said where none takes it up */
async function waitForDesk(dataFolder: string, otherwise: string): Promise<number> {
  for (let waited = 0; waited < TAKEN_WITHIN_MS; waited += LOOK_MS) {
    await wait(LOOK_MS);
    if (!(await isAskedFor(nodeFileSystem, dataFolder))) {
      console.log("The open desk has taken it up. What comes of it is said in its window.");
      return 0;
    }
  }
  return waits(otherwise);
}

/** What somebody has to look at is asked for again, of the next window. */
async function say(came: readonly CameOfList[], dataFolder: string): Promise<number> {
  for (const one of came) console.log(`${one.list}: ${WORDS[one.came]}`);
  if (came.some((one) => one.came === "asks")) {
    console.log("The desk shows what there is to ask when it is opened.");
    return 3;
  }
  if (came.some((one) => one.came === "failed")) return waits("Not every list could be taken.");
  await takeAsked(nodeFileSystem, dataFolder);
  return 0;
}

function waits(reason: string): number {
  console.log(`${reason} It is done as soon as the desk's window is open.`);
  return 1;
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 2;
}

async function builtPage(): Promise<string | null> {
  const tsx = join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
  const building = spawn(process.execPath, [tsx, join(ROOT, "build", "scripts", "build.ts"), "--if-needed"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  const [code] = await once(building, "exit");
  return code === 0 ? join(ROOT, "dist", "renderer") : null;
}

function versionHere(): string {
  const { version }: { readonly version?: unknown } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return String(version);
}
