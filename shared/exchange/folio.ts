/**
 * FOLIO user records, or any list of JSON objects, as a table: scalars by their path, lists joined,
 * addresses composed. Names that would reach an object's prototype are refused with their row.
 */
import { isForbiddenName } from "./limits.ts";
import type { Table, TableRow } from "./table.ts";

type Flat = Map<string, string>;

/** Contents of one line or list element; a text is a fault found before parsing. */
export interface JsonRecord {
  readonly row: number;
  readonly value?: unknown;
  readonly fault?: NonNullable<TableRow["fault"]>;
}

export function recordsToTable(records: readonly JsonRecord[]): Table {
  const headers = new Map<string, number>();
  const flats = records.map(({ row, value, fault }): { row: number; flat: Flat; fault: TableRow["fault"] | undefined } => {
    const flat: Flat = new Map();
    if (fault !== undefined) return { row, flat, fault };
    if (!isObject(value)) return { row, flat, fault: { tag: "bad-json", column: null, value: JSON.stringify(value)?.slice(0, 80) ?? "" } };
    const refused = flatten(value, "", flat);
    if (refused !== null) return { row, flat: new Map(), fault: { tag: "forbidden-name", column: null, value: refused } };
    for (const name of flat.keys()) if (!headers.has(name)) headers.set(name, headers.size);
    return { row, flat, fault: undefined };
  });
  const names = [...headers.keys()];
  return {
    headers: names,
    rows: flats.map(({ row, flat, fault }) => {
      const cells = names.map((name) => flat.get(name) ?? "");
      return fault === undefined ? { row, cells } : { row, cells, fault };
    }),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

/** @returns the refused name, or null */
function flatten(object: Readonly<Record<string, unknown>>, path: string, flat: Flat): string | null {
  for (const [name, value] of Object.entries(object)) {
    if (isForbiddenName(name)) return name;
    const at = path === "" ? name : `${path}.${name}`;
    if (name === "addresses" && Array.isArray(value)) put(flat, at, value.filter(isObject).map(composeAddress).filter(Boolean).join("\n"));
    else if (Array.isArray(value))
      put(
        flat,
        at,
        value
          .filter((item) => typeof item !== "object")
          .map(String)
          .join(";"),
      );
    else if (isObject(value)) {
      const refused = flatten(value, at, flat);
      if (refused !== null) return refused;
    } else if (value !== null && value !== undefined) put(flat, at, String(value));
  }
  return null;
}

const put = (flat: Flat, name: string, text: string): void => {
  if (text !== "") flat.set(name, text);
};

const ADDRESS_PARTS = ["addressLine1", "addressLine2", "city", "region", "postalCode", "countryId"];

const composeAddress = (address: Readonly<Record<string, unknown>>): string =>
  ADDRESS_PARTS.map((part) => address[part])
    .filter((part) => typeof part === "string" && part !== "")
    .join(", ");
