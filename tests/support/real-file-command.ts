/** Hands a real file of ../shared/data to a test in the browser; null where the folder is not there. */
import { existsSync, readFileSync } from "node:fs";
import type { BrowserCommand } from "vitest/node";
import { pathOfReal } from "./real-data.ts";

export const realFile: BrowserCommand<[name: string], string | null> = (_, name) =>
  existsSync(pathOfReal(name)) ? readFileSync(pathOfReal(name), "base64") : null;

declare module "vitest/browser" {
  interface BrowserCommands {
    realFile: (name: string) => Promise<string | null>;
  }
}
