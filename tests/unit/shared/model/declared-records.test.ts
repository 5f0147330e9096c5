/**
 * A record is complete where it is declared: what its references mean, how it is found, asked about and restored. A new
 * kind comes by here.
 */

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { generateDemo } from "#shared/demo/demo-library.ts";
import { KINDS, RECORDS } from "#shared/model/kinds.ts";
import { day, type FieldSpec, line, map, one, set, WORDS } from "#shared/model/record.ts";
import { belongsTo, type Leaf, leavesIn, mentions, refersTo } from "#shared/model/reference.ts";
import { BELONGING, FORGETTING, fieldsThat, type NamingField } from "#shared/model/who-is-named.ts";
import { indexFor } from "../../../../renderer/db/erasing/rows-naming.ts";
import en from "../../../../renderer/i18n/messages/en/readers.json" with { type: "json" };
import words from "../../../../renderer/i18n/messages/en/words.json" with { type: "json" };

const SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057";

/** What a setting holds is its own code's to know. */
const HOLDS_ANYTHING = ["setting.value"];
/** Numbers and codes that somebody else gives, under names like those of references. */
const GIVEN_ELSEWHERE = ["reader.otherIds", "branch.code", "code.code"];

/** Every part of a value that every kind declares. */
const DECLARED = KINDS.flatMap((kind) =>
  Object.entries<FieldSpec>(RECORDS[kind].fields).flatMap(([field, { schema }]) =>
    leavesIn(schema).map((leaf) => ({
      name: [kind, field, ...leaf.path].join("."),
      last: [field, ...leaf.path].findLast((step) => step !== "*") ?? field,
      leaf,
    })),
  ),
);

const nameOf = ({ kind, field }: NamingField): string => `${kind}.${field}`;

