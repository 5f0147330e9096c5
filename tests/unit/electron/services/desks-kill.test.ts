/**
 * Three desks as real processes on one folder, killed at random moments: what was confirmed is everywhere in the end.
 * It takes long, as real processes start, are killed, and start again.
 */
import { randomInt } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { bundleChild } from "../../../support/bundle-child.ts";
import { processesOf, type Running } from "../../../support/killed-process.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const ENTRY = fileURLToPath(new URL("../../../support/desk-until-killed.ts", import.meta.url));
const KILLS = proofScale(2, 200);
const NAMES = ["found", "second", "third"] as const;

test(`three desks on one folder are equal after ${KILLS} kills, and nothing confirmed is missing`, {
  timeout: 1_800_000,
}, async () => {
  const home = await temporaryFolder();
  const processes = processesOf(await bundleChild(ENTRY, join(home, "program")));
  onTestFinished(processes.end);
  const share = join(home, "share");
  await mkdir(share);
  const data = NAMES.map((name) => join(home, name));
  for (const folder of data) await mkdir(folder);

  const desks: Running[] = [];
  const confirmed = new Set<string>();
  const note = ({ lines }: Running): void => {
    for (const line of lines) if (line.startsWith("saved ")) confirmed.add(line.slice("saved ".length));
  };
  const start = (at: number, code: string): Running => processes.start([NAMES[at] ?? "", data[at] ?? "", share, code]);
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
    const desk = processes.start(["settle", data[at] ?? "", share, code]);
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
