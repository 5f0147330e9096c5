/** Three desks as real processes on one folder, killed at random moments: what was confirmed is everywhere in the end. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { bundleChild } from "../../../support/bundle-child.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const ENTRY = fileURLToPath(new URL("../../../support/desk-until-killed.ts", import.meta.url));
const KILLS = proofScale(25, 200);
const NAMES = ["found", "second", "third"] as const;

interface Running {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** The first line: what follows is work. */
  readonly opened: Promise<string>;
  readonly ended: Promise<NodeJS.Signals | null>;
  readonly errors: () => string;
}

const living = new Set<ChildProcess>();

function run(program: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  living.add(child);
  const lines: string[] = [];
  let rest = "";
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString("utf8");
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("close", (_code, signal) => resolve(signal)));
  const opened = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk.toString("utf8")).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
      if (lines[0] !== undefined) resolve(lines[0]);
    });
    void ended.then((signal) => {
      living.delete(child);
      if (signal !== "SIGKILL") reject(new Error(errors));
    });
  });
  opened.catch(() => undefined); // told by whoever waits
  return { child, lines, opened, ended, errors: () => errors };
}

test(`three desks on one folder are equal after ${KILLS} kills, and nothing confirmed is missing`, { timeout: 1_800_000 }, async () => {
  const home = await temporaryFolder();
  onTestFinished(() => {
    for (const child of living) child.kill("SIGKILL");
  });
  const program = await bundleChild(ENTRY, join(home, "program"));
  const share = join(home, "share");
  await mkdir(share);
  const data = NAMES.map((name) => join(home, name));
  for (const folder of data) await mkdir(folder);

  const desks: Running[] = [];
  const confirmed = new Set<string>();
  const note = ({ lines }: Running): void => {
    for (const line of lines) if (line.startsWith("saved ")) confirmed.add(line.slice("saved ".length));
  };
  const start = (at: number, code: string): Running => run(program, [NAMES[at] ?? "", data[at] ?? "", share, code]);
  const first = start(0, "");
  const code = (await first.opened).slice("open ".length);
  desks.push(first, start(1, code), start(2, code));
  for (let kill = 0; kill < KILLS; kill++) {
    const at = randomInt(desks.length);
    const desk = desks[at];
    if (desk === undefined) throw new Error("three desks");
    // one kill in four comes before it has opened: while it founds, joins or rebuilds
    if (kill < 3 || randomInt(4) > 0) await desk.opened;
    await new Promise((resolve) => setTimeout(resolve, randomInt(1, 400)));
    desk.child.kill("SIGKILL");
    expect(await desk.ended, desk.errors()).toBe("SIGKILL");
    note(desk);
    desks[at] = start(at, code);
  }
  for (const desk of desks) {
    await desk.opened;
    desk.child.kill("SIGKILL");
    await desk.ended;
    note(desk);
  }

  const settle = async (at: number): Promise<readonly string[]> => {
    const desk = run(program, ["settle", data[at] ?? "", share, code]);
    await desk.ended;
    expect(desk.errors()).toBe("");
    return desk.lines.filter((line) => line.startsWith("line "));
  };
  for (let at = 0; at < NAMES.length; at++) await settle(at);
  const states = [await settle(0), await settle(1), await settle(2)];
  expect(confirmed.size).toBeGreaterThan(KILLS);
  for (const id of confirmed)
    expect(
      states[0]?.some((line) => line.includes(id)),
      `reader ${id}`,
    ).toBe(true);
  expect(states[1]).toEqual(states[0]);
  expect(states[2]).toEqual(states[0]);
});