describe("a reference", () => {
  it("is found in a value, in a list, in an object, in a set and in a map", () => {
    const places = [
      one(belongsTo("reader")),
      one(v.object({ on: v.string(), readers: v.pipe(v.array(mentions("reader")), v.maxLength(3)) })),
      set(mentions("reader")),
      map(v.object({ by: v.optional(refersTo("staff")) })),
      one(v.string()),
    ].map(({ references }) => references.map(({ path, to, meaning }) => `${path.join(".")} ${to} ${meaning}`));
    expect(places).toEqual([
      [" reader belongs"],
      ["readers.* reader mentions"],
      [" reader mentions"],
      ["by staff stays"],
      [],
    ]);
  });

  it("has a meaning: any other field is for words, or takes no id", () => {
    const isBare = ({ schema, reference }: Leaf): boolean =>
      reference === null && !WORDS.includes(schema) && v.is(schema, SOME_ID);
    const bare = DECLARED.filter(({ leaf }) => isBare(leaf)).map(({ name }) => name);
    expect(bare).toEqual(HOLDS_ANYTHING);
    // as somebody might write it
    const careless = leavesIn(
      v.object({
        by: v.pipe(v.string(), v.maxLength(64)),
        note: line,
        on: day,
        way: v.picklist(["a", "b"]),
        reader: mentions("reader"),
        several: v.optional(v.array(v.string())),
      }),
    );
    expect(careless.filter(isBare).map(({ path }) => path.join("."))).toEqual(["by", "several.*"]);
  });

  it("has it under every name that is one's elsewhere: none is kept as words", () => {
    const names = new Set<string>([
      ...DECLARED.flatMap(({ last, leaf }) => (leaf.reference === null ? [] : [last])),
      ...KINDS,
    ]);
    const silent = DECLARED.filter(
      ({ leaf, last }) =>
        leaf.reference === null && v.is(leaf.schema, SOME_ID) && (names.has(last) || /Ids?$/.test(last)),
    );
    expect(silent.map(({ name }) => name)).toEqual(GIVEN_ELSEWHERE);
  });

  it("stands with its meaning wherever the sample library names a record", () => {
    const nowMs = Date.UTC(2026, 10, 24, 8);
    const records = generateDemo({
      seed: 1,
      readers: 300,
      today: "2026-11-24",
      nowMs,
      midnightOf: (day) => Date.parse(`${day}T00:00:00Z`),
    }).chunks.flat();
    const ids = new Set(records.filter(({ kind }) => kind !== "code").map(({ id }) => id));
    const silent = new Set<string>();
    let named = 0;
    const look = (where: string, value: unknown, paths: ReadonlySet<string>, path: readonly string[]): void => {
      if (typeof value === "string" && ids.has(value)) {
        named += 1;
        if (!paths.has(path.join(".")) && !(path.at(-1) === "id" && paths.has(path.slice(0, -1).join("."))))
          silent.add(`${where}.${path.join(".")}`);
      } else if (Array.isArray(value)) for (const item of value) look(where, item, paths, [...path, "*"]);
      else if (typeof value === "object" && value !== null)
        for (const [key, item] of Object.entries(value)) look(where, item, paths, [...path, key]);
    };
    for (const { kind, values } of records) {
      const fields: Readonly<Record<string, FieldSpec>> = RECORDS[kind].fields;
      for (const [field, value] of Object.entries(values)) {
        const paths = new Set((fields[field]?.references ?? []).map(({ path }) => path.join(".")));
        const parts = fields[field]?.shape === "one" ? [value] : Object.values(value as object); // elements of a set, values of a map
        for (const part of parts) look(`${kind}.${field}`, part, paths, []);
      }
    }
    expect(named).toBeGreaterThan(1000);
    expect([...silent]).toEqual([]);
  });

  it("by which a record is erased, or outlives it, is a field of its own", () => {
    const nested = fieldsThat("belongs", "outlives").filter(
      ({ shape, places }) => shape !== "one" || places.some(({ path }) => path.length > 0),
    );
    expect(nested.map(nameOf)).toEqual([]);
  });

  it("to a person stands in no set, map or list, but for whom the library itself puts into a group or file", () => {
    /** What one person contributes is a record of its own; these say whom a colleague has put there. */
    const decided = [
      "reveal.readers",
      "segment.pinned",
      "segment.excluded",
      "segment.fixed",
      "outreach.listed",
      "outreach.pinned",
      "outreach.excluded",
    ];
    const shared = fieldsThat("belongs", "mentions", "outlives").filter(({ shape, places }) =>
      places.some(({ to, path }) => to !== "staff" && (shape !== "one" || path.includes("*"))),
    );
    expect(shared.map(nameOf)).toEqual(decided);
  });
});

describe("a kind of record", () => {
  it.each(KINDS)("%s finds by an index whom it names, and what waits for a decision", (kind) => {
    const { rows, indexes, inbox } = RECORDS[kind];
    if (rows === "few") return expect(indexes).not.toContain("open");
    const naming = [...BELONGING, ...FORGETTING].filter((field) => field.kind === kind);
    for (const { field, places } of naming)
      for (const { to } of places) expect(indexFor(indexes, field, to)).toContain(field);
    return expect(indexes.includes("open")).toBe(inbox);
  });

  it.each(KINDS)("%s has its word", (kind) => expect(Object.keys(words)).toContain(`words.kind.${kind}`));

  it.each(KINDS.filter((kind) => RECORDS[kind].inbox))("%s has a word for each field that asks", (kind) => {
    const asking = Object.entries<FieldSpec>(RECORDS[kind].fields).filter(([, { merge }]) =>
      ["ask", "withdrawn", "once"].includes(merge),
    );
    expect(asking.flatMap(([field]) => (Object.hasOwn(words, `words.${kind}.${field}`) ? [] : [field]))).toEqual([]);
  });

  it("that belongs to a reader has its words where an erasing says what goes", () => {
    for (const { kind } of BELONGING) expect(Object.keys(en)).toContain(`readers.erase-${kind}`);
  });
});
