import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { unguardedKeys } from "./key-handlers.ts";
import { readSources } from "./source-tree.ts";

const read = (place: string) => readSources(fileURLToPath(new URL(place, import.meta.url)), ["renderer"]);

test("no key is read that an input method may be composing with", () => {
  const house = read("../..");
  expect(house.length).toBeGreaterThan(50);
  expect(unguardedKeys(house)).toEqual([]);
});

test("one that is planted is named, a guarded one and one that is let go are not", () =>
  expect(unguardedKeys(read("fixtures"))).toEqual([
    "renderer/ui/eager-enter.tsx:12 reads a key before it has asked isIme",
  ]));
