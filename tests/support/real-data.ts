/**
 * The real files of ../shared/data, which are not part of the project. A test that wants them takes its
 * describe from here: where they are not, it is left out and the output names what is missing.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";

export const pathOfReal = (name: string): string =>
  fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));

/** @param tests is not even collected where a file is missing: the body of a describe that is left out would run */
export function describeReal(
  title: string,
  names: readonly string[],
  tests: (read: (name: string) => Buffer) => void,
): void {
  const missing = names.filter((name) => !existsSync(pathOfReal(name)));
  const isHere = missing.length === 0;
  if (!isHere) console.info(`../shared/data: ${missing.join(", ")} not here; left out: ${title}`);
  describe.runIf(isHere)(title, () =>
    isHere ? tests((name) => readFileSync(pathOfReal(name))) : test(`needs ${missing.join(", ")}`, () => undefined),
  );
}
