/** Which of a library system's lists a file is: told by its columns, never by its name. */
import type { Activity } from "../../model/activity.ts";
import type { RefreshList } from "../../model/settings/refresh-lists.ts";
import type { Holds } from "../library-use/holds.ts";
import { matchUseHeader } from "../library-use/use-column-names.ts";
import type { UseRules } from "../library-use/use-rules.ts";

/** What is known of an opened file by its columns. */
export type ListColumns =
  | { readonly holds: "reader" }
  | { readonly holds: "use"; readonly useRules: Pick<UseRules, "kind"> };

type Kind = NonNullable<Activity["kind"]>;
const LIST_OF_KIND: Readonly<Partial<Record<Kind, RefreshList>>> = {
  visit: "visits",
  loan: "loans",
  return: "loans",
  hold: "holds",
};

const KIND_OF_LIST = { readers: null, visits: "visit", loans: "loan", holds: "hold" } as const;

export const holdsOfList = (list: RefreshList): Holds => (list === "readers" ? "reader" : "use");

/** What each row of such a list is, where no column says it. */
export const kindOfList = (list: RefreshList): Kind | null => KIND_OF_LIST[list];

/** A list of use that says in each row what it is, or that says nothing of it, is taken where a person has named it. */
export function isOfList(columns: ListColumns, list: RefreshList): boolean {
  if (columns.holds === "reader") return list === "readers";
  if (list === "readers") return false;
  const { kind } = columns.useRules;
  return kind === null || LIST_OF_KIND[kind] === list;
}

/**
 * The columns that a list had and a file has not, where it is this list all the same: a person has named the very file,
 * or it has nothing but the list's columns, and nearly all of them.
 */
export function columnsGone(before: readonly string[], now: readonly string[], isNamed: boolean): readonly string[] {
  const there = new Set(now.map(folded));
  const had = new Set(before.map(folded));
  const gone = before.filter((name) => !there.has(folded(name)));
  const isNearlyAll = gone.length <= Math.max(1, Math.floor(before.length / 3)) && gone.length < before.length;
  return isNamed || (isNearlyAll && [...there].every((name) => had.has(name))) ? gone : [];
}

const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** Who, or when, where a list of use says only one of the two; null where it says both or neither. */
export function missingOfUse(list: RefreshList, headers: readonly string[]): "reader" | "day" | null {
  if (list === "readers") return null;
  const targets = headers.flatMap((header) => {
    const match = matchUseHeader(header);
    return match !== null && "target" in match ? [match.target] : [];
  });
  const [who, day] = [targets.includes("reader"), targets.includes("day")];
  return who === day ? null : who ? "day" : "reader";
}
