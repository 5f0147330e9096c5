import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

const MODULE = new URL("../../../build/scripts/electron-runtime.mjs", import.meta.url).href;
const { wantsBrowser }: { wantsBrowser: (argv: readonly string[]) => boolean } = await import(MODULE);

describe("the choice of the host", () => {
  it.each([["--browser"], ["--no-open"], ["--port", "4871"], ["--port=4871"]])("is the browser window for %s", (...argv) => {
    expect(wantsBrowser(["--data", "d", ...argv])).toBe(true);
  });

  it.each([[], ["--demo"], ["--data", "port"]])("is Electron for %s", (...argv) => {
    expect(wantsBrowser(argv)).toBe(false);
  });
});

it("passes on what ends it, and ends as the program ends", async () => {
  const program = 'process.on("SIGTERM", () => process.exit(7)); console.log("up"); setInterval(() => undefined, 1000)';
  const script = `import { runElectron } from ${JSON.stringify(MODULE)}; process.exitCode = await runElectron(process.execPath, ["-e", ${JSON.stringify(program)}])`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([7, null]);
});
