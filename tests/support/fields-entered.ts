/**
 * What is counted can be entered: the fields that walks through the screens have written, as the journals of their
 * desks have them, are held against those that figures, rules and reports read (`fields-read.txt`). What the sample
 * library brought along was entered by nobody. It compares where the whole stage has run, and where some of its files
 * run once more on what all have entered.
 */
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { journalOnDisk } from "./journal-on-disk.ts";

const PLACE = "READER_DESK_FIELDS_ENTERED";
const SAMPLE = "library.demo";
const LIST = new URL("../unit/renderer/worker/fields/fields-read.txt", import.meta.url);

/** `kind.field` of what entries have put somewhere; what they have only taken away is not entered. */
const fieldsIn = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(
    entries
      .filter(({ command }) => command !== SAMPLE)
      .flatMap(({ ops }) =>
        ops.flatMap(({ kind, cells }) =>
          Object.entries(cells).flatMap(([cell, value]) =>
            cell.startsWith(".") || value === null || value === false ? [] : [`${kind}.${cell.split("/", 1)[0]}`],
          ),
        ),
      ),
  );

/** Once a desk has ended; a folder that is gone, or locked away, says nothing. */
export async function noteEntered(dataFolder: string): Promise<void> {
  const place = process.env[PLACE];
  if (place === undefined) return;
  for (const folder of [dataFolder, join(dataFolder, "demo")]) {
    const entries = await journalOnDisk(folder).catch((): readonly Entry[] => []);
    if (entries.length > 0) await writeFile(join(place, randomUUID()), [...fieldsIn(entries)].join("\n"));
  }
}

/** @returns the fields that are read, and of them those that no walk has entered */
async function compared(place: string): Promise<{ readonly read: number; readonly missing: readonly string[] }> {
  const noted = await Promise.all((await readdir(place)).map((name) => readFile(join(place, name), "utf8")));
  const entered = new Set(noted.flatMap((text) => text.split("\n")));
  const read = (await readFile(LIST, "utf8")).split("\n").filter((field) => field !== "");
  return { read: read.length, missing: read.filter((field) => !entered.has(field)) };
}

let place = "";
/** In a folder that outlives the run. */
let isKept = false;
let isAgain = false;
let stage: TestProject | null = null;

export async function setup(project: TestProject): Promise<void> {
  stage = project;
  const kept = process.env[PLACE];
  isKept = kept !== undefined;
  place = kept ?? (await mkdtemp(join(tmpdir(), "reader-desk-entered-")));
  await mkdir(place, { recursive: true });
  isAgain = (await readdir(place)).length > 0;
  process.env[PLACE] = place;
}

export async function teardown(): Promise<void> {
  const [ran, all] = [stage?.vitest.state.getFiles() ?? [], (await stage?.globTestFiles())?.testFiles ?? []];
  const { read, missing } = await compared(place);
  if (!isKept) await rm(place, { recursive: true, force: true });
  if (ran.length < all.length && !isAgain)
    return console.log(`Fields that are counted: compared with what was entered where all ${all.length} files run.`);
  if (missing.length === 0)
    return console.log(`Fields that are counted: compared, all ${read} entered by walks through the screens.`);
  console.error(`Counted, and entered by no walk through the screens:\n${missing.join("\n")}`);
  process.exitCode = 1;
}
