import * as v from "valibot";
import { expect, test } from "vitest";
import { CODE_LISTS, code } from "#shared/model/house.ts";
import { PURPOSES } from "#shared/model/purpose.ts";
import { DEFAULT_CODES } from "#shared/model/settings/default-codes.ts";

test("gives every code list at least one entry in three languages", () => {
  for (const list of CODE_LISTS) {
    const entries = DEFAULT_CODES.filter((entry) => entry.values.list === list);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(v.is(code.fields.names.schema, entry.values.names)).toBe(true);
  }
});

test("names each record by its list and code, so that two desks write the same ids", () => {
  const ids = DEFAULT_CODES.map((entry) => entry.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, values } of DEFAULT_CODES) {
    expect(id).toBe(`code-${values.list}-${values.code}`);
    expect(id.length).toBeLessThanOrEqual(64);
  }
});

test("names the purposes of the desk's ten keys, in their order", () => {
  expect(DEFAULT_CODES.filter(({ values }) => values.list === "purpose").map(({ values }) => values.code)).toEqual(
    PURPOSES,
  );
});
