/**
 * What an import makes of a file, in figures: columns taken for what they are, rows taken and refused, keys pressed,
 * and how many of the file's cells are found again in an export of the library that it was read into.
 */
import Papa from "papaparse";
import { create } from "../../renderer/db/write/changes.ts";
import { createImportApi } from "../../renderer/worker/import/import-api.ts";
import { openFile } from "../../renderer/worker/import/open-file.ts";
import { type DateOrder, parseDay } from "../../shared/exchange/cells/parse-day.ts";
import { hasHtml, htmlToText } from "../../shared/exchange/cells/plain-text.ts";
import { isCardInOrder, isNo, isNoExpiry, isYes, saysNothing } from "../../shared/exchange/cells/value-words.ts";
import { type Mapping, NEW_ENTRY, saysWho } from "../../shared/exchange/columns/mapping.ts";
import { type Target, targetSpec } from "../../shared/exchange/columns/targets.ts";
import { ownColumns } from "../../shared/exchange/own/own-format.ts";
import { duplicateGroup } from "../../shared/exchange/plan/duplicate-group.ts";
import { splitPhones } from "../../shared/model/input/phones.ts";
import { DEFAULT_CODES } from "../../shared/model/settings/default-codes.ts";
import { desk, quiet } from "../unit/renderer/worker/import/import-desk.ts";

export interface ImportFigures {
  readonly name: string;
  readonly rows: number;
  readonly columns: { readonly right: number; readonly wrong: readonly string[]; readonly missed: readonly string[] };
  /** Null: the list goes no further, since no column names anybody. */
  readonly accepted: number | null;
  /** Reason → rows. */
  readonly refused: Readonly<Record<string, number>>;
  /** Of cells that say something; `lost`: the first of those that are not found. */
  readonly cells: { readonly asked: number; readonly found: number; readonly lost: readonly string[] };
  /** Enter for each step, and one for each act upon many rows. */
  readonly keys: number;
}

interface MeasuredFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly columns: readonly (Target | null)[];
}

const STEPS = 4;
/** Of the day that the files are written for, wherever that is. */
const NOON = new Date(2026, 10, 24, 12).getTime();

export async function importFigures({ name, bytes, columns }: MeasuredFile): Promise<ImportFigures> {
  const { deps, exports, writer } = await desk();
  let now = NOON;
  const imports = createImportApi({ ...deps, clock: { now: () => ++now } });
  const library = [...DEFAULT_CODES.map(({ id, values }) => create("code", id, values)), create("setting", "setting-jurisdiction", { name: "jurisdiction", value: "mainland" })];
  await (await writer.run("library.first-run", [...library, create("branch", "branch-1", { name: "城东馆", code: "CPL" })], { undoable: false })).confirmed;
  const opened = await imports.open(new File([bytes], name), quiet);
  const table = await openFile(name, bytes, {}, { cancelled: false }, quiet);
  if (!opened.ok || !table.ok) throw new Error("the file cannot be read");
  const { rules, rows } = opened.value;
  const headers = opened.value.columns.map(({ header }) => header);
  let { mapping } = opened.value;
  const got = mapping.columns.map(({ target }) => target);
  const named = (isOne: (column: number) => boolean): readonly string[] => headers.filter((_, column) => isOne(column));
  const found = {
    right: columns.filter((target, column) => target !== null && got[column] === target).length,
    wrong: named((column) => got[column] !== null && got[column] !== columns[column]),
    missed: named((column) => got[column] === null && columns[column] !== null),
  };
  if (!saysWho(mapping)) return { name, rows, columns: found, accepted: null, refused: {}, cells: { asked: 0, found: 0, lost: [] }, keys: 1 };

  let keys = STEPS;
  let counts = await planned(imports.plan(mapping, rules, quiet));
  for (const { tag, column, lines } of await imports.problems(1)) {
    const target = lines[0]?.problem.target;
    if (tag !== "unknown-value" || column === null || (target !== "category" && target !== "branch")) continue;
    const values = await imports.values(column, mapping);
    mapping = made(mapping, column, Object.fromEntries(values.flatMap(({ value, fits }) => (fits === null ? [[value, NEW_ENTRY]] : []))));
    counts = await planned(imports.plan(mapping, rules, quiet));
    keys++;
  }
  if ((await imports.problems(1)).some(({ suggested }) => suggested > 0)) {
    counts = await imports.mend({}, undefined, quiet);
    keys++;
  }
  if (counts.duplicate > 0) {
    const waiting = await imports.page("duplicate", 0, counts.duplicate);
    const repeated = waiting.rows.filter((row) => duplicateGroup(row) === "repeated").map(({ position }) => position);
    counts = await imports.decide(repeated, "same");
    keys++;
  }
  const refused = new Map<string, number>();
  const count = (reason: string): void => void refused.set(reason, (refused.get(reason) ?? 0) + 1);
  for (const { problems } of (await imports.page("error", 0, rows)).rows) count([...new Set(problems.map(({ tag }) => tag))].join(" + "));
  for (const { suspicion } of (await imports.page("duplicate", 0, rows)).rows) count(`waits: ${suspicion?.tag}`);
  const taken = (await Promise.all((["new", "update", "same"] as const).map((bucket) => imports.page(bucket, 0, rows)))).flatMap((page) => page.rows);
  const written = await imports.write({ staff: "staff-1", desk: null }, quiet);
  if (!written.ok || written.value.failure !== null) throw new Error("the rows cannot be written");
  const { bytes: exported } = await exports.run({ kind: "reader", format: "csv", language: "zh-CN", withProtected: true, staff: "staff-1" }, quiet);
  const readers = new Map(Papa.parse<string[]>(new TextDecoder().decode(exported), { delimiter: "," }).data.map((cells) => [cells[0] ?? "", cells] as const));
  const cells = { asked: 0, found: 0, lost: [] as string[] };
  for (const { position, readerId } of taken) {
    const reader = readers.get(readerId ?? "") ?? [];
    const text = fold(reader.join(" "));
    for (const [column, { target, dateOrder = "unknown" }] of mapping.columns.entries()) {
      const cell = table.value.table.rows[position]?.cells[column]?.trim() ?? "";
      if (target === null || cell === "" || mayBeSilent(cell, target)) continue;
      cells.asked++;
      if (isFound(cell, target, dateOrder, reader, text)) cells.found++;
      else if (cells.lost.length < 10) cells.lost.push(`${headers[column]}: ${cell}`);
    }
  }
  return { name, rows, columns: found, accepted: taken.length, refused: Object.fromEntries([...refused].toSorted(([a], [b]) => (a < b ? -1 : 1))), cells, keys };
}

