/** The page of the replication leads to all of it: each file, each rule and check, and no rule is cited that it lacks. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { CHECKS } from "../simulation/checks.ts";
import { readSources } from "./source-tree.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGE = readFileSync(join(ROOT, "shared/replication/README.md"), "utf8");

const RULES = Array.from({ length: 15 }, (_, index) => `R${index + 1}`);
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;

const sources = readSources(ROOT, ["shared", "renderer", "electron"]);
const files = sources.map(({ path }) => path).filter((path) => path.startsWith("shared/replication/"));
const named = [...PAGE.matchAll(/`([\w./-]+\.ts)`/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
/** The items of a list that begin like this, with what follows: items may go over several lines. */
const items = (begin: RegExp): readonly (readonly [name: string, sentence: string])[] =>
  PAGE.split(/\n(?=- |\n)/).flatMap((item) => {
    const found = begin.exec(item.trim());
    return found === null
      ? []
      : [[found[1] ?? "", item.trim().slice(found[0].length).replaceAll(/\s+/g, " ")] as const];
  });

it("names every source file of the replication", () => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((path) => !named.includes(basename(path)))).toEqual([]);
});

it("names no file that is not there", () => {
  const names = new Set(files.map((path) => basename(path)));
  expect(named.filter((name) => !(name.includes("/") ? existsSync(join(ROOT, name)) : names.has(name)))).toEqual([]);
});

it("says each rule once, in order", () => {
  const rules = items(/^- (R\d+) (?=\S)/);
  expect(rules.map(([name]) => name)).toEqual(RULES);
});

it("says each check as the simulation does", () => {
  const checks = items(/^- check (\d+): /);
  expect(checks).toEqual(CHECKS.map((sentence, index) => [`${index + 1}`, sentence]));
});

it("has every rule that a source file cites", () => {
  const cited = sources.flatMap(({ path, text }) =>
    [...text.matchAll(COMMENT)].flatMap(([comment]) =>
      [...comment.matchAll(/\bR\d+\b/g)].map(([rule]) => ({ path, rule })),
    ),
  );
  expect(cited.length).toBeGreaterThan(0);
  expect(cited.filter(({ rule }) => !RULES.includes(rule))).toEqual([]);
});
