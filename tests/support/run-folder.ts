/** A folder for what the files of one run have in common; it goes with the run, however the processes in it ended. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

export type RunFolder = string;

declare module "vitest" {
  interface ProvidedContext {
    runFolder: RunFolder;
  }
}

let folder = "";

export async function setup({ provide }: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "reader-desk-run-"));
  provide("runFolder", folder);
}

export const teardown = (): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
