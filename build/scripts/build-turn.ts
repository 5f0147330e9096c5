/** Lets one build run at a time: two desks that are started together must not write one dist folder. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const LOOK_EVERY_MS = 200;

/** @returns what ends the turn; a file of a process that is gone counts for nothing */
export async function waitForTurn(path: string): Promise<() => void> {
  mkdirSync(dirname(path), { recursive: true });
  while (!tryTake(path)) {
    if (!isRunning(holderOf(path))) rmSync(path, { force: true });
    else await wait(LOOK_EVERY_MS);
  }
  return () => rmSync(path, { force: true });
}

function tryTake(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/** 0 where the file is gone meanwhile, or is just being written. */
function holderOf(path: string): number {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return 0;
  }
}

function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
