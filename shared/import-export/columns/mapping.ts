/**
 * Which column fills which field. The first suggestion comes from the column names; what a person
 * settles is remembered under the fingerprint of the names.
 */
import * as v from "valibot";
import type { DateOrder } from "../cells/parse-day.ts";
import { DATE_ORDERS, detectDateOrder, isSurelyMinguo, mayBeMinguo } from "../cells/parse-day.ts";
import type { UseWithheld } from "../library-use/use-targets.ts";
import { isForbiddenName } from "../table/limits.ts";
import type { Table } from "../table/table.ts";
import { agrees, areIdentities, targetByContent } from "./column-content.ts";
import { foldHeader, isCardOrIdentity, isCommunity, matchHeader } from "./match-header.ts";
import { matchByWords } from "./match-words.ts";
import { isTarget, TARGETS, type Target, targetSpec, type Withheld } from "./targets.ts";

/** A value of the column that becomes a category or a branch of its own name. */
export const NEW_ENTRY = "+";

/** Of a list of readers, unless it says otherwise. */
export interface ColumnRule<T extends string = Target> {
  /** Null: not imported. */
  readonly target: T | null;
  /**
   * Value in the file → code or branch; null leaves the field as it is, `NEW_ENTRY` makes the category or the branch.
   */
  readonly values?: Readonly<Record<string, string | null>>;
  readonly dateOrder?: DateOrder;
  /** Problems whose suggestions are taken without asking, since a person took them the last time. */
  readonly adopts?: readonly string[];
  /** Digest of a faulty cell → the reader whose record says what it was mended to; blank: it is left blank. */
  readonly settled?: Readonly<Record<string, string>>;
}

export interface Mapping<T extends string = Target> {
  /** By column. */
  readonly columns: readonly ColumnRule<T>[];
}

export interface ColumnInfo {
  readonly header: string;
  readonly samples: readonly string[];
  readonly filled: number;
  /** Why it is left out though it was recognised. */
  readonly withheld: Withheld | UseWithheld | "forbidden-name" | null;
}

const SAMPLES = 5;
const LOOKED_AT = 2000;

type Recognise = (header: string) => { readonly target: string } | { readonly withheld: Withheld | UseWithheld } | null;

export function columnInfo(table: Table, recognise: Recognise = matchHeader): readonly ColumnInfo[] {
  return table.headers.map((header, column) => {
    const samples: string[] = [];
    let filled = 0;
    for (const { cells } of table.rows) {
      const cell = cells[column]?.trim() ?? "";
      if (cell === "") continue;
      filled++;
      if (samples.length < SAMPLES && !samples.includes(cell)) samples.push(cell);
    }
    const isCard = isCardOrIdentity(header) && !areIdentities(cellsIn(table, column));
    const match = isCard ? null : (recognise(header) ?? (recognise === matchHeader ? matchByWords(header) : null));
    return {
      header,
      samples,
      filled,
      withheld: isForbiddenName(header)
        ? "forbidden-name"
        : match !== null && "withheld" in match
          ? match.withheld
          : null,
    };
  });
}

const cellsIn = (table: Table, column: number): readonly string[] =>
  table.rows.slice(0, LOOKED_AT).map(({ cells }) => cells[column] ?? "");

export function suggestMapping(table: Table): Mapping {
  const taken = new Set<Target>();
  const cellsOf = (column: number): readonly string[] => cellsIn(table, column);
  const surely = table.headers.map((header, column) =>
    isForbiddenName(header) || isCardOrIdentity(header) ? null : targetOf(header, cellsOf(column)),
  );
  // where a card has a column of its own, the other number is of the school
  const ofNumber = (["card", "student"] as const).find((free) => !surely.includes(free)) ?? null;
  const targets = surely.map((target, column) =>
    isCardOrIdentity(table.headers[column] ?? "") && !areIdentities(cellsOf(column)) ? ofNumber : target,
  );
  // a school or an employer comes first
  const ofCommunity = (["organisation", "unit"] as const).find((free) => !targets.includes(free)) ?? null;
  const columns = table.headers.map((header, column): ColumnRule => {
    const cells = cellsOf(column);
    const target = targets[column] ?? (isCommunity(header) ? ofCommunity : null);
    if (target === null) return { target };
    if (taken.has(target) && !REPEATABLE.has(target)) return { target: null };
    taken.add(target);
    if (targetSpec(target).reading !== "day") return { target };
    return { target, dateOrder: detectDateOrder(cells) };
  });
  return { columns: inOneCalendar(columns, cellsOf) };
}

