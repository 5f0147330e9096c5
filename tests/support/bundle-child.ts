/** One plain file of a process that tests start often: starting it then costs no compiling. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** @returns path of the module to run with Node */
export async function bundleChild(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL("../..", import.meta.url)),
    logLevel: "error",
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, emptyOutDir: false, minify: false, rollupOptions: { output: { entryFileNames: "child.mjs", codeSplitting: false } } },
  });
  return join(folder, "child.mjs");
}
