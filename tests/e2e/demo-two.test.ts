/**
 * `npm run demo:two` as a person calls it: two desks, a shared folder and a conflict that waits; afterwards nothing is
 * left.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openPage, startProcess } from "../support/launch.ts";
import { deskIsOpen, liveRows } from "./desk-page.ts";
import { photographFailure } from "./place.ts";

const TSX = fileURLToPath(new URL("../../node_modules/tsx/dist/cli.mjs", import.meta.url));
const SCRIPT = fileURLToPath(new URL("../../build/scripts/demo-two.ts", import.meta.url));

test("two desks of one library stand with a conflict between them, and go with all that they had", async () => {
  const { child, output, ended } = startProcess([SCRIPT, "--readers", "10"], process.cwd(), {}, TSX);
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
  expect(await liveRows(page, "reader")).toHaveLength(10);
  expect(await liveRows(page, "reader", { open: 1 })).toHaveLength(1);
  await close();

  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(existsSync(share)).toBe(false);
}, 180_000);
