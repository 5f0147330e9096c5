/**
 * Builds the browser window's host into dist/electron/browser-host.mjs: one file that Node runs as it is,
 * with everything inside.
 */
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

export const hostConfig: InlineConfig = {
  configFile: false,
  root: fileURLToPath(new URL("..", import.meta.url)),
  publicDir: false,
  logLevel: "warn",
  ssr: { noExternal: true },
  build: {
    ssr: "electron/browser-host.ts",
    outDir: "dist/electron",
    emptyOutDir: false,
    target: "node20",
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { format: "es", entryFileNames: "browser-host.mjs", codeSplitting: false } },
  },
};
