/** Before the suite: what it starts is built from what stands here, once. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export function setup(): void {
  execFileSync(
    process.execPath,
    [path("node_modules/tsx/dist/cli.mjs"), path("build/scripts/build.ts"), "--if-needed"],
    { stdio: "inherit" },
  );
}
