/** Tests that need Node only: the pure house, the services, the rules of the house itself. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { messages } from "./vite-messages.ts";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [messages()],
  test: {
    name: "unit",
    environment: "node",
    include: ["tests/{unit,electron,architecture}/**/*.test.{ts,tsx}"],
    // a thread begins sooner than a process; half of the time goes by waiting for the disk
    pool: "threads",
    maxWorkers: 3,
    testTimeout: 20_000,
    reporters: ["default"],
  },
});
