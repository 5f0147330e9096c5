/** The README is short, and what it and the pages beside the code name is there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MOST_BYTES = 8 * 1024;
const FILES = ["shared", "electron", "renderer", "tests", "build"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(
    (name) => `${folder}/${name.replaceAll("\\", "/")}`,
  ),
);
const SOURCES = new Set(FILES.map((file) => basename(file)));
const PAGES = ["README.md", ...FILES.filter((file) => /\/(?:README|RESULTS)\.md$/.test(file))];

const textOf = (page: string): string => readFileSync(join(ROOT, page), "utf8");
const codeIn = (text: string): readonly string[] =>
  [...text.replace(/^```.*?^```/gms, "").matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) =>
    code === undefined ? [] : [code],
  );
const SCRIPTS = Object.keys(
  (JSON.parse(textOf("package.json")) as { readonly scripts: Readonly<Record<string, string>> }).scripts,
); // our own file

it("the README has at most 8 KB", () => {
  expect(Buffer.byteLength(textOf("README.md"))).toBeLessThanOrEqual(MOST_BYTES);
});

it.each(PAGES)("%s names files and commands that are there", (page) => {
  const text = textOf(page);
  const paths = codeIn(text).filter((code) => /^(?:shared|electron|renderer|tests|build|\.ci)\/[\w./-]+$/.test(code));
  const names = codeIn(text).filter((code) => /^[\w.-]+\.tsx?$/.test(code));
  expect(names.filter((name) => !SOURCES.has(name))).toEqual([]);
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => join(dirname(page), link ?? ""));
  expect([...paths, ...links].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].flatMap(([, script]) => (script === undefined ? [] : [script]));
  expect(named.filter((script) => !SCRIPTS.includes(script))).toEqual([]);
});
