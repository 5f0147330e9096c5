/**
 * The whole program, as a person starts it: the built page, its host, and a real browser. Each file
 * starts desks of its own on free ports; four at a time, since most of a test is waiting.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { leftOut } from "./left-out.ts";
import { longestFirst } from "./longest-first.ts";
import { folderInMemory } from "./memory-folder.ts";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    name: "e2e",
    environment: "node",
    env: folderInMemory(process.env),
    include: ["tests/e2e/**/*.test.ts"],
    exclude: leftOut("e2e"),
    globalSetup: ["tests/support/build-once.ts", "tests/support/run-folder.ts", "tests/support/fields-entered.ts"],
    isolate: false,
    maxWorkers: 4,
    sequence: {
      sequencer: longestFirst("tests/e2e", [
        "screens.test.ts",
        "erased-files.test.ts",
        "data-path.test.ts",
        "start.test.ts",
        "two-desks.test.ts",
        "entered.test.ts",
        "numbers.test.ts",
        "library-day.test.ts",
      ]),
    },
    testTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 90_000,
  },
});
