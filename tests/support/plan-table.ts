/** Plans a table against known readers, with lists and a derivation that tests can follow. */
import { createHash } from "node:crypto";
import type { ReadContext } from "../../shared/import-export/cells/read-context.ts";
import { createRowReader } from "../../shared/import-export/cells/read-row.ts";
import { codeColumns } from "../../shared/import-export/columns/code-columns.ts";
import { createCategoryLookup, createLookup } from "../../shared/import-export/columns/lookups.ts";
import { type Mapping, suggestMapping } from "../../shared/import-export/columns/mapping.ts";
import { DEFAULT_RULES, type ImportRules } from "../../shared/import-export/plan/import-rules.ts";
import { createPlanner, type Planner } from "../../shared/import-export/plan/planner.ts";
import { createReaderIndex, type KnownReader } from "../../shared/import-export/plan/reader-index.ts";
import type { Table } from "../../shared/import-export/table/table.ts";
import { DEFAULT_CODES } from "../../shared/model/settings/default-codes.ts";

export const CONTEXT: ReadContext = {
  categories: createCategoryLookup(
    DEFAULT_CODES.filter(({ values }) => values.list === "category").map(({ values }) => ({
      code: values.code,
      names: Object.values(values.names),
    })),
  ),
  branches: createLookup([{ code: "branch-1", names: ["城东馆", "CPL"] }]),
  region: "mainland",
  card: null,
  today: "2026-11-24",
};

export const deriveInTest = async (texts: readonly string[]): Promise<readonly string[]> =>
  texts.map((text) => createHash("sha256").update(text).digest("hex"));

interface Setting {
  readonly known?: readonly KnownReader[];
  readonly rules?: Partial<ImportRules>;
  readonly mapping?: Mapping;
  readonly context?: Partial<ReadContext>;
  readonly isErased?: (key: string) => boolean;
}

export async function planTable(
  table: Table,
  { known = [], rules = {}, mapping = suggestMapping(table), context = {}, isErased }: Setting = {},
): Promise<Planner> {
  const region = context.region ?? CONTEXT.region;
  const index = createReaderIndex(known, region, (char) => char);
  const whole = { ...CONTEXT, hasCard: index.hasCard, ...context, columns: codeColumns(table, mapping) };
  let fresh = 0;
  const planner = createPlanner({
    rows: table.rows,
    read: createRowReader(table.headers, mapping, whole),
    index,
    rules: { ...DEFAULT_RULES, ...rules },
    kind: "reader",
    region,
    toSimplified: (char) => char,
    derive: deriveInTest,
    newId: () => `fresh-${++fresh}`,
    ...(isErased !== undefined && { isErased }),
  });
  await planner.plan(0, table.rows.length);
  return planner;
}

/** The library after everything new and changed was written. */
export function knownAfter(planner: Planner, known: readonly KnownReader[] = []): readonly KnownReader[] {
  const fresh = planner
    .positions("new")
    .map((position): KnownReader => ({ ...planner.draft(position).values, id: planner.row(position).readerId ?? "" }));
  return [...known, ...fresh];
}

/** A table from texts: the first line names the columns. */
export function tableOf(...lines: readonly string[]): Table {
  const [headers = [], ...rows] = lines.map((line) => line.split("|"));
  return { headers, rows: rows.map((cells, index) => ({ row: index + 2, cells })) };
}
