/** Folders that are gone when the test is over, or its file; what was killed may still write into them for a moment. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const ofFile: string[] = [];

const make = (): Promise<string> => mkdtemp(join(tmpdir(), "reader-desk-test-"));
const remove = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

export async function temporaryFolder(): Promise<string> {
  const folder = await make();
  onTestFinished(() => remove(folder));
  return folder;
}

/**
 * For what several tests use, and what is made where no test runs yet: `after-file.ts` removes it, also where the desk
 * in it was refused.
 */
export async function folderOfFile(): Promise<string> {
  const folder = await make();
  ofFile.push(folder);
  return folder;
}

export const removeFoldersOfFile = async (): Promise<void> => void (await Promise.all(ofFile.splice(0).map(remove)));
