/** The shape of the house holds in the sources, and every rule fails on a violation that was planted for it. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  consentReaders,
  decidersBesideConsent,
  fragments,
  fullFolders,
  handMadeStores,
  heavyStarts,
  importCycles,
  longFiles,
  markupSinks,
  ownClocks,
  READS_CONSENT,
  rawChannels,
  twinFiles,
  twinNames,
  untranslated,
  writersBesideActs,
  wrongImports,
} from "./rules.ts";
import { type Import, readSources } from "./source-tree.ts";

const PRODUCT = ["shared", "electron", "renderer"];
const house = readSources(fileURLToPath(new URL("../..", import.meta.url)), PRODUCT);
const users = readSources(fileURLToPath(new URL("../..", import.meta.url)), [...PRODUCT, "tests", "build"]);
const planted = readSources(fileURLToPath(new URL("fixtures", import.meta.url)), PRODUCT);

describe("the house", () => {
  test("imports only along the table", () => {
    expect(house.length).toBeGreaterThan(50);
    expect(wrongImports(house)).toEqual([]);
  });
  test("has no cycle of imports, types counted too", () => expect(importCycles(house)).toEqual([]));
  test("has no source file of more than 400 lines", () => expect(longFiles(house)).toEqual([]));
  test("exports no name twice", () => expect(twinNames(house)).toEqual([]));
  test("gives no file name twice", () => expect(twinFiles(house)).toEqual([]));
  test("has no file of a few lines for one other", () => expect(fragments(house, users)).toEqual([]));
  test("has no folder of more than 25 files", () => expect(fullFolders(house)).toEqual([]));
  test("reads no clock and throws no dice in shared", () => expect(ownClocks(house)).toEqual([]));
  test("touches Electron's raw channels in three files only", () => expect(rawChannels(house)).toEqual([]));
  test("writes through the acts alone", () => expect(writersBesideActs(house)).toEqual([]));
  test("decides in one place who may be contacted", () => {
    expect(decidersBesideConsent(house)).toEqual([]);
    expect(consentReaders(house).toSorted()).toEqual(Object.keys(READS_CONSENT).toSorted());
  });
  test("makes no store by hand", () => expect(handMadeStores(house)).toEqual([]));
  test("turns no text into markup or code", () => expect(markupSinks(house)).toEqual([]));
  test("loads nothing heavy before the scan box", () => expect(heavyStarts(house)).toEqual([]));
  test("names nothing in one language only", () => expect(untranslated(house)).toEqual([]));
});

describe("a planted violation is named", () => {
  test.each([
    ["a kernel that imports a package", "shared/kernel/uses-package.ts → valibot: shared/kernel may not"],
    [
      "a model that imports the renderer",
      "shared/model/uses-renderer.ts → renderer/db/database.ts: shared/model may not",
    ],
    ["a service that imports Electron", "electron/services/uses-electron.ts → electron: electron/services may not"],
    [
      "a service that imports the shell",
      "electron/services/uses-shell.ts → electron/shell.ts: electron/services may not",
    ],
    [
      "a feature that imports another",
      "renderer/features/a/uses-b.ts → renderer/features/b/thing.ts: renderer/features/a may not",
    ],
    [
      "a feature that imports the app",
      "renderer/features/a/uses-app.ts → renderer/app/root.ts: renderer/features/a may not",
    ],
    ["a control that knows domain words", "renderer/ui/knows-readers.ts → shared/model/reader.ts: renderer/ui may not"],
    [
      "a type that crosses the table",
      "renderer/platform/type-only.ts → renderer/db/database.ts: renderer/platform may not",
    ],
    [
      "a lazy import that crosses the table",
      "renderer/features/a/lazy.ts → renderer/app/root.ts: renderer/features/a may not",
    ],
  ])("%s", (_name, sentence) => expect(wrongImports(planted)).toContain(sentence));

  test("a cycle", () => {
    expect(importCycles(planted)).toEqual([
      "renderer/db/ring-a.ts → renderer/db/ring-b.ts → renderer/db/ring-a.ts",
      "renderer/db/type-ring-left.ts → renderer/db/type-ring-right.ts → renderer/db/type-ring-left.ts",
    ]);
  });
  test("a file that is too long", () => {
    const long = { path: "shared/kernel/long.ts", text: "\n".repeat(401), imports: [] };
    expect(longFiles([long, { ...long, text: "\n".repeat(400) }])).toEqual(["shared/kernel/long.ts has 401 lines"]);
  });
  test("a name that two files export", () => {
    const file = (path: string, text: string) => ({ path, text, imports: [] });
    const twins = [
      file("shared/kernel/a.ts", "export interface Place {}\n"),
      file("renderer/ui/b.tsx", "export const Place = 1;\n// export const once = 2;\nexport const once = 2;\n"),
    ];
    expect(twinNames(twins)).toEqual(["Place is exported by shared/kernel/a.ts and renderer/ui/b.tsx"]);
  });
  test("a file name that stands twice", () => {
    const paths = ["shared/model/place.ts", "renderer/ui/place.tsx", "electron/main.ts", "renderer/main.tsx"];
    expect(twinFiles(paths.map((path) => ({ path, text: "", imports: [] })))).toEqual([
      "place names shared/model/place.ts and renderer/ui/place.tsx",
    ]);
  });
  test("a file of a few lines for one other", () => {
    const file = (path: string, lines: number, to: readonly Import[] = []) => ({
      path,
      text: `/**\n * Says\n * what.\n */\n${"line;\n".repeat(lines)}`,
      imports: to,
    });
    const to = (path: string, how = {}): Import => ({ to: path, own: true, ...how });
    const files = [
      file("shared/kernel/part.ts", 14),
      file("shared/kernel/whole.ts", 15),
      file("shared/kernel/for-two.ts", 14),
      file("shared/kernel/later.ts", 14),
    ];
    const whole = file("shared/kernel/owner.ts", 20, [
      to("shared/kernel/part.ts"),
      to("shared/kernel/whole.ts"),
      to("shared/kernel/for-two.ts"),
      to("shared/kernel/later.ts", { lazy: true }),
    ]);
    const test = file("tests/unit/for-two.test.ts", 20, [to("shared/kernel/for-two.ts")]);
    expect(fragments(files, [...files, whole, test])).toEqual([
      "shared/kernel/part.ts has 14 lines, for shared/kernel/owner.ts alone",
    ]);
  });
  test("a folder that is too full", () => {
    const files = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ path: `shared/kernel/${place}.ts`, text: "", imports: [] }));
    expect([fullFolders(files(25)), fullFolders(files(26))]).toEqual([[], ["shared/kernel has 26 files"]]);
  });
  test("a clock in shared", () =>
    expect(ownClocks(planted)).toEqual(["shared/kernel/own-clock.ts reads a clock or dice of its own"]));
  test("a raw channel outside its three files", () =>
    expect(rawChannels(planted)).toEqual(["electron/windows/raw-channel.ts uses a raw channel"]));
  test("a save path of a feature's own", () =>
    expect(writersBesideActs(planted)).toEqual([
      "renderer/features/a/writes-itself.ts writes past the acts",
      "renderer/features/b/takes-writer-apart.ts writes past the acts",
    ]));
  test("a list of whom to call that asks the records itself", () =>
    expect(decidersBesideConsent(planted)).toEqual([
      "renderer/features/b/calls-everybody.ts decides by itself who may be contacted: ask mayContact",
    ]));
  test("a store that is made by hand", () => {
    const text = "const listeners = new Set<(news: News) => void>();\n";
    const kept = ["renderer/app/a.ts", "renderer/features/a/b.ts", "renderer/desk-services/c.ts"];
    const files = [...kept, "renderer/db/d.ts", "renderer/worker/e.ts"];
    expect(handMadeStores(files.map((path) => ({ path, text, imports: [] })))).toEqual(
      kept.map((path) => `${path} keeps listeners of its own`),
    );
  });
  test("a heavy package before the scan box", () => {
    const file = (path: string, imports: readonly Import[]) => ({ path, text: "", imports });
    const base: Import = { to: "@base-ui/react", own: false };
    const own = (to: string, how = {}): Import => ({ to, own: true, ...how });
    const files = [
      file("renderer/app/app.tsx", [
        base,
        own("renderer/app/bar.tsx"),
        own("renderer/ui/later.tsx", { lazy: true }),
        own("renderer/ui/typed.tsx", { typeOnly: true }),
      ]),
      file("renderer/app/bar.tsx", [own("renderer/ui/menu.tsx")]),
      ...["menu", "later", "typed"].map((name) => file(`renderer/ui/${name}.tsx`, [base])),
    ];
    expect(heavyStarts(files)).toEqual(["renderer/ui/menu.tsx brings @base-ui/react before the scan box"]);
  });
  test("a sink for markup", () =>
    expect(markupSinks(planted)).toEqual(["renderer/ui/sink.ts turns text into markup or code"]));
  test("a name in one language", () =>
    expect(untranslated(planted)).toEqual(["renderer/ui/named-in-english.tsx names something in one language"]));
});
