/** Tests that need Node only: the pure house, the services, the rules of the house itself. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { leftOut } from "./left-out.ts";
import { longestFirst } from "./longest-first.ts";
import { folderInMemory } from "./memory-folder.ts";
import { messages } from "./vite-messages.ts";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [messages()],
  test: {
    environment: "node",
    env: folderInMemory(process.env),
    include: ["tests/{unit,electron,architecture}/**/*.test.{ts,tsx}"],
    exclude: leftOut("unit"),
    setupFiles: ["tests/support/after-file.ts"],
    pool: "threads",
    // what one file has loaded and warmed up the next finds so: that took as long as their tests; each has folders and
    // databases of its own and takes back what it changes of the process
    isolate: false,
    // part of the time goes by waiting for other processes, and for the disk where there is no room in memory
    maxWorkers: 3,
    // the longest; most of them wait for processes and disk, while the static checks beside them want the processor
    sequence: {
      sequencer: longestFirst("tests", [
        "unit/renderer/worker/erasing/erasing.test.ts",
        "unit/renderer/worker/backup/backup.test.ts",
        "unit/electron/services/library/lost-pc.test.ts",
        "unit/renderer/worker/backup/restore.test.ts",
        "unit/renderer/worker/backup/restore-erased.test.ts",
        "electron/gate.test.ts",
        "unit/electron/services/desks-kill.test.ts",
        "unit/renderer/platform/host.test.ts",
        "unit/renderer/db/fill-demo.test.ts",
      ]),
    },
    // the next file shares the modules on which a test has spied
    restoreMocks: true,
    // a proof is many times as large
    testTimeout: process.env.READER_DESK_PROVE === "1" ? 300_000 : 20_000,
    // a busy machine is slow, never wrong
    expect: { poll: { timeout: 8_000 } },
    reporters: ["default"],
  },
});
