/**
 * Plans a list of use against known readers and what a library keeps of their use, with a derivation that tests can
 * follow.
 */
import { createLookup } from "../../shared/import-export/columns/lookups.ts";
import { classIn } from "../../shared/import-export/library-use/call-number.ts";
import { rankReaderColumns } from "../../shared/import-export/library-use/rank-reader-columns.ts";
import { readUse, type UseContext, type UseReading } from "../../shared/import-export/library-use/read-use.ts";
import {
  suggestUseMapping,
  suggestUseRules,
  type UseMapping,
} from "../../shared/import-export/library-use/use-mapping.ts";
import {
  createUsePlanner,
  type StoredUse,
  type UsePlanner,
} from "../../shared/import-export/library-use/use-planner.ts";
import type { UseRules } from "../../shared/import-export/library-use/use-rules.ts";
import { createWho, type ReaderKeys } from "../../shared/import-export/library-use/who.ts";
import type { Table } from "../../shared/import-export/table/table.ts";
import { deriveInTest } from "./plan-table.ts";

const TODAY = "2026-11-25";

export const READERS: readonly ReaderKeys[] = [
  { id: "reader-1", card: "0001", otherIds: { student: "S-1" } },
  { id: "reader-2", card: "0002" },
  { id: "reader-3", card: "0003" },
];

const contextOf = (readers: readonly ReaderKeys[] = READERS): UseContext => ({
  who: createWho(readers),
  branches: createLookup([
    { code: "branch-1", names: ["城东馆", "CD"] },
    { code: "branch-2", names: ["儿童馆"] },
  ]),
  card: null,
  today: TODAY,
  minguo: false,
  classOf: (callNumber) => classIn(callNumber)?.charAt(0),
});

interface Setting {
  readonly readers?: readonly ReaderKeys[];
  readonly library?: ReadonlyMap<string, StoredUse>;
  readonly mapping?: UseMapping;
  readonly rules?: Partial<UseRules>;
  readonly isErased?: (key: string) => boolean;
}

export const readingOf = (
  table: Table,
  { readers, mapping = suggestUseMapping(table), rules = {} }: Setting = {},
): readonly UseReading[] =>
  table.rows.map((row) =>
    readUse(row, table.headers, mapping, { ...suggestUseRules(table.headers, mapping), ...rules }, contextOf(readers)),
  );

export async function planUseTable(
  table: Table,
  {
    readers = READERS,
    library = new Map(),
    mapping = suggestUseMapping(table),
    rules = {},
    isErased = () => false,
  }: Setting = {},
): Promise<UsePlanner> {
  const whole = { ...suggestUseRules(table.headers, mapping), ...rules };
  const plain = contextOf(readers);
  const context = { ...plain, readers: rankReaderColumns(table.rows, mapping, plain.who) };
  const planner = createUsePlanner({
    rows: table.rows,
    read: (row) => readUse(row, table.headers, mapping, whole, context),
    who: context.who,
    source: whole.source,
    derive: deriveInTest,
    stored: async (ids) => ids.map((id) => library.get(id)),
    isErased,
    fixes: new Map(),
  });
  planner.read(0, table.rows.length);
  await planner.compare(0, planner.size());
  return planner;
}

export type Kept = StoredUse & {
  readonly reader: string;
  readonly on: string;
  readonly kind: string;
  readonly mainClass: string | undefined;
};

/** The library after everything new and changed was written, as the records' declaration merges it. */
export function libraryAfter(
  planner: UsePlanner,
  library: ReadonlyMap<string, StoredUse> = new Map(),
): ReadonlyMap<string, Kept> {
  const after = new Map(library) as Map<string, Kept>; // whatever stands there was put there by this function
  for (const place of [...planner.places("new"), ...planner.places("update")]) {
    const { id, reader, on, kind, mainClass, quantity, branch, before, otherBranch } = planner.use(place);
    const known = before === null ? undefined : after.get(id);
    const kept = known === undefined || otherBranch ? branch : known.branch;
    after.set(id, {
      reader,
      on,
      kind,
      mainClass,
      quantity: Math.max(quantity, known?.quantity ?? 0),
      ...(kept !== undefined && { branch: kept }),
    });
  }
  return after;
}
