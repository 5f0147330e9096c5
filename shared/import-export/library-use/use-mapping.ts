/** Which column of a list of use is what, and what the whole list is where its columns do not say it. */

import { detectDateOrder } from "../cells/parse-day.ts";
import type { Lookup } from "../columns/lookups.ts";
import { type ColumnRule, type Mapping, mappingSchemaOf } from "../columns/mapping.ts";
import { foldHeader } from "../columns/match-header.ts";
import type { Table } from "../table/table.ts";
import { kindOfHeader, matchUseHeader } from "./use-column-names.ts";
import type { UseRules } from "./use-rules.ts";
import { isUseTarget, type UseTarget } from "./use-targets.ts";

export type UseColumnRule = ColumnRule<UseTarget>;
export type UseMapping = Mapping<UseTarget>;

const LOOKED_AT = 2000;

/**
 * Each target once, the first column of that name; numbers of a reader may stand in several.
 * @param branches those of the library: a column that is called just 馆 is of branches where its cells are
 */
export function suggestUseMapping({ headers, rows }: Table, branches: Pick<Lookup, "find"> = NO_BRANCHES): UseMapping {
  const taken = new Set<UseTarget>();
  const hasOtherDay = headers.some((header) => isDay(header) && !isReturn(header));
  // where an item came back is not where it was lent
  const hasLoanPlace = headers.some(
    (header) => (isDay(header) && kindOfHeader(header) === "loan") || (isBranch(header) && !isReturnBranch(header)),
  );
  const columns = headers.map((header, column): UseColumnRule => {
    const match =
      matchUseHeader(header) ??
      (isHouse(header) &&
      sayBranches(
        rows.slice(0, LOOKED_AT).map(({ cells }) => cells[column] ?? ""),
        branches,
      )
        ? BRANCH
        : null);
    if (match === null || "withheld" in match || (isReturnBranch(header) && hasLoanPlace)) return { target: null };
    const target = match.target === "day" && hasOtherDay && isReturn(header) ? "returned" : match.target;
    if (taken.has(target) && target !== "reader") return { target: null };
    taken.add(target);
    return target === "day" || target === "returned"
      ? { target, dateOrder: detectDateOrder(rows.slice(0, LOOKED_AT).map(({ cells }) => cells[column] ?? "")) }
      : { target };
  });
  return { columns };
}

const BRANCH = { target: "branch" } as const;
const NO_BRANCHES: Pick<Lookup, "find"> = { find: () => undefined };

/** 馆 may be of a branch, or of a room. */
const isHouse = (header: string): boolean => /^[馆館]$/u.test(foldHeader(header));

/** At least half of what is filled in is a branch of the library, by name or code, or ends as one. */
function sayBranches(cells: readonly string[], branches: Pick<Lookup, "find">): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const known = filled.filter((cell) => branches.find(cell) !== undefined || /[馆館]$/u.test(cell.trim()));
  return filled.length > 0 && known.length * 2 >= filled.length;
}

const isOf = (target: UseTarget, header: string): boolean => {
  const match = matchUseHeader(header);
  return match !== null && "target" in match && match.target === target;
};
const isDay = (header: string): boolean => isOf("day", header);
const isBranch = (header: string): boolean => isOf("branch", header);
const isReturnBranch = (header: string): boolean =>
  /^(?:归还|歸還|[还還][书書回])[馆館]$|^(?:return|checkin)branch$/u.test(foldHeader(header));
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
  return [
    ...(has("reader") ? [] : ["reader" as const]),
    ...(has("day") ? [] : ["day" as const]),
    ...(has("kind") || kind !== null ? [] : ["kind" as const]),
  ];
}

export const useMappingSchema = mappingSchemaOf(isUseTarget);
