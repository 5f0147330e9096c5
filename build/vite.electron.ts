/**
 * Builds Electron's two scripts into dist/electron, each one CommonJS file with everything inside: the
 * sandbox loads no second file for a preload, and the package needs no node_modules.
 */
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

export type ElectronScript = "main" | "preload";

/** @param write false keeps the result in memory, for tests */
export const electronConfig = (script: ElectronScript, write = true): InlineConfig => ({
  configFile: false,
  root,
  publicDir: false,
  logLevel: "warn",
  ssr: { noExternal: true, external: ["electron"] },
  build: {
    ssr: `electron/${script}.ts`,
    outDir: "dist/electron",
    emptyOutDir: false,
    write,
    target: "node22",
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      external: ["electron"],
      output: { format: "cjs", entryFileNames: `${script}.cjs`, codeSplitting: false },
    },
  },
});
