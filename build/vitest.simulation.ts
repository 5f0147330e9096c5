/** Desks over days on a seeded scheduler, and the bugs that they must find. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    name: "simulation",
    environment: "node",
    include: ["tests/simulation/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    maxConcurrency: 2,
    reporters: ["default"],
  },
});
