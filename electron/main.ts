/** Electron's entry: reads the command line and starts the shell on its data folder. */
import { homedir } from "node:os";
import { join } from "node:path";
import { openElectronHost } from "./electron-host.ts";
import { ownArguments } from "./own-arguments.ts";
import { fail, startShell } from "./shell.ts";
import { parseStartOptions } from "./start-options.ts";
import { finishLeaving } from "./trial-host.ts";

const argv = process.argv.slice(1);

function start(): void {
  const parsed = parseStartOptions(ownArguments(argv), {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    folder: process.cwd(),
  });
  if (!parsed.ok) {
    fail(parsed.error);
    return;
  }
  finishLeaving(parsed.value);
  startShell({
    argv,
    platform: process.platform,
    dataFolder: parsed.value.dataFolder,
    rendererFolder: join(__dirname, "../renderer"),
    preload: join(__dirname, "preload.cjs"),
    openHost: (keychain, choose, profile) => openElectronHost(parsed.value, keychain, choose, profile),
  });
}

try {
  start();
} catch (error) {
  fail(error);
}
