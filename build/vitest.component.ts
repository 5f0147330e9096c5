/** Component tests in a real Chromium: no imitation of a browser. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { protocol } from "../tests/support/key-protocol.ts";
import { realFile } from "../tests/support/real-file-command.ts";
import { leftOut } from "./left-out.ts";
import { longestFirst } from "./longest-first.ts";
import { findTestBrowser } from "./scripts/find-browser.ts";
import { messages } from "./vite-messages.ts";

const { executablePath, args, env } = await findTestBrowser();

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [react(), messages()],
  // every package is found before the first test, also one that was not used when this folder's cache was made:
  // one found later would load a second React
  optimizeDeps: {
    force: true,
    entries: ["tests/component/**/*.test.{ts,tsx}", "renderer/main.tsx", "renderer/worker/worker.ts"],
  },
  worker: { format: "es", plugins: () => [messages()] },
  // a page has no environment to look into
  define: Object.fromEntries(
    ["PROVE", "DRAW"].map((name) => [
      `process.env.READER_DESK_${name}`,
      JSON.stringify(process.env[`READER_DESK_${name}`] ?? ""),
    ]),
  ),
  test: {
    name: "component",
    include: ["tests/component/**/*.test.{ts,tsx}"],
    exclude: leftOut("component"),
    setupFiles: ["tests/support/patience.ts"],
    // one page for all files of a worker: to load the whole program anew took each file longer than most of its tests;
    // every test has a database of its own and takes its screen away
    isolate: false,
    // a third of a test is waiting for what is drawn; a page more costs ten seconds of its own
    maxWorkers: 3,
    sequence: {
      sequencer: longestFirst("tests/component", [
        "desk/today.test.tsx",
        "desk/quick-log.test.tsx",
        "features/import/import-screen.test.tsx",
        "features/opinions/opinions-screen.test.tsx",
        "app/composer.test.tsx",
        "desk/late-answers.test.tsx",
        "features/reports/reports.test.tsx",
        "desk/scanning.test.tsx",
        "sync/sync-screen.test.tsx",
        "desk/opinion-sheet.test.tsx",
        "sync/conflicts.test.tsx",
        "features/day-log/day-log.test.tsx",
        "features/outreach/calls.test.tsx",
        "features/staff/lock-screen.test.tsx",
      ]),
    },
    testTimeout: 60_000,
    // a screen that comes late is first made of a hundred files, by a server that four pages ask
    expect: { poll: { timeout: 20_000 } },
    browser: {
      enabled: true,
      // a busy machine is slow, never wrong
      connectTimeout: 300_000,
      headless: true,
      screenshotFailures: false,
      commands: { protocol, realFile },
      provider: playwright({ launchOptions: { executablePath, args: [...args], env } }),
      // a page that nobody looks at is laid out and not drawn: to draw it took a tenth of the stage
      orchestratorScripts: [
        {
          content: `if (navigator.userAgent.includes("Headless"))
            document.head.insertAdjacentHTML("beforeend", "<style>iframe { opacity: 0 }</style>");`,
        },
      ],
      instances: [{ browser: "chromium", viewport: { width: 1366, height: 768 } }],
    },
  },
});
