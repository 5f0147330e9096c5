/** Programs that the stores suite needs beyond npm; installed where this is a Debian machine and we may. */
import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Package by the program that it brings. */
const PACKAGES = { smbd: "samba", smbnetfs: "smbnetfs", rclone: "rclone", fusermount3: "fuse3" } as const;
export type Program = keyof typeof PACKAGES;

const isThere = (program: string): boolean => {
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { env: withSbin(), stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** Servers live in folders that are on root's path only. */
export const withSbin = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${process.env.PATH ?? ""}:/usr/local/sbin:/usr/sbin:/sbin`,
});

/** @returns why one of them cannot be had, or null */
export async function getPrograms(programs: readonly Program[]): Promise<string | null> {
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length === 0) return null;
  const packages = missing.map((program) => PACKAGES[program]);
  if (!isThere("apt-get") || process.getuid?.() !== 0) return `not installed: ${packages.join(", ")}`;
  try {
    await run("apt-get", ["update"], { env: withSbin() }).catch(() => null); // an old list may do
    await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], {
      env: { ...withSbin(), DEBIAN_FRONTEND: "noninteractive" },
    });
    return null;
  } catch (error) {
    return `could not be installed: ${packages.join(", ")} (${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)})`;
  }
}
