/**
 * A process and all its descendants, as Linux tells of them: who belongs to a browser, and what memory they
 * hold together. PSS shares a common page among its holders, RSS counts it for each of them.
 */
import { readdirSync, readFileSync } from "node:fs";

export interface TreeMemory {
  readonly pssMB: number;
  readonly rssMB: number;
  /** Of the first, what no file stands behind: neighbours that share pages of the same program change nothing of it. */
  readonly ownMB: number;
}

/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

export const canReadTrees = process.platform === "linux";

export function treeOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (let next = [root]; next.length > 0; next = next.flatMap((pid) => children.get(pid) ?? [])) found.push(...next);
  return found;
}

/** The browser's first process, found by the profile in its own flag. */
export function browserOf(profile: string): number | null {
  for (const name of readdirSync("/proc")) {
    const command = /^\d+$/.test(name) ? read(`/proc/${name}/cmdline`) : null;
    if (command?.split("\0").includes(`--user-data-dir=${profile}`) && !command.includes("--type="))
      return Number(name);
  }
  return null;
}

export function treeMemory(roots: readonly number[]): TreeMemory {
  let pssKB = 0;
  let rssKB = 0;
  let ownKB = 0;
  for (const pid of roots.flatMap(treeOf)) {
    // a process may end while we look
    const rollup = read(`/proc/${pid}/smaps_rollup`) ?? "";
    pssKB += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    ownKB +=
      Number(/^Pss_Anon:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) + Number(/^Pss_Shmem:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    rssKB += Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return { pssMB: pssKB / 1024, rssMB: rssKB / 1024, ownMB: ownKB / 1024 };
}

/**
 * Processor time, in milliseconds, that these processes and all their descendants have used so far; what has ended
 * counts with its parent.
 */
export function treeCpuMs(roots: readonly number[]): number {
  const ticks = roots.flatMap(treeOf).map((pid) => {
    const fields = fieldsOf(pid);
    // user and system, own and of children that ended: the 14th to 17th field, the third being the first behind the
    // name
    return fields === null ? 0 : fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  });
  return ticks.reduce((sum, own) => sum + own, 0) * TICK_MS;
}

function parentOf(pid: number): number | null {
  const fields = fieldsOf(pid);
  return fields === null ? null : Number(fields[1]);
}

/** Of a process's stat, from the third field on: the name in the second may hold spaces and brackets. */
function fieldsOf(pid: number): readonly string[] | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
