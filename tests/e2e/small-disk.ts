/** A disk of a few megabytes that can be filled: a file system in memory, where this process may mount one. */
import { execFileSync } from "node:child_process";
import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const [MOUNT, UNMOUNT] = ["mount", "umount"] as const;

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no block free. */
  fill(): Promise<void>;
  /** Gives back what `fill` took. */
  makeRoom(): Promise<void>;
}

/** Null where mounting is not allowed. */
export async function mountSmallDisk(): Promise<SmallDisk | null> {
  const folder = await temporaryFolder();
  try {
    execFileSync(MOUNT, ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync(UNMOUNT, ["-l", folder]);
  });
  const filler = join(folder, "filler");
  return {
    folder,
    fill: async () => {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(filler, Buffer.alloc(Number(bavail) * Number(bsize)));
    },
    makeRoom: () => rm(filler),
  };
}
