/**
 * `npm run refresh [-- --data DIR]`: has the desk of a data folder take over the lists of its library system now. Ends
 * with 0 when an open desk has taken it up, 1 when that waits until it is open, 2 when there is nothing to take it up.
 */
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openDeviceSettings } from "../../electron/services/device-settings-file.ts";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { isAskedFor, leaveAsked } from "../../electron/services/refresh/refresh-asked.ts";
import { parseStartOptions } from "../../electron/start-options.ts";

const USAGE = `npm run refresh [-- --data DIR]    the lists that are named in the desk are looked at and taken over

  --data DIR   folder of the desk, as at its start
  --demo       that of the sample readers

Ends with 0 when an open desk has taken it up, 1 when it waits until the desk is open, 2 when it cannot.`;

/** An open desk looks every five seconds. */
const TAKEN_WITHIN_MS = 15_000;
const LOOK_MS = 250;

process.exitCode = await main();

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
  for (let waited = 0; waited < TAKEN_WITHIN_MS; waited += LOOK_MS) {
    await wait(LOOK_MS);
    if (!(await isAskedFor(nodeFileSystem, dataFolder))) {
      console.log("The open desk has taken it up. What comes of it is said in its window.");
      return 0;
    }
  }
  console.log("No desk is open with this data folder, or it is busy. It is done as soon as its window is open.");
  return 1;
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 2;
}
