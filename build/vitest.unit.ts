/** Tests that need Node only: the pure house, the services, the rules of the house itself. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { messages } from "./vite-messages.ts";

/** The pure house: no module of it holds anything that a test could leave behind. */
const SHARED = "tests/unit/shared/**/*.test.ts";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [messages()],
  test: {
    environment: "node",
    // a thread begins sooner than a process; half of the time goes by waiting for the disk
    pool: "threads",
    maxWorkers: 4,
    testTimeout: 20_000,
    reporters: ["default"],
    projects: [
      // what one file has loaded the next finds loaded: that took as long as their tests
      { extends: true, test: { name: "shared", include: [SHARED], isolate: false } },
      { extends: true, test: { name: "unit", include: ["tests/{unit,electron,architecture}/**/*.test.{ts,tsx}"], exclude: [SHARED] } },
    ],
  },
});
