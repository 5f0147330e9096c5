/**
 * What an import makes of a list of readers, in figures: columns taken for what they are, rows taken and refused, and
 * what becomes of each filled cell in an export of the library that it was read into.
 */
import Papa from "papaparse";
import { openFile } from "../../renderer/worker/import/open-file.ts";
import { createImportApi } from "../../renderer/worker/import/serve-imports.ts";
import { type DateOrder, parseDay } from "../../shared/import-export/cells/parse-day.ts";
import { hasHtml, htmlToText } from "../../shared/import-export/cells/plain-text.ts";
import {
  isCardInOrder,
  isNo,
  isNoExpiry,
  isYes,
  parseGender,
  saysNothing,
} from "../../shared/import-export/cells/value-words.ts";
import { lostColumns, type Mapping, NEW_ENTRY, saysWho } from "../../shared/import-export/columns/mapping.ts";
import { type Target, targetSpec } from "../../shared/import-export/columns/targets.ts";
import { ownColumns } from "../../shared/import-export/own/own-format.ts";
import { duplicateGroup } from "../../shared/import-export/plan/duplicate-group.ts";
import { splitPhones } from "../../shared/model/input/phones.ts";
import { desk, quiet } from "../unit/renderer/worker/import/import-desk.ts";
import { countCells, filledCells, type ImportFigures } from "./figures-table.ts";
import { importLibrary, NOON } from "./import-library.ts";

interface MeasuredFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly columns: readonly (Target | null)[];
  /** What goes nowhere is kept in the note, as one act does it. */
  readonly keepsRest?: true;
}

const EXPORT = { kind: "reader", format: "csv", language: "zh-CN", withProtected: true, staff: "staff-1" } as const;

async function openLibrary() {
  const { deps, exports, writer } = await desk();
  let now = NOON;
  const imports = createImportApi({ ...deps, clock: { now: () => ++now } });
  await (await writer.run("library.first-run", importLibrary(), { undoable: false })).confirmed;
  return { imports, exports };
}

