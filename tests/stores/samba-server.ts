/** A Samba server of its own on a loopback address of its own, with one open share; nothing outside its folder. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { withSbin } from "./debian-programs.ts";

export const SHARE = "desk";

export interface SambaServer {
  readonly address: string;
  /** The folder behind the share, as the server's own disk has it. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Clients in user space know one port only, so the address is what is free. */
export async function startSamba(home: string): Promise<SambaServer> {
  const address = `127.${randomInt(64, 250)}.${randomInt(0, 250)}.${randomInt(2, 250)}`;
  const folder = join(home, "share");
  const state = join(home, "state");
  await mkdir(folder, { recursive: true });
  await mkdir(state, { recursive: true });
  const config = join(home, "smb.conf");
  await writeFile(config, configText(address, folder, state));
  let server: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    server = spawn("smbd", ["--foreground", "--no-process-group", "-s", config], {
      env: withSbin(),
      stdio: "ignore",
      detached: true,
    });
    for (let tries = 0; !(await answers(address)); tries++) {
      if (tries === 100) throw new Error("the Samba server does not answer");
      await wait(100);
    }
  };
  const stop = async (): Promise<void> => {
    const { pid, exitCode } = server ?? {};
    server = null;
    if (pid === undefined || exitCode !== null) return;
    await promisify(execFile)("pkill", ["-9", "-P", String(pid)]).catch(() => null); // its children hold the connections
    process.kill(pid, "SIGKILL");
  };
  await start();
  return { address, folder, start, stop };
}

const configText = (address: string, folder: string, state: string): string => `[global]
server role = standalone server
bind interfaces only = yes
interfaces = ${address}/8
smb ports = 445
disable netbios = yes
load printers = no
map to guest = Bad User
guest account = root
private dir = ${state}
lock directory = ${state}
state directory = ${state}
cache directory = ${state}
pid directory = ${state}
ncalrpc dir = ${state}/ncalrpc
log file = ${state}/log
[${SHARE}]
path = ${folder}
read only = no
guest ok = yes
guest only = yes
`;

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(445, address);
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", end(true));
    socket.once("error", end(false));
  });