/** A file has one calendar: where a column is Minguo beyond doubt, short years of the others are as well. */
function inOneCalendar(
  columns: readonly ColumnRule[],
  cellsOf: (column: number) => readonly string[],
): readonly ColumnRule[] {
  const isDay = ({ dateOrder }: ColumnRule): boolean => dateOrder !== undefined;
  if (!columns.some((rule, column) => isDay(rule) && isSurelyMinguo(cellsOf(column)))) return columns;
  return columns.map((rule, column) =>
    isDay(rule) && rule.dateOrder === "ymd" && mayBeMinguo(cellsOf(column)) ? { ...rule, dateOrder: "minguo" } : rule,
  );
}

/** By its name, by the words of its name where its cells agree, or by what its cells can only be. */
function targetOf(header: string, cells: readonly string[]): Target | null {
  const byName = matchHeader(header);
  const match = byName ?? matchByWords(header);
  if (match !== null && "withheld" in match) return null;
  const content = targetByContent(cells);
  if (match === null) return content;
  // 联系方式 may be either
  if (content !== null && (match.target === "phone" || match.target === "email")) return content;
  return byName !== null || agrees(match.target, cells) ? match.target : content;
}

/** The columns say who a reader is: by a name, or by a card. */
export const saysWho = ({ columns }: Mapping): boolean =>
  columns.some(({ target }) => target !== null && WHO.has(target));
const WHO: ReadonlySet<Target> = new Set(["name", "familyName", "givenName", "preferredName", "card"]);

/** Filled columns that go nowhere, apart from those that are left out for a reason. */
export const lostColumns = <T extends string>(
  columns: readonly ColumnInfo[],
  mapping: Mapping<T>,
): ReadonlySet<number> =>
  new Set(
    [...columns.keys()].filter(
      (column) =>
        (columns[column]?.filled ?? 0) > 0 &&
        columns[column]?.withheld === null &&
        (mapping.columns[column]?.target ?? null) === null,
    ),
  );

/** Targets that several columns may fill: they add up, or the first filled one counts. */
const REPEATABLE: ReadonlySet<Target> = new Set(
  Object.keys(TARGETS).filter((id): id is Target => isTarget(id) && (targetSpec(id).many === true || id === "email")),
);

/** Equal for files with the same column names in the same order. */
export function headerFingerprint(headers: readonly string[]): string {
  const text = headers.map(foldHeader).join("\n");
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  // cyrb53: names a setting, keeps nothing secret
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `${headers.length}-${(b >>> 0).toString(16).padStart(8, "0")}${(a >>> 0).toString(16).padStart(8, "0")}`;
}

/** A remembered mapping comes from a setting, which another version may have written. */
export const mappingSchemaOf = <T extends string>(isOf: (text: string) => text is T) =>
  v.object({
    columns: v.array(
      v.object({
        target: v.nullable(v.custom<T>((value) => typeof value === "string" && isOf(value))),
        values: v.exactOptional(v.record(v.string(), v.nullable(v.string()))),
        dateOrder: v.exactOptional(v.picklist(DATE_ORDERS)),
        adopts: v.exactOptional(v.array(v.string())),
        settled: v.exactOptional(v.record(v.string(), v.string())),
      }),
    ),
  });

export const mappingSchema = mappingSchemaOf(isTarget);
