/**
 * FOLIO user records, or any list of JSON objects, as a table: scalars by their path, the values of lists and
 * of the objects in them joined, addresses composed. Names that would reach an object's prototype are refused with
 * their row.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import type { FileFailure } from "../cells/problems.ts";
import { isForbiddenName, LIMITS } from "./limits.ts";
import type { Table, TableRow } from "./table.ts";

type Flat = Map<string, string>;

/** Contents of one line or list element; a text is a fault found before parsing. */
export interface JsonRecord {
  readonly row: number;
  readonly value?: unknown;
  readonly fault?: NonNullable<TableRow["fault"]>;
}

interface FlatRecord {
  readonly row: number;
  readonly flat: Flat;
  readonly fault: TableRow["fault"] | undefined;
}

/** Stops at the record that has one name too many. */
export function recordsToTable(records: readonly JsonRecord[]): Result<Table, FileFailure> {
  const headers = new Set<string>();
  const flats: FlatRecord[] = [];
  for (const record of records) {
    const flattened = flattenRecord(record);
    for (const name of flattened.flat.keys()) headers.add(name);
    if (headers.size > LIMITS.columns)
      return err({ tag: "too-many-columns", columns: headers.size, limit: LIMITS.columns });
    flats.push(flattened);
  }
  const names = [...headers];
  return ok({
    headers: names,
    rows: flats.map(({ row, flat, fault }) => {
      const cells = names.map((name) => flat.get(name) ?? "");
      return fault === undefined ? { row, cells } : { row, cells, fault };
    }),
  });
}

function flattenRecord({ row, value, fault }: JsonRecord): FlatRecord {
  const flat: Flat = new Map();
  if (fault !== undefined) return { row, flat, fault };
  if (!isObject(value))
    return { row, flat, fault: { tag: "bad-json", column: null, value: JSON.stringify(value)?.slice(0, 80) ?? "" } };
  const refused = flatten(value, "", flat);
  return refused === null
    ? { row, flat, fault: undefined }
    : { row, flat: new Map(), fault: { tag: "forbidden-name", column: null, value: refused } };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @returns the refused name, or null */
function flatten(object: Readonly<Record<string, unknown>>, path: string, flat: Flat): string | null {
  for (const [name, value] of Object.entries(object)) {
    if (isForbiddenName(name)) return name;
    const at = path === "" ? name : `${path}.${name}`;
    if (name === "addresses" && Array.isArray(value))
      put(flat, at, value.filter(isObject).map(composeAddress).filter(Boolean).join("\n"));
    else if (Array.isArray(value)) {
      // the objects of a list fill the same columns, one value after the other
      for (const item of value) {
        if (!isObject(item)) {
          if (typeof item !== "object") put(flat, at, String(item));
          continue;
        }
        const refused = flatten(item, at, flat);
        if (refused !== null) return refused;
      }
    } else if (isObject(value)) {
      const refused = flatten(value, at, flat);
      if (refused !== null) return refused;
    } else if (value !== null && value !== undefined) put(flat, at, String(value));
  }
  return null;
}

const put = (flat: Flat, name: string, text: string): void => {
  const before = flat.get(name);
  if (text !== "") flat.set(name, before === undefined ? text : `${before};${text}`);
};

const ADDRESS_PARTS = ["addressLine1", "addressLine2", "city", "region", "postalCode", "countryId"];

const composeAddress = (address: Readonly<Record<string, unknown>>): string =>
  ADDRESS_PARTS.map((part) => address[part])
    .filter((part) => typeof part === "string" && part !== "")
    .join(", ");
