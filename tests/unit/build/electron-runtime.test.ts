import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

const MODULE = new URL("../../../build/scripts/electron-runtime.mjs", import.meta.url).href;

it("passes on what ends it, and ends as the program ends", async () => {
  const program = 'process.on("SIGTERM", () => process.exit(7)); console.log("up"); setInterval(() => undefined, 1000)';
  const script = `import { runElectron } from ${JSON.stringify(MODULE)}; process.exitCode = await runElectron(process.execPath, ["-e", ${JSON.stringify(program)}])`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([7, null]);
});
