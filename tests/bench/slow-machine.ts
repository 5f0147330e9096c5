/**
 * The slow machine: a CPU quota over whole process trees, browser, worker and host together. DevTools'
 * throttling does not reach workers. A control group where one may be made, else `cpulimit`, else nothing,
 * and then it is said why.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { treeOf } from "./process-tree.ts";

export interface SlowMachine {
  readonly means: string;
  /** Takes a process with all its descendants in; what they start later belongs to it by itself. */
  take(root: number): Promise<void>;
  /** After all its processes have ended. */
  close(): Promise<void>;
}

/** Short, so that work is slowed down evenly instead of running fast and then standing still. */
const PERIOD_US = 10_000;
const NAME = `reader-desk-bench-${process.pid}`;

/**
 * @param cores how much of one core there is for everything together
 * @returns the machine, or a line that says why there is none
 */
export function makeSlowMachine(cores: number): SlowMachine | string {
  if (process.platform !== "linux") return `a CPU quota over a process tree is not known for ${process.platform}`;
  return (
    secondVersion(cores) ??
    firstVersion(cores) ??
    cpulimit(cores) ??
    "no control group may be made here, and cpulimit is not installed"
  );
}

function secondVersion(cores: number): SlowMachine | null {
  const root = "/sys/fs/cgroup";
  if (!existsSync(join(root, "cgroup.controllers"))) return null;
  return makeGroup(join(root, NAME), "cgroup v2", cores, (folder) =>
    writeFileSync(join(folder, "cpu.max"), `${cores * PERIOD_US} ${PERIOD_US}`),
  );
}

function firstVersion(cores: number): SlowMachine | null {
  return makeGroup(join("/sys/fs/cgroup/cpu", NAME), "cgroup v1", cores, (folder) => {
    writeFileSync(join(folder, "cpu.cfs_period_us"), String(PERIOD_US));
    writeFileSync(join(folder, "cpu.cfs_quota_us"), String(cores * PERIOD_US));
  });
}

function makeGroup(folder: string, kind: string, cores: number, limit: (folder: string) => void): SlowMachine | null {
  try {
    mkdirSync(folder);
  } catch {
    return null;
  }
  try {
    limit(folder);
  } catch {
    rmdirSync(folder);
    return null;
  }
  return {
    means: `${kind}, ${cores} of one core for browser, worker and host together`,
    take: async (root) => {
      // a process that was started while the others were moved is found at the second look
      for (let look = 0; look < 3; look++) for (const pid of treeOf(root)) moveInto(folder, pid);
    },
    close: async () => {
      for (let look = 0; look < 50; look++) {
        try {
          return rmdirSync(folder);
        } catch {
          await wait(100);
        }
      }
    },
  };
}

function moveInto(folder: string, pid: number): void {
  try {
    writeFileSync(join(folder, "cgroup.procs"), String(pid));
  } catch {
    // ended meanwhile
  }
}

function cpulimit(cores: number): SlowMachine | null {
  try {
    execFileSync("cpulimit", ["--help"], { stdio: "ignore" });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  }
  const limiters: ChildProcess[] = [];
  return {
    means: `cpulimit, ${cores} of one core for each of browser and host`,
    take: async (root) => {
      limiters.push(spawn("cpulimit", ["-l", String(cores * 100), "-i", "-p", String(root)], { stdio: "ignore" }));
    },
    close: async () => {
      for (const limiter of limiters) limiter.kill();
    },
  };
}
