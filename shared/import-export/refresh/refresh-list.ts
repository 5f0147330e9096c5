/** Which of a library system's lists a file is: told by its columns, never by its name. */
import type { Activity } from "../../model/activity.ts";
import type { RefreshList } from "../../model/settings/refresh-lists.ts";
import type { Holds } from "../use/holds.ts";
import type { UseRules } from "../use/use-rules.ts";

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
