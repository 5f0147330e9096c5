/**
 * A folder with the built product as it is, and the workbench page beside it. Served by the built host, so
 * that both pages have one origin, one database and one policy.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { messages } from "../../build/vite-messages.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PRODUCT = join(ROOT, "dist", "renderer");

export interface WorkbenchSite {
  readonly folder: string;
  remove(): void;
}

export async function buildWorkbenchSite(): Promise<WorkbenchSite> {
  const built = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules", "tsx", "dist", "cli.mjs"), join(ROOT, "build", "scripts", "build.ts"), "--if-needed"],
    { cwd: ROOT, stdio: "inherit" },
  );
  if (built.status !== 0) throw new Error("Reader Desk could not be built; the reason stands above.");
  const folder = mkdtempSync(join(tmpdir(), "reader-desk-workbench-"));
  cpSync(PRODUCT, folder, { recursive: true });
  await build({
    configFile: false,
    root: fileURLToPath(new URL("workbench", import.meta.url)),
    base: "./",
    logLevel: "error",
    plugins: [messages()],
    worker: { format: "es", plugins: () => [messages()] },
    build: {
      outDir: folder,
      emptyOutDir: false,
      assetsDir: "workbench",
      target: "chrome144",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: fileURLToPath(new URL("workbench/workbench.html", import.meta.url)) },
    },
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
