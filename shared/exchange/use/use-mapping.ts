/** Which column of a list of use is what, and what the whole list is where its columns do not say it. */

import { detectDateOrder } from "../cells/parse-day.ts";
import { type ColumnRule, type Mapping, mappingSchemaOf } from "../columns/mapping.ts";
import type { Table } from "../table/table.ts";
import type { UseRules } from "./use-rules.ts";
import { isUseTarget, type UseTarget } from "./use-targets.ts";
import { kindOfHeader, matchUseHeader } from "./use-words.ts";

export type UseColumnRule = ColumnRule<UseTarget>;
export type UseMapping = Mapping<UseTarget>;

const LOOKED_AT = 2000;

/** Each target once, the first column of that name; numbers of a reader may stand in several. */
export function suggestUseMapping({ headers, rows }: Table): UseMapping {
  const taken = new Set<UseTarget>();
  const hasOtherDay = headers.some((header) => isDay(header) && !isReturn(header));
  const columns = headers.map((header, column): UseColumnRule => {
    const match = matchUseHeader(header);
    if (match === null || "withheld" in match) return { target: null };
    const target = match.target === "day" && hasOtherDay && isReturn(header) ? "returned" : match.target;
    if (taken.has(target) && target !== "reader") return { target: null };
    taken.add(target);
    return target === "day" || target === "returned" ? { target, dateOrder: detectDateOrder(rows.slice(0, LOOKED_AT).map(({ cells }) => cells[column] ?? "")) } : { target };
  });
  return { columns };
}

const isDay = (header: string): boolean => {
  const match = matchUseHeader(header);
  return match !== null && "target" in match && match.target === "day";
};
const isReturn = (header: string): boolean => kindOfHeader(header) === "return";

/** A list with a column of kinds needs none; else the name of its column of days may tell. */
export function suggestUseRules(headers: readonly string[], { columns }: UseMapping): UseRules {
  const day = columns.findIndex(({ target }) => target === "day");
  const told = columns.some(({ target }) => target === "kind") ? undefined : kindOfHeader(headers[day] ?? "");
  return { kind: told ?? null, source: "" };
}

/** What is still to be said before the list can be checked. */
export type UseGap = "reader" | "day" | "kind";

export function mappingGapsOf({ columns }: UseMapping, { kind }: Pick<UseRules, "kind">): readonly UseGap[] {
  const has = (target: UseTarget): boolean => columns.some((rule) => rule.target === target);
  return [...(has("reader") ? [] : ["reader" as const]), ...(has("day") ? [] : ["day" as const]), ...(has("kind") || kind !== null ? [] : ["kind" as const])];
}

export const useMappingSchema = mappingSchemaOf(isUseTarget);
