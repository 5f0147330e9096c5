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
    if (command?.split("\0").includes(`--user-data-dir=${profile}`) && !command.includes("--type=")) return Number(name);
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
    ownKB += Number(/^Pss_Anon:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) + Number(/^Pss_Shmem:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    rssKB += Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return { pssMB: pssKB / 1024, rssMB: rssKB / 1024, ownMB: ownKB / 1024 };
}

/** The name in the second field may hold spaces and brackets; the parent is the second field behind it. */
function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
