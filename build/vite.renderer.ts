/**
 * Builds the page and its worker into dist/renderer. Nothing is inlined and nothing is loaded from
 * elsewhere, so that one strict policy holds for every file; what the desk does not need at once is kept
 * out of the first load.
 */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstLoadChunks } from "./first-load-chunks.ts";
import { messages } from "./vite-messages.ts";

const root = fileURLToPath(new URL("../renderer", import.meta.url));

/**
 * Packages that change together with nothing of ours; kept apart so that a new version of the desk leaves them cached.
 */
const CHUNKS: readonly [name: string, test: RegExp][] = [
  ["react", /node_modules[\\/](react|react-dom|scheduler)[\\/]/],
  ["store", /node_modules[\\/](dexie|dexie-react-hooks)[\\/]/],
];

export default defineConfig({
  root,
  base: "./",
  plugins: [react(), messages()],
  worker: { format: "es", plugins: () => [messages()] },
  build: {
    outDir: fileURLToPath(new URL("../dist/renderer", import.meta.url)),
    emptyOutDir: true,
    target: "chrome144",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // the reading of spreadsheets and the pinyin dictionary are large by nature, and lazy
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // a chunk takes what is named for it, and nothing that another one needs earlier
          includeDependenciesRecursively: false,
          groups: [
            ...CHUNKS.map(([name, test]) => ({ name, test, priority: 2 })),
            { name: firstLoadChunks(root), debugName: "first load", priority: 1 },
          ],
        },
      },
    },
  },
});
