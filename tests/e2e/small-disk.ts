/** Disks that fail: one of a few megabytes that can be filled, and a folder that can only be read. */
import { execFileSync } from "node:child_process";
import { chmod, readdir, rm, statfs, writeFile } from "node:fs/promises";
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

/** For everyone, an administrator too. Answers the way back; null where this process cannot take writing away. */
export async function makeReadOnly(folder: string): Promise<(() => Promise<void>) | null> {
  if (process.getuid?.() !== 0) {
    const folders = [
      folder,
      ...(await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name)),
    ];
    const allow = async (mode: number): Promise<void> => {
      for (const path of folders) await chmod(path, mode);
    };
    await allow(0o500);
    return () => allow(0o700);
  }
  try {
    execFileSync(MOUNT, ["--bind", folder, folder], { stdio: "ignore" });
    execFileSync(MOUNT, ["-o", "remount,bind,ro", folder], { stdio: "ignore" });
  } catch {
    return null;
  }
  return async () => {
    execFileSync(UNMOUNT, ["-l", folder]);
  };
}
