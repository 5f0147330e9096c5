import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readSources } from "./source-tree.ts";
import { lostZones } from "./zone-kept.ts";

const read = (place: string) => readSources(fileURLToPath(new URL(place, import.meta.url)), ["renderer"]);

test("whatever asks the database for more than one answer is an async function", () =>
  expect(lostZones(read("../.."))).toEqual([]));

test("one that is planted is named", () =>
  expect(lostZones(read("fixtures"))).toEqual(["renderer/db/loses-zone.ts:9 asks in a function that is not async"]));
