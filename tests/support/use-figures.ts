/**
 * What an import makes of a list of use, in figures. What was exported must be exactly what the list truly says, added
 * up by day; so a cell is found again where its row's use stands there with the count of its day.
 */
import Papa from "papaparse";
import type { Change } from "../../renderer/db/write/changes.ts";
import type { ImportApi } from "../../renderer/platform/worker/import-api.ts";
import { openFile } from "../../renderer/worker/import/open-file.ts";
import { createImportApi } from "../../renderer/worker/import/serve-imports.ts";
import { kindOfWord } from "../../shared/import-export/library-use/use-column-names.ts";
import type { UseColumnRule, UseMapping } from "../../shared/import-export/library-use/use-mapping.ts";
import type { UseTarget } from "../../shared/import-export/library-use/use-targets.ts";
import { desk, quiet } from "../unit/renderer/worker/import/import-desk.ts";
import { countCells, type ImportFigures } from "./figures-table.ts";
import { importLibrary, NOON } from "./import-library.ts";
import { type TrueUse, USE_READERS, type UseFile } from "./use-files.ts";

const EXPORT = { kind: "activity", format: "csv", language: "zh-CN", withProtected: true, staff: "staff-1" } as const;

export interface UseFigures extends ImportFigures {
  /** Records that the list truly comes to, and that the export does not have so, or has beside them. */
  readonly untrue: readonly string[];
}

async function openLibrary(readers: readonly Change[]) {
  const { deps, exports, writer } = await desk();
  let now = NOON;
  const imports = createImportApi({ ...deps, clock: { now: () => ++now } });
  await (await writer.run("library.first-run", importLibrary(readers), { undoable: false })).confirmed;
  return { imports, exports };
}

