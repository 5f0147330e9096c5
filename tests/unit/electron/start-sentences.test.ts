import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeDataFolder } from "../../../electron/services/data-folder.ts";
import { nodeFileSystem } from "../../../electron/services/file-system.ts";
import { folderSentence } from "../../../electron/start-sentences.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const sentenceOf = async (holder: object): Promise<string> => {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, "running.json"),
    JSON.stringify({ pid: 4711, address: null, startedAt: 1000, ...holder }),
  );
  const taken = await takeDataFolder(folder, {
    fs: nodeFileSystem,
    self: { pid: 4712, address: null, startedAt: 2000 },
    isRunning: () => true,
    answersAt: async () => false,
    bootedAt: 0,
  });
  return taken.ok ? "" : folderSentence(taken.error, folder);
};

test("a start while lists are taken in a hidden window says so, and sends nobody to a window that is not there", async () => {
  expect(await sentenceOf({ refreshes: true })).toContain(
    "lists of the library system are just being taken over (process 4711), which ends by itself.",
  );
  expect(await sentenceOf({})).toContain("Use its window.");
});
