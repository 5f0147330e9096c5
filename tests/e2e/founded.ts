/**
 * A library as it stands once it is founded, for what is tried in one: it is founded by hand once in a run, and its
 * data folder copied. A copy opens in a browser that has never seen it, from its journal.
 */
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inject } from "vitest";
import { type Desk, launchDesk, openPage } from "../support/launch.ts";
import type { RunFolder } from "../support/run-folder.ts";
import { foundLibrary } from "./desk-page.ts";
import { type Place, startAt } from "./place.ts";

interface Founded {
  readonly folder: string;
  readonly code: string;
}

let founded: Promise<Founded> | null = null;
const foundedOnce = (): Promise<Founded> => {
  founded ??= foundedInRun();
  return founded;
};

/** By the first process of the run that needs it; where that fails, by the next. */
async function foundedInRun(): Promise<Founded> {
  const runFolder: RunFolder = inject("runFolder");
  const [folder, codeFile] = [join(runFolder, "founded"), join(runFolder, "founded-code")];
  for (;;) {
    const isFirst = await mkdir(folder).then(
      () => true,
      () => false,
    );
    if (isFirst) {
      try {
        await writeFile(`${codeFile}.new`, await foundByHand(folder));
        await rename(`${codeFile}.new`, codeFile);
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
    }
    const code = await readFile(codeFile, "utf8").catch(() => null);
    if (code !== null) return { folder, code };
    await wait(100);
  }
}

export const codeOfFounded = async (): Promise<string> => (await foundedOnce()).code;

/**
 * @param folder empty, and of no desk that runs @returns the library code; two copies are one computer twice, which
 * must not meet in a share
 */
export async function foundIn(folder: string): Promise<string> {
  const { folder: once, code } = await foundedOnce();
  await cp(once, folder, { recursive: true });
  return code;
}

/** A desk of a library that is founded. */
export async function startFounded(place: Place, flags: readonly string[] = []): Promise<Desk> {
  await foundIn(place.folder);
  return await startAt(place, flags);
}

/** The same in a folder that goes with the desk. */
export const launchFounded = (): Promise<Desk> => launchDesk({ asBuilt: true, fill: foundIn });
/** And one that knows of no library yet. */
export const launchNew = (): Promise<Desk> => launchDesk({ asBuilt: true });

/** @returns the library code */
async function foundByHand(folder: string): Promise<string> {
  const desk = await launchDesk({ dataFolder: folder, asBuilt: true });
  const { page, close } = await openPage(desk.address);
  try {
    return await foundLibrary(page);
  } finally {
    await close();
    await desk.stop();
  }
}
