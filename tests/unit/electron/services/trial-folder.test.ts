/** The folder of the trial: which one may go, and what a deletion that breaks off leaves. */
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { nodeFileSystem } from "../../../../electron/services/file-system.ts";
import {
  canBeTrial,
  endTrial,
  isTrial,
  noteTrial,
  removeEndedTrial,
  trialFolderOf,
} from "../../../../electron/services/trial-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const OVER = JSON.stringify({ format: 1, isOver: true });

async function emptyTrial(): Promise<string> {
  const folder = trialFolderOf(await temporaryFolder());
  mkdirSync(folder);
  return folder;
}

/** With files and folders as a desk has them. */
function fill(folder: string): void {
  mkdirSync(join(folder, "streams", "own"), { recursive: true });
  for (const name of ["installation.json", "secrets.json", "streams/own/000001"])
    writeFileSync(join(folder, name), "x");
}

test("a trial that is over goes with all that is in it, and what stands beside it stays", async () => {
  const folder = await emptyTrial();
  expect(await noteTrial(nodeFileSystem, folder)).toEqual({ ok: true, value: null });
  fill(folder);
  writeFileSync(join(folder, "..", "installation.json"), "the desk's");
  expect(await endTrial(nodeFileSystem, folder)).toEqual({ ok: true, value: null });
  expect(removeEndedTrial(folder)).toBeNull();
  expect(readdirSync(join(folder, ".."))).toEqual(["installation.json"]);
});

test("a trial that nobody has left stays as it is", async () => {
  const folder = await emptyTrial();
  await noteTrial(nodeFileSystem, folder);
  fill(folder);
  expect(removeEndedTrial(folder)).toBeNull();
  expect(readdirSync(folder).toSorted()).toEqual(["installation.json", "secrets.json", "streams", "trial.json"]);
});

test("a folder that another desk has filled becomes no trial, is not left, and is never deleted", async () => {
  const folder = await emptyTrial();
  fill(folder);
  expect(canBeTrial(folder)).toBe(false);
  expect(await noteTrial(nodeFileSystem, folder)).toEqual({ ok: true, value: null });
  expect(isTrial(folder)).toBe(false);
  expect(await endTrial(nodeFileSystem, folder)).toEqual({ ok: false, error: { tag: "not-a-trial", path: folder } });
  expect(removeEndedTrial(folder)).toBeNull();
  expect(existsSync(join(folder, "streams", "own", "000001"))).toBe(true);
});

test.each([["{"], [JSON.stringify({ isOver: true })], [JSON.stringify({ format: 2, isOver: true })], [""]])(
  "a note that says something else (%j) lets nothing be deleted",
  async (note) => {
    const folder = await emptyTrial();
    fill(folder);
    writeFileSync(join(folder, "trial.json"), note);
    expect(removeEndedTrial(folder)).toBeNull();
    expect(existsSync(join(folder, "secrets.json"))).toBe(true);
  },
);

test("a link in the place of the folder leads nobody's deletion elsewhere, nor does one inside", async () => {
  const elsewhere = await temporaryFolder();
  writeFileSync(join(elsewhere, "trial.json"), OVER);
  fill(elsewhere);
  const link = trialFolderOf(await temporaryFolder());
  symlinkSync(elsewhere, link);
  expect(canBeTrial(link)).toBe(false);
  expect(removeEndedTrial(link)).toBeNull();
  expect(existsSync(join(elsewhere, "secrets.json"))).toBe(true);

  const folder = await emptyTrial();
  writeFileSync(join(folder, "trial.json"), OVER);
  symlinkSync(elsewhere, join(folder, "backups"));
  expect(removeEndedTrial(folder)).toBeNull();
  expect([existsSync(folder), existsSync(join(elsewhere, "secrets.json"))]).toEqual([false, true]);
});

test("one whose deletion has broken off is deleted to the end, wherever it was broken off", async () => {
  for (const left of [["installation.json"], ["streams"], ["secrets.json", "streams"], []]) {
    const folder = await emptyTrial();
    fill(folder);
    writeFileSync(join(folder, "trial.json"), OVER);
    for (const name of readdirSync(folder))
      if (name !== "trial.json" && !left.includes(name)) rmSync(join(folder, name), { recursive: true });
    expect(removeEndedTrial(folder)).toBeNull();
    expect(existsSync(folder)).toBe(false);
  }
});

test("what is still held stays behind with the note, and goes the next time; all else goes at once, the note last", async () => {
  const folder = await emptyTrial();
  fill(folder);
  writeFileSync(join(folder, "trial.json"), OVER);
  const held = (path: string): void => {
    if (path.endsWith("secrets.json")) throw Object.assign(new Error("held"), { code: "EBUSY" });
    rmSync(path, { recursive: true });
  };
  expect(removeEndedTrial(folder, held)).toBe("EBUSY");
  expect(readdirSync(folder).toSorted()).toEqual(["secrets.json", "trial.json"]);
  const order: string[] = [];
  const noted = (path: string): void => {
    order.push(basename(path));
    rmSync(path, { recursive: true });
  };
  expect(removeEndedTrial(folder, noted)).toBeNull();
  expect([order, existsSync(folder)]).toEqual([["secrets.json", "trial.json"], false]);
});

test("one whose note has gone already, or never came, can be a trial anew", async () => {
  const folder = await emptyTrial();
  expect(canBeTrial(folder)).toBe(true);
  for (const name of ["trial.json.tmp", "running.json", "running.json.17", "desk.log"])
    writeFileSync(join(folder, name), "");
  expect(canBeTrial(folder)).toBe(true);
  await noteTrial(nodeFileSystem, folder);
  expect(isTrial(folder)).toBe(true);
  expect(canBeTrial(trialFolderOf(folder))).toBe(true);
});
