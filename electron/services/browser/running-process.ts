/** Whether the process that wrote down its number still runs, or another one has got the number since. */
import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import { errorCode } from "../file-system.ts";

/** Linux counts a process's start in hundredths of a second since boot. */
const TICKS_PER_SECOND = 100;
const SLACK_MS = 5_000;

/** Epoch milliseconds. */
export const bootedAt = (nowMs: number): number => nowMs - uptime() * 1000;

/** @param notedAt epoch milliseconds at which the process noted its own number */
export function isRunning(pid: number, notedAt: number, nowMs: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== "EPERM") return false;
  }
  const started = startOf(pid, nowMs);
  return started === null || started <= notedAt + SLACK_MS;
}

/** Epoch milliseconds, where the system tells. */
function startOf(pid: number, nowMs: number): number | null {
  if (process.platform !== "linux") return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the name in parentheses may hold spaces; the start is the 22nd field, the 20th behind it
    const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
    return Number.isFinite(ticks) ? bootedAt(nowMs) + (ticks / TICKS_PER_SECOND) * 1000 : null;
  } catch {
    return null;
  }
}
