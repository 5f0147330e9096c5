import { readdir, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Defect } from "#shared/host/defect.ts";
import { createDeskLog } from "../../../../electron/services/desk-log.ts";
import { nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { faultyFileSystem } from "../../../support/faulty-file-system.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const clock = { now: () => Date.UTC(2026, 10, 25, 15, 20) };
const isThere = async (): Promise<boolean> => true;
const defect = (n: number): Defect => ({
  place: "page",
  moment: "act",
  kind: "TypeError",
  code: null,
  at: [`desk-a1.js:${n}:7`],
  times: 1,
});
const numbersIn = (text: string): number[] => [...text.matchAll(/desk-a1\.js:(\d+):7/g)].map(([, n]) => Number(n));

describe("the log in the data folder", () => {
  test("has a line for each, with its moment, for a person to read", async () => {
    const dataFolder = await temporaryFolder();
    const log = createDeskLog({ fs: nodeFileSystem, dataFolder, clock, isThere });
    await log.event("started");
    await log.defects([defect(1), { ...defect(2), times: 10 }]);
    const text =
      "2026-11-25T15:20:00.000Z host started\n2026-11-25T15:20:00.000Z page act TypeError desk-a1.js:1:7\n2026-11-25T15:20:00.000Z page act TypeError 10× desk-a1.js:2:7\n";
    expect(await log.read()).toBe(text);
    expect(await readFile(join(dataFolder, "desk.log"), "utf8")).toBe(text);
  });

  test("stays within two files of its size however much is written, and keeps the newest", async () => {
    const dataFolder = await temporaryFolder();
    const log = createDeskLog({ fs: nodeFileSystem, dataFolder, clock, isThere, fileBytes: 2_000 });
    for (let n = 1; n <= 300; n++) await log.defects([defect(n)]);
    expect((await readdir(dataFolder)).sort()).toEqual(["desk.log", "desk.old.log"]);
    for (const name of await readdir(dataFolder))
      expect((await stat(join(dataFolder, name))).size).toBeLessThanOrEqual(2_000);
    const kept = numbersIn(await log.read());
    expect(kept.at(-1)).toBe(300);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 300 - kept.length + 1 + index));
    expect(kept.length).toBeGreaterThan(30);
  });

  test("goes on after a restart in the same file", async () => {
    const dataFolder = await temporaryFolder();
    await createDeskLog({ fs: nodeFileSystem, dataFolder, clock, isThere }).defects([defect(1)]);
    const log = createDeskLog({ fs: nodeFileSystem, dataFolder, clock, isThere });
    await log.defects([defect(2)]);
    expect(numbersIn(await log.read())).toEqual([1, 2]);
  });

  test("keeps what the disk refuses, shows it, and writes it once the disk takes it", async () => {
    const dataFolder = await temporaryFolder();
    let isFull = true;
    const fs = faultyFileSystem({ write: () => (isFull ? { code: "ENOSPC", written: 0 } : null) });
    const log = createDeskLog({ fs, dataFolder, clock, isThere });
    await log.defects([defect(1)]);
    expect(numbersIn(await log.read())).toEqual([1]);
    isFull = false;
    await log.defects([defect(2)]);
    expect(numbersIn(await readFile(join(dataFolder, "desk.log"), "utf8"))).toEqual([1, 2]);
  });

  test("makes no folder where its own has vanished, and holds no more than a bound meanwhile", async () => {
    const dataFolder = await temporaryFolder();
    const log = createDeskLog({ fs: nodeFileSystem, dataFolder, clock, isThere });
    await rename(dataFolder, `${dataFolder}.away`);
    for (let n = 1; n <= 500; n++) await log.defects([defect(n)]);
    expect(await stat(dataFolder).catch(() => null)).toBeNull();
    expect(numbersIn(await log.read())).toHaveLength(200);
    await rename(`${dataFolder}.away`, dataFolder);
    await log.event("folder-back");
    expect(numbersIn(await readFile(join(dataFolder, "desk.log"), "utf8")).at(-1)).toBe(500);
  });
});
