/** Whether what nobody has entered is found, also where some files of the stage run a second time. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TestProject } from "vitest/node";
import { setup, teardown } from "../../support/fields-entered.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const LIST = new URL("../renderer/worker/fields/fields-read.txt", import.meta.url);
const stage = (ran: number, all: number): TestProject =>
  ({
    vitest: { state: { getFiles: () => new Array(ran) } },
    globTestFiles: async () => ({ testFiles: new Array(all) }),
  }) as unknown as TestProject; // what is asked of it

let exitCode: typeof process.exitCode;
beforeEach(() => {
  exitCode = process.exitCode;
  process.exitCode = undefined;
});
afterEach(() => {
  process.exitCode = exitCode;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** @returns what it said, and whether the run has failed by it */
async function endOf(entered: readonly string[], ran: number, before: readonly string[]) {
  const said: string[] = [];
  const hear = (text: string): void => void said.push(text);
  vi.spyOn(console, "error").mockImplementation(hear);
  vi.spyOn(console, "log").mockImplementation(hear);
  const folder = await temporaryFolder();
  vi.stubEnv("READER_DESK_FIELDS_ENTERED", folder);
  if (before.length > 0) await writeFile(join(folder, "first run"), before.join("\n"));
  await setup(stage(ran, 40));
  await writeFile(join(folder, "a desk"), entered.join("\n"));
  await teardown();
  const isBad = process.exitCode === 1;
  process.exitCode = undefined;
  return { isBad, said: said.join("\n") };
}

test("a field that no walk has entered fails the stage, its second run too, and no few files by themselves", async () => {
  const [one = "", ...others] = (await readFile(LIST, "utf8")).trim().split("\n");
  const missing = { isBad: true, said: `Counted, and entered by no walk through the screens:\n${one}` };
  const said = `Fields that are counted: compared, all ${others.length + 1} entered by walks through the screens.`;
  const fine = { isBad: false, said };
  expect(await endOf(others, 40, [])).toEqual(missing);
  expect(await endOf([one, ...others], 40, [])).toEqual(fine);
  expect(await endOf(others, 1, others)).toEqual(missing);
  expect(await endOf([one], 1, others)).toEqual(fine);
  expect(await endOf([one], 1, [])).toMatchObject({
    isBad: false,
    said: expect.stringContaining("where all 40 files"),
  });
});
