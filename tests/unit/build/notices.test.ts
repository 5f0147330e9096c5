/** The notices are generated; a dependency that came or went must be in them before it ships. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { collectNotices, formatNotices } from "../../../build/scripts/notices.ts";

const notices = collectNotices(process.cwd());

test("the third-party notices are those of the installed production packages", () => {
  expect(readFileSync("build/THIRD-PARTY-NOTICES.md", "utf8")).toBe(formatNotices(notices));
});

test("every package in the product names a licence that may be combined with Apache-2.0", () => {
  const allowed = /^(MIT|MIT-0|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0|Unlicense|MIT AND Apache-2\.0)$/;
  expect(
    notices.filter(({ license }) => !allowed.test(license)).map(({ name, license }) => `${name}: ${license}`),
  ).toEqual([]);
});

test("direct and indirect packages are there, tools are not", () => {
  const names = notices.map(({ name }) => name);
  expect(names).toContain("react");
  expect(names).toContain("scheduler");
  expect(names).not.toContain("vite");
});

test("the project's own licence is the full Apache License 2.0", () => {
  const text = readFileSync("LICENSE", "utf8");
  expect(text).toContain("Version 2.0, January 2004");
  expect(text).toContain("9. Accepting Warranty or Additional Liability.");
  expect(text).toContain("END OF TERMS AND CONDITIONS");
});
