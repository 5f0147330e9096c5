/** One plain file of a process that tests start often: starting it then costs no compiling. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

/**
 * @param plugins that change what is bundled
 * @returns path of the module to run with Node
 */
export async function bundleChild(entry: string, folder: string, plugins: readonly Plugin[] = []): Promise<string> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL("../..", import.meta.url)),
    logLevel: "error",
    plugins: [...plugins],
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { entryFileNames: "child.mjs", codeSplitting: false } },
    },
  });
  return join(folder, "child.mjs");
}
