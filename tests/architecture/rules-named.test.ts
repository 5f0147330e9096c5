/** Every rule and every check of the replication has a test whose name says it: `R6: …`, `check 5: …`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const TESTS = fileURLToPath(new URL("..", import.meta.url));
const RULES = Array.from({ length: 15 }, (_, index) => `R${index + 1}`);
const CHECKS = Array.from({ length: 14 }, (_, index) => `check ${index + 1}`);

/** Nothing else in a test's file begins like this. */
const NAME = /["`]((?:(?:R|check )\d+: )+)\w/g;

/** All rules and checks that begin a name. */
const names = readdirSync(TESTS, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.test\.tsx?$/.test(path))
  .flatMap((path) => [...readFileSync(join(TESTS, path), "utf8").matchAll(NAME)])
  .flatMap(([, said = ""]) => said.split(": "));

describe("the rules and checks of the replication", () => {
  it.each([...RULES, ...CHECKS])("%s stands in the name of a test", (rule) => {
    expect(names).toContain(rule);
  });
});