async function planned(plan: ReturnType<Awaited<ReturnType<typeof desk>>["imports"]["plan"]>) {
  const counts = await plan;
  if (!counts.ok) throw new Error(counts.error.tag);
  return counts.value;
}

const made = ({ columns }: Mapping, column: number, values: Readonly<Record<string, string>>): Mapping => ({ columns: columns.map((rule, at) => (at === column ? { ...rule, values } : rule)) });

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");

/** Cells that say nothing of a reader: 无, 长期, a card in order. */
function mayBeSilent(cell: string, target: Target): boolean {
  const { reading, field } = targetSpec(target);
  if (saysNothing(cell, reading === "name") || (reading === "gender" && /未知|不详/.test(cell))) return true;
  if (reading === "day") return /^0{4}/.test(cell) || (field === "expiresOn" && isNoExpiry(cell));
  return (reading === "status" && isCardInOrder(cell)) || (reading === "barred" && isNo(cell)) || (reading === "flag" && !isYes(cell));
}

/** @param reader her row of the export */
function isFound(cell: string, target: Target, order: DateOrder, reader: readonly string[], text: string): boolean {
  const { reading, field } = targetSpec(target);
  if (["gender", "category", "branch", "flag"].includes(reading)) return (reader[ownColumns("reader").indexOf(field) + 1] ?? "") !== "";
  if (reading === "day") {
    const day = parseDay(cell, { order, minguo: false, pivotYear: 2026, dayOfMonth: field === "expiresOn" ? "last" : "first" });
    return text.includes(fold("day" in day ? day.day : (day.suggestion ?? cell)));
  }
  if (reading === "phone") return splitPhones(cell).every((part) => text.includes(fold(part)) || text.includes(part.replace(/\D/g, "")));
  return text.includes(fold(hasHtml(cell) ? htmlToText(cell) : cell));
}

/** The figures as a table of Markdown. */
export function figuresTable(all: readonly ImportFigures[]): string {
  const share = ({ asked, found }: ImportFigures["cells"]): string => (asked === 0 ? "–" : `${((found / asked) * 100).toFixed(2)} % of ${asked}`);
  const lines = all.map(({ name, rows, columns: { right, wrong, missed }, accepted, refused, cells, keys }) => {
    const reasons = accepted === null ? "stops: nobody is named" : Object.entries(refused).map(([reason, n]) => `${reason} ${n}`);
    return `| ${[name, rows, right, wrong.join(", ") || "–", missed.join(", ") || "–", accepted ?? "–", [reasons].flat().join("; ") || "–", share(cells), keys].join(" | ")} |`;
  });
  return ["| file | rows | columns right | wrong | missed | accepted | refused, by reason | cells found again in the export | keys |", "|---|--:|--:|---|---|--:|---|--:|--:|", ...lines, ""].join(
    "\n",
  );
}
