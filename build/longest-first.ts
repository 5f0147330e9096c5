/**
 * The files that take longest begin first: one that begins last runs on alone while the other workers stand idle. They
 * are named, since a clone has not seen them run before, and would begin with those of the longest text.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BaseSequencer, type TestSequencerConstructor } from "vitest/node";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** @param names under the folder of the stage, the longest first */
export function longestFirst(folder: string, names: readonly string[]): TestSequencerConstructor {
  const ends = names.map((name) => `${folder}/${name}`);
  for (const end of ends)
    if (!existsSync(`${ROOT}${end}`)) throw new Error(`${end} is named as a long one and is not there`);
  const place = (file: string): number => {
    const found = ends.findIndex((end) => file.endsWith(`/${end}`));
    return found === -1 ? ends.length : found;
  };
  return class extends BaseSequencer {
    override async sort(files: Parameters<BaseSequencer["sort"]>[0]): ReturnType<BaseSequencer["sort"]> {
      const sorted = await super.sort(files);
      return sorted.toSorted((one, other) => place(one.moduleId) - place(other.moduleId));
    }
  };
}