export async function figuresOfUse(
  { name, bytes, columns, rows, kind }: UseFile,
  readers: readonly Change[] = USE_READERS,
): Promise<UseFigures> {
  const { imports, exports } = await openLibrary(readers);
  const opened = await imports.open(new File([bytes], name), quiet);
  const table = await openFile(name, bytes, {}, { cancelled: false }, quiet);
  if (!opened.ok || !table.ok) throw new Error("the file cannot be read");
  const { useRules, holds } = opened.value;
  const useMapping = await withoutUnknown(opened.value.useMapping, imports);
  if (holds !== "use") throw new Error("it is taken for a list of readers");
  const headers = opened.value.columns.map(({ header }) => header);
  const got = useMapping.columns.map(({ target }) => target);
  const named = (isOne: (column: number) => boolean): readonly string[] => headers.filter((_, column) => isOne(column));
  const planned = await imports.planUse(useMapping, kind === undefined ? useRules : { ...useRules, kind }, quiet);
  if (!planned.ok) throw new Error(planned.error.tag);
  const refused = new Map<number, string>();
  for (const { position, problems } of (await imports.page("error", 0, rows.length)).rows)
    refused.set(position, problems.map(({ tag }) => tag).join(" + "));
  const written = await imports.write({ staff: "staff-1", desk: null }, quiet);
  if (!written.ok || written.value.failure !== null) throw new Error("the rows cannot be written");
  const { bytes: exported } = await exports.run(EXPORT, quiet);

  const kept = exportedUses(exported);
  const truth = new Map<string, number>();
  for (const uses of rows)
    if (Array.isArray(uses))
      for (const use of uses as readonly TrueUse[])
        truth.set(keyOf(use), (truth.get(keyOf(use)) ?? 0) + (use.quantity ?? 1));
  const untrue = [...new Set([...truth.keys(), ...kept.keys()])]
    .filter((key) => truth.get(key) !== kept.get(key))
    .map((key) => `${key}: ${truth.get(key) ?? 0} → ${kept.get(key) ?? 0}`);
  for (const [position, row] of rows.entries()) {
    const reason = row !== null && "refused" in row ? row.refused : undefined;
    if (refused.get(position) !== reason)
      untrue.push(`row ${position}: ${reason ?? "taken"} → ${refused.get(position) ?? "taken"}`);
  }

  const count = countCells();
  for (const [position, { cells }] of table.value.table.rows.entries()) {
    const row = rows[position] ?? null;
    const reason = refused.get(position);
    const isKept =
      Array.isArray(row) && (row as readonly TrueUse[]).every((use) => kept.get(keyOf(use)) === truth.get(keyOf(use)));
    for (const [column, whole] of cells.entries()) {
      const cell = whole.trim();
      if (cell === "") continue;
      const target = got[column] ?? null;
      const header = headers[column] ?? "";
      if (reason !== undefined) count.setApart(`row refused, ${reason}:`);
      else if (opened.value.columns[column]?.withheld === "title") count.setApart(`left out for privacy, ${header}:`);
      else if (target === null) count.setApart(`no place, ${header}:`);
      else if (useMapping.columns[column]?.values?.[cell] === null) count.setApart(`left blank by hand, ${header}:`);
      else if (row === null) count.setApart("row that says that nothing happened:");
      else {
        const short = shortened(target, cell, row as readonly TrueUse[]);
        count.ask(isKept, `${header}: ${cell}`, short === null ? undefined : `${short}, ${header}:`);
      }
    }
  }
  const byReason = new Map<string, number>();
  for (const reason of refused.values()) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  return {
    name,
    rows: rows.length,
    columns: {
      right: columns.filter((target, column) => target !== null && got[column] === target).length,
      wrong: named((column) => got[column] !== null && got[column] !== columns[column]),
      missed: named((column) => got[column] === null && columns[column] !== null),
    },
    accepted: rows.length - refused.size,
    refused: Object.fromEntries([...byReason].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    cells: count.figures(),
    isSameAgain: await comesBack(exported, readers),
    untrue,
  };
}

/** As one act does it: what is no branch of the library is left blank. */
async function withoutUnknown({ columns }: UseMapping, imports: Pick<ImportApi, "valuesOfUse">): Promise<UseMapping> {
  const settled: UseColumnRule[] = [];
  for (const [column, rule] of columns.entries()) {
    const values = rule.target === "branch" ? await imports.valuesOfUse(column, { columns }) : [];
    const unknown = values.filter(({ fits }) => fits === null).map(({ value }) => [value, null] as const);
    settled.push(unknown.length > 0 ? { ...rule, values: Object.fromEntries(unknown) } : rule);
  }
  return { columns: settled };
}

/** Cells of which, by decision, not all is kept. */
function shortened(target: UseTarget, cell: string, uses: readonly TrueUse[]): string | null {
  if (target === "class")
    return uses.every(({ mainClass }) => mainClass === undefined)
      ? "class that is nobody's business"
      : "kept as its main class";
  return (target === "day" || target === "returned") && /\d:\d/.test(cell) ? "kept as its day" : null;
}

const keyOf = ({ card, on, kind, mainClass = "", branch = "" }: TrueUse): string =>
  [card, on, kind, mainClass, branch].join(" | ");

function exportedUses(bytes: Uint8Array): ReadonlyMap<string, number> {
  const [head = [], ...lines] = Papa.parse<string[]>(new TextDecoder().decode(bytes).trim(), { delimiter: "," }).data;
  const at = (cells: readonly string[], name: string): string => cells[head.indexOf(name)] ?? "";
  return new Map(
    lines.map((cells) => {
      const kind = KINDS[at(cells, "种类")] ?? kindOfWord(at(cells, "种类")) ?? "visit";
      return [
        keyOf({
          card: at(cells, "读者证号"),
          on: at(cells, "日期"),
          kind,
          mainClass: at(cells, "大类"),
          branch: at(cells, "分馆"),
        }),
        Number(at(cells, "数量") || "1"),
      ];
    }),
  );
}
/** As our own export says them. */
const KINDS: Readonly<Record<string, TrueUse["kind"]>> = {
  登记到馆: "visit",
  借阅: "loan",
  归还: "return",
  活动: "event",
  打印复印: "print",
};

async function comesBack(exported: Uint8Array<ArrayBuffer>, readers: readonly Change[]): Promise<boolean> {
  const { imports, exports } = await openLibrary(readers);
  const opened = await imports.open(new File([exported], "again.csv"), quiet);
  if (!opened.ok || opened.value.own === null) throw new Error("our own export cannot be read");
  const planned = await imports.plan(opened.value.mapping, opened.value.rules, quiet);
  if (!planned.ok) throw new Error(planned.error.tag);
  const written = await imports.write({ staff: "staff-1", desk: null }, quiet);
  if (!written.ok || written.value.failure !== null) throw new Error("our own export cannot be written");
  const { bytes } = await exports.run(EXPORT, quiet);
  return bytes.length === exported.length && bytes.every((byte, at) => byte === exported[at]);
}
