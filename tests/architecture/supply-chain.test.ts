import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Installation, supplyChainFaults } from "./supply-chain.ts";

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");

it("installs only packages with a hash, from the public registry, at one version, and runs no script of theirs", () => {
  expect(
    supplyChainFaults({ manifest: read("package.json"), lockfile: read("package-lock.json"), npmrc: read(".npmrc") }),
  ).toEqual([]);
});

const HASH = `sha512-${"a".repeat(86)}==`;
const locked = (entry: object, wanted = "1.0.0"): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: { "": { dependencies: { one: wanted } }, "node_modules/one": { version: "1.0.0", ...entry } },
  });
const GOOD: Installation = {
  manifest: '{"dependencies":{"one":"1.0.0"}}',
  lockfile: locked({ integrity: HASH }),
  npmrc: "ignore-scripts=true\nfund=false\n",
};

it.each<[string, Partial<Installation>, readonly string[]]>([
  ["nothing", {}, []],
  ["a package without a hash", { lockfile: locked({}) }, ["node_modules/one has no hash"]],
  [
    "a package with a weak hash",
    { lockfile: locked({ integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }) },
    ["node_modules/one has no hash"],
  ],
  [
    "a package from another host",
    { lockfile: locked({ integrity: HASH, resolved: "https://registry.npmjs.org.example.org/one.tgz" }) },
    ["node_modules/one comes from https://registry.npmjs.org.example.org/one.tgz"],
  ],
  [
    "a package from a repository",
    { lockfile: locked({ integrity: HASH, resolved: "git+ssh://git@example.org/one.git" }) },
    ["node_modules/one comes from git+ssh://git@example.org/one.git"],
  ],
  [
    "a version that may rise",
    { manifest: '{"dependencies":{"one":"^1.0.0"}}', lockfile: locked({ integrity: HASH }, "^1.0.0") },
    ["one is not at one version: ^1.0.0"],
  ],
  [
    "a lockfile of another manifest",
    { manifest: '{"dependencies":{"one":"1.0.1"}}' },
    ["one is not in the lockfile as it is wanted"],
  ],
  ["scripts that may run", { npmrc: "fund=false\n" }, ["packages may run scripts when they are installed"]],
  [
    "scripts that may run after all",
    { npmrc: "ignore-scripts=true\nignore-scripts = false\n" },
    ["packages may run scripts when they are installed"],
  ],
  [
    "another registry",
    { npmrc: "ignore-scripts=true\n@one:registry=https://example.org/\n" },
    [".npmrc names another registry: @one:registry=https://example.org/"],
  ],
])("finds %s", (_, change, faults) => {
  expect(supplyChainFaults({ ...GOOD, ...change })).toEqual(faults);
});
