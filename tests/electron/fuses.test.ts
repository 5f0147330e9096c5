/** Fuses are flipped in a file that has Electron's sentinel and wire, and read back from it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FuseV1Options } from "@electron/fuses";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FUSE_OFF, FUSE_ON, wantedFuses, wrongFuses } from "../../build/fuses.ts";
import { binaryOf, setFuses } from "../../build/scripts/after-pack.ts";

const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** As Electron's own builds come; the ninth is WasmTrapHandlers. */
const AS_BUILT = "101100011";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fuses-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function binaryWith(states: string): string {
  const path = join(folder, "reader-desk");
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`ELF…${SENTINEL}`), Buffer.from([1, states.length]), Buffer.from(`${states}rest`)]),
  );
  return path;
}
const wireIn = (path: string): string => readFileSync(path, "latin1").split(SENTINEL)[1]?.slice(2) ?? "";

describe("packing", () => {
  test("sets all eight fuses of a wire of eight", async () => {
    const path = binaryWith(AS_BUILT.slice(0, 8));
    await setFuses(path, false, false);
    expect(wireIn(path)).toBe("01001100rest");
  });

  test("sets eight and keeps the ninth of a wire of nine", async () => {
    const path = binaryWith(AS_BUILT);
    await setFuses(path, false, false);
    expect(wireIn(path)).toBe("010011001rest");
  });

  test("lets a debugger attach in test builds only", async () => {
    const path = binaryWith(AS_BUILT);
    await setFuses(path, false, true);
    expect(wireIn(path)).toBe("010111001rest");
  });

  test.each([
    ["a tenth fuse that nobody has decided on", `${AS_BUILT}1`],
    ["WasmTrapHandlers off", "101100010"],
    ["a wire that is too short", "1011000"],
  ])("stops at %s", async (_name, states) => {
    await expect(setFuses(binaryWith(states), false, false)).rejects.toThrow();
  });

  test("stops at a binary that is not Electron's", async () => {
    const path = join(folder, "other");
    writeFileSync(path, "no sentinel");
    await expect(setFuses(path, false, false)).rejects.toThrow("sentinel");
  });
});

const NAMES = [
  "RunAsNode",
  "EnableCookieEncryption",
  "EnableNodeOptionsEnvironmentVariable",
  "EnableNodeCliInspectArguments",
  "EnableEmbeddedAsarIntegrityValidation",
  "OnlyLoadAppFromAsar",
  "LoadBrowserProcessSpecificV8Snapshot",
  "GrantFileProtocolExtraPrivileges",
];

describe("each fuse", () => {
  const wanted = wantedFuses();
  const good = Object.fromEntries(
    NAMES.map((_name, index) => [index, wanted[index as FuseV1Options] ? FUSE_ON : FUSE_OFF]),
  );

  test("is one that Electron has, eight in all", () => {
    expect(NAMES.map((_name, index) => FuseV1Options[index])).toEqual(NAMES);
    expect(Object.keys(wanted)).toHaveLength(8);
    expect(wrongFuses(good, wanted)).toEqual([]);
  });

  test("stands as safety.md says", () => {
    expect(NAMES.filter((_name, index) => wanted[index as FuseV1Options])).toEqual([
      "EnableCookieEncryption",
      "EnableEmbeddedAsarIntegrityValidation",
      "OnlyLoadAppFromAsar",
    ]);
  });

  test.each(NAMES.map((name, index) => [name, index] as const))(
    "is noticed when it is the other way, inherited or gone: %s",
    (name, index) => {
      const other = good[index] === FUSE_ON ? FUSE_OFF : FUSE_ON;
      expect(wrongFuses({ ...good, [index]: other }, wanted)).toEqual([name]);
      expect(wrongFuses({ ...good, [index]: 144 }, wanted)).toEqual([name]);
      expect(
        wrongFuses(Object.fromEntries(Object.entries(good).filter(([key]) => key !== String(index))), wanted),
      ).toEqual([name]);
    },
  );
});

test.each([
  ["darwin", "out/Reader Desk.app"],
  ["win32", "out/Reader Desk.exe"],
  ["linux", "out/reader-desk"],
])("the binary of %s is %s", (electronPlatformName, path) => {
  expect(
    binaryOf({
      appOutDir: "out",
      electronPlatformName,
      packager: { appInfo: { productFilename: "Reader Desk" }, executableName: "reader-desk" },
    }),
  ).toBe(join(...path.split("/")));
});
