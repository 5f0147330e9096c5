/** Names of a store, and vectors. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  batchName,
  deviceName,
  headName,
  isStoreComponent,
  isStorePath,
  keySlot,
  libraryMarker,
  MAX_BATCH_NO,
  manifestName,
  noteName,
  parseName,
  partName,
  type StoreName,
  storeMarker,
} from "#shared/replication/files/names.ts";
import { covers, lacking, mergeVectors, unannounced } from "#shared/replication/rows/vector.ts";

function formatName(name: StoreName): string {
  switch (name.tag) {
    case "library":
      return libraryMarker(name.library);
    case "store":
      return storeMarker(name.id);
    case "head":
      return headName(name);
    case "device":
      return deviceName(name.stream);
    case "batch":
      return batchName(name);
    case "part":
      return partName(name, name.index);
    case "manifest":
      return manifestName(name);
    case "note":
      return noteName(name);
    case "key":
      return keySlot(name.slot);
  }
}

const id = fc
  .array(fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz"), { minLength: 16, maxLength: 16 })
  .map((chars) => chars.join(""));
const no = fc.integer({ min: 1, max: MAX_BATCH_NO });
const hash = fc
  .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 12, maxLength: 12 })
  .map((chars) => chars.join(""));
const anyName: fc.Arbitrary<StoreName> = fc.oneof(
  id.map((library): StoreName => ({ tag: "library", library })),
  id.map((value): StoreName => ({ tag: "store", id: value })),
  fc.record({ tag: fc.constant("head" as const), stream: id, no, hash }),
  id.map((stream): StoreName => ({ tag: "device", stream })),
  fc.record({ tag: fc.constant("batch" as const), stream: id, no, hash }),
  fc.record({ tag: fc.constant("part" as const), stream: id, no, index: fc.integer({ min: 0, max: 0xffff }) }),
  fc.record({ tag: fc.constant("manifest" as const), stream: id, no }),
  id.map((slot): StoreName => ({ tag: "key", slot })),
);

describe("names of a store", () => {
  it("parse to what they were made of, and fit every file system", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const text = formatName(name);
        expect(parseName(text)).toEqual(name);
        expect(isStorePath(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("stand in the order of their numbers", () => {
    fc.assert(
      fc.property(id, no, no, hash, (stream, a, b, start) => {
        const [first, second] = [a, b].map((number) => formatName({ tag: "batch", stream, no: number, hash: start }));
        expect(Math.sign(a - b)).toBe(first === second ? 0 : String(first) < String(second) ? -1 : 1);
      }),
    );
  });

  it("are nothing else", () => {
    const hostile = [
      "",
      "/",
      "..",
      "heads/..",
      "Heads/x",
      "heads/0123456789ABCDEF-00000001-000000000000",
      "streams/0123456789abcdef/0001/00000001-000000000000.batch",
      "heads/0123456789abcdef-00000000-000000000000",
      "keys/con",
    ];
    for (const name of hostile) expect(parseName(name)).toBeNull();
    for (const part of ["con", "nul.batch", "a.", ".a", "a b", "a/b", "ä", "x".repeat(41)])
      expect(isStoreComponent(part)).toBe(false);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = parseName(text);
        if (name !== null) expect(formatName(name)).toBe(text);
      }),
    );
  });
});

describe("vectors", () => {
  const vector = fc.dictionary(
    fc.constantFrom("a", "b", "c"),
    fc.integer({ min: 0, max: 50 }).map((seq) => ({ no: seq, hash: String(seq), seq })),
  );

  it("merge commutatively, associatively, idempotently, and cover what was merged", () => {
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        expect(mergeVectors(a, b)).toEqual(mergeVectors(b, a));
        expect(mergeVectors(mergeVectors(a, b), c)).toEqual(mergeVectors(a, mergeVectors(b, c)));
        expect(mergeVectors(a, a)).toEqual(a);
        expect(covers(mergeVectors(a, b), a)).toBe(true);
      }),
    );
  });

  it("lack nothing exactly where they cover, and announce what was not told", () => {
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        expect(lacking(a, b).length === 0).toBe(covers(a, b));
        expect(covers(mergeVectors(a, unannounced(a, b)), b)).toBe(true);
      }),
    );
  });
});
