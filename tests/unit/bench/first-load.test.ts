import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { packedBytes } from "../../bench/first-load.ts";

test("the first load is packed file by file, each counted once, the page itself included", () => {
  const root = mkdtempSync(join(tmpdir(), "reader-desk-test-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "assets"));
  writeFileSync(join(root, "index.html"), "<!doctype html>");
  writeFileSync(join(root, "assets/a.js"), "x".repeat(5000));
  const expected = ["<!doctype html>", "x".repeat(5000)].reduce(
    (sum, text) => sum + gzipSync(text, { level: 9 }).length,
    0,
  );
  expect(packedBytes(root, ["/", "/assets/a.js", "/assets/a.js"])).toBe(expected);
});