export async function importFigures({ name, bytes, columns, keepsRest }: MeasuredFile): Promise<ImportFigures> {
  const { imports, exports } = await openLibrary();
  const opened = await imports.open(new File([bytes], name), quiet);
  const table = await openFile(name, bytes, {}, { cancelled: false }, quiet);
  if (!opened.ok || !table.ok) throw new Error("the file cannot be read");
  const { rules, rows } = opened.value;
  const tableRows = table.value.table.rows;
  const headers = opened.value.columns.map(({ header }) => header);
  let { mapping } = opened.value;
  const got = mapping.columns.map(({ target }) => target);
  const named = (isOne: (column: number) => boolean): readonly string[] => headers.filter((_, column) => isOne(column));
  const taken = {
    right: columns.filter((target, column) => target !== null && got[column] === target).length,
    wrong: named((column) => got[column] !== null && got[column] !== columns[column]),
    missed: named((column) => got[column] === null && columns[column] !== null),
  };
  const count = countCells();
  if (!saysWho(mapping)) {
    count.setApart("nobody is named:", filledCells(tableRows));
    return { name, rows, columns: taken, accepted: null, refused: {}, cells: count.figures(), isSameAgain: null };
  }

  if (keepsRest) {
    const lost = lostColumns(opened.value.columns, mapping);
    mapping = { columns: mapping.columns.map((rule, column) => (lost.has(column) ? { target: "extra" } : rule)) };
  }
  let counts = await planned(imports.plan(mapping, rules, quiet));
  for (const { tag, column, lines } of await imports.problems(1)) {
    const target = lines[0]?.problem.target;
    if (tag !== "unknown-value" || column === null || (target !== "category" && target !== "branch")) continue;
    const values = await imports.values(column, mapping);
    mapping = made(
      mapping,
      column,
      Object.fromEntries(values.flatMap(({ value, fits }) => (fits === null ? [[value, NEW_ENTRY]] : []))),
    );
    counts = await planned(imports.plan(mapping, rules, quiet));
  }
  if ((await imports.problems(1)).some(({ suggested }) => suggested > 0))
    counts = await imports.mend({}, undefined, quiet);
  if (counts.duplicate > 0) {
    const waiting = await imports.page("duplicate", 0, counts.duplicate);
    const repeated = waiting.rows.filter((row) => duplicateGroup(row) === "repeated").map(({ position }) => position);
    counts = await imports.decide(repeated, "same");
  }
  const refused = new Map<number, string>();
  for (const { position, problems } of (await imports.page("error", 0, rows)).rows)
    refused.set(position, [...new Set(problems.map(({ tag }) => tag))].join(" + "));
  for (const { position, suspicion } of (await imports.page("duplicate", 0, rows)).rows)
    refused.set(position, `waits: ${suspicion?.tag}`);
  const readerOf = new Map<number, string>();
  for (const bucket of ["new", "update", "same"] as const)
    for (const { position, readerId } of (await imports.page(bucket, 0, rows)).rows)
      readerOf.set(position, readerId ?? "");
  const written = await imports.write({ staff: "staff-1", desk: null }, quiet);
  if (!written.ok || written.value.failure !== null) throw new Error("the rows cannot be written");
  const { bytes: exported } = await exports.run(EXPORT, quiet);
  const readers = new Map(
    Papa.parse<string[]>(new TextDecoder().decode(exported), { delimiter: "," }).data.map(
      (cells) => [cells[0] ?? "", cells] as const,
    ),
  );

  for (const [position, { cells }] of tableRows.entries()) {
    const reason = refused.get(position);
    const reader = readers.get(readerOf.get(position) ?? "") ?? [];
    for (const [column, whole] of cells.entries()) {
      const cell = whole.trim();
      if (cell === "") continue;
      const { target = null, dateOrder = "unknown" } = mapping.columns[column] ?? {};
      const header = headers[column] ?? "";
      const withheld = opened.value.columns[column]?.withheld ?? null;
      if (reason !== undefined) count.setApart(`row refused, ${reason}:`);
      else if (target === null)
        count.setApart(withheld === null ? `no place, ${header}:` : `left out for privacy, ${header}:`);
      else if (mayBeSilent(cell, target)) count.setApart("says nothing (无, no, in order, no expiry):");
      else count.ask(isFound(cell, { target, header, order: dateOrder }, reader), `${header}: ${cell}`);
    }
  }
  const byReason = new Map<string, number>();
  for (const reason of refused.values()) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  return {
    name: keepsRest ? `${name}, the rest in the note` : name,
    rows,
    columns: taken,
    accepted: readerOf.size,
    refused: Object.fromEntries([...byReason].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    cells: count.figures(),
    isSameAgain: await comesBack(exported),
  };
}

/** Into a library that has not seen it; categories and branches that this one has not are made anew. */
async function comesBack(exported: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { imports, exports } = await openLibrary();
  const opened = await imports.open(new File([exported], "again.csv"), quiet);
  if (!opened.ok) throw new Error("our own export cannot be read");
  let { mapping } = opened.value;
  await planned(imports.plan(mapping, opened.value.rules, quiet));
  for (const { tag, column } of await imports.problems(1)) {
    if (tag !== "unknown-value" || column === null) continue;
    const values = await imports.values(column, mapping);
    mapping = made(
      mapping,
      column,
      Object.fromEntries(values.flatMap(({ value, fits }) => (fits === null ? [[value, NEW_ENTRY]] : []))),
    );
  }
  await planned(imports.plan(mapping, opened.value.rules, quiet));
  const written = await imports.write({ staff: "staff-1", desk: null }, quiet);
  if (!written.ok || written.value.failure !== null) throw new Error("our own export cannot be written");
  const { bytes } = await exports.run(EXPORT, quiet);
  return bytes.length === exported.length && bytes.every((byte, at) => byte === exported[at]);
}

async function planned(plan: ReturnType<Awaited<ReturnType<typeof desk>>["imports"]["plan"]>) {
  const counts = await plan;
  if (!counts.ok) throw new Error(counts.error.tag);
  return counts.value;
}

const made = ({ columns }: Mapping, column: number, values: Readonly<Record<string, string>>): Mapping => ({
  columns: columns.map((rule, at) => (at === column ? { ...rule, values } : rule)),
});

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");

/** Cells that say nothing of a reader: 无, 长期, a card in order. */
function mayBeSilent(cell: string, target: Target): boolean {
  const { reading, field } = targetSpec(target);
  if (saysNothing(cell, reading === "name") || (reading === "gender" && parseGender(cell) === null)) return true;
  if (reading === "day") return /^0{4}/.test(cell) || (field === "expiresOn" && isNoExpiry(cell));
  return (
    (reading === "status" && isCardInOrder(cell)) ||
    (reading === "barred" && isNo(cell)) ||
    (reading === "flag" && !isYes(cell)) ||
    /^[;；]+$/u.test(cell)
  );
}

interface CellPlace {
  readonly target: Target;
  readonly header: string;
  readonly order: DateOrder;
}

/** @param reader her row of the export: its cell for the field, or what is put together there is looked at */
function isFound(cell: string, { target, header, order }: CellPlace, reader: readonly string[]): boolean {
  const { reading, field } = targetSpec(target);
  const said = (name: string): string => reader[ownColumns("reader").indexOf(name) + 1] ?? "";
  // a middle name is part of the name, another card of a reader who is joined is one of her other numbers
  const text = fold([field, "name", "otherIds"].map(said).join(" "));
  if (["category", "branch", "flag"].includes(reading)) return said(field) !== "";
  if (reading === "gender") return parseGender(said(field)) === parseGender(cell);
  if (reading === "day") {
    const day = parseDay(cell, {
      order,
      minguo: false,
      pivotYear: 2026,
      dayOfMonth: field === "expiresOn" ? "last" : "first",
    });
    return text.includes(fold("day" in day ? day.day : (day.suggestion ?? cell)));
  }
  if (reading === "phone")
    return splitPhones(cell).every((part) => text.includes(fold(part)) || text.includes(part.replace(/\D/g, "")));
  if (target === "address") return cell.split(/[;；\n]/u).every((part) => text.includes(fold(part)));
  const plain = hasHtml(cell) ? htmlToText(cell) : cell;
  return text.includes(
    fold(reading === "named" || reading === "status" || reading === "barred" ? header + plain : plain),
  );
}
