/** A share mounted in user space, by two clients that have nothing in common: libsmbclient's and rclone's. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { withSbin } from "./debian-programs.ts";
import { type SambaServer, SHARE } from "./samba-server.ts";

export interface Mount {
  readonly folder: string;
  readonly unmount: () => Promise<void>;
}

export async function mountWithSmbnetfs(server: SambaServer, home: string): Promise<Mount> {
  const point = join(home, "network");
  const settings = join(home, ".smb");
  await mkdir(point, { recursive: true });
  await mkdir(settings, { recursive: true });
  const config = join(settings, "smbnetfs.conf");
  await writeFile(join(settings, "smb.conf"), "[global]\nclient min protocol = SMB2\n");
  await writeFile(config, 'auth "guest" ""\nfree_space_size 1073741824\n', { mode: 0o600 });
  for (const name of ["smbnetfs.auth", "smbnetfs.host"]) await writeFile(join(settings, name), "", { mode: 0o600 });
  const client = spawn("smbnetfs", [point, "-f", "-o", `config=${config}`], {
    env: { ...withSbin(), HOME: home },
    stdio: "ignore",
  });
  return mounted(client, point, join(point, server.address, SHARE));
}

export async function mountWithRclone(server: SambaServer, home: string): Promise<Mount> {
  const point = join(home, "network");
  await mkdir(point, { recursive: true });
  const remote = `:smb,host=${server.address},user=guest:${SHARE}`;
  const args = [
    "mount",
    "--config",
    join(home, "rclone.conf"),
    remote,
    point,
    "--vfs-cache-mode",
    "off",
    "--dir-cache-time",
    "0s",
    "--retries",
    "1",
    "--contimeout",
    "5s",
    "--timeout",
    "10s",
  ];
  return mounted(spawn("rclone", args, { env: withSbin(), stdio: "ignore" }), point, point);
}

/** Mounted is a folder in which a file of the server's can be seen. */
async function mounted(client: ChildProcess, point: string, folder: string): Promise<Mount> {
  const unmount = async (): Promise<void> => {
    await promisify(execFile)("fusermount3", ["-u", "-z", point], { env: withSbin() }).catch(() => null); // gone with its client
    client.kill("SIGKILL");
  };
  for (let tries = 0; tries < 100; tries++) {
    if (client.exitCode !== null) throw new Error(`the client ended with ${client.exitCode}`);
    const names = await readdir(folder).catch((): string[] => []);
    if (names.includes(BEACON)) return { folder, unmount };
    await wait(100);
  }
  await unmount();
  throw new Error("the share was not mounted");
}

/** A foreign file on the share, which the store must not see. */
export const BEACON = "Thumbs.db";
