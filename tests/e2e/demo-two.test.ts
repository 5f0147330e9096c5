/**
 * `npm run demo:two` as a person calls it: two desks, a shared folder and a conflict that waits; afterwards nothing is
 * left. The desks, the share and the conflict themselves are tried by others too.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openPage, startProcess } from "../support/launch.ts";
import { deskIsOpen, liveRows } from "./desk-page.ts";
import { photographFailure } from "./place.ts";

const TSX = fileURLToPath(new URL("../../node_modules/tsx/dist/cli.mjs", import.meta.url));
const SCRIPT = fileURLToPath(new URL("../../build/scripts/demo-two.ts", import.meta.url));

test.each([
  [["--help"], 0, "readers in the library (200)"],
  [["--readers", "9"], 2, "--readers needs a number from 10 to 20000"],
] as const)("%j is answered, and nothing is set up", async (flags, code, said) => {
  const { output, ended } = startProcess([SCRIPT, ...flags], process.cwd(), {}, TSX);
  expect(await ended).toBe(code);
  expect(output()).toContain(said);
  expect(output()).not.toContain("Setting up");
});

test.each([10])(
  "two desks of one library with %i readers stand with a conflict between them, and go with all that they had",
  async (readers) => {
    const { child, output, ended } = startProcess([SCRIPT, "--readers", String(readers)], process.cwd(), {}, TSX);
    onTestFinished(async () => {
      child.kill("SIGINT");
      await ended;
    });
    await Promise.race([
      expect.poll(output, { timeout: 150_000 }).toContain("Ctrl+C ends both"),
      ended.then(() => expect.unreachable(output())),
    ]);
    const [first, second] = [...output().matchAll(/^Desk [AB], .*?(file:\S+)$/gm)].map(([, address]) => address);
    const share = /^Shared folder:\s+(\S+)$/m.exec(output())?.[1] ?? "";
    expect(existsSync(share)).toBe(true);
    expect(existsSync(new URL(first ?? ""))).toBe(true);

    const { page, close } = await openPage(second ?? "");
    onTestFinished(close);
    photographFailure(page);
    await deskIsOpen(page);
    expect(await liveRows(page, "reader")).toHaveLength(readers);
    expect(await liveRows(page, "reader", { open: 1 })).toHaveLength(1);
    await close();

    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(existsSync(share)).toBe(false);
  },
  180_000,
);
