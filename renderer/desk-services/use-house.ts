/** The house (branches, colleagues, code lists) as it stands now; branches in their order, colleagues told apart. */
import { useMemo } from "react";
import type { Jurisdiction } from "#shared/model/house.ts";
import { EMPTY_HOUSE, type House, readHouse, withNamesApart } from "../db/read-house.ts";
import { useFormat, useLocale } from "../i18n/use-t.ts";
import { inBranchOrder } from "./library/use-open-branches.ts";
import { useServices } from "./services.ts";
import { useSharedQuery } from "./shared-query.ts";

export function useHouse(): House {
  const house = useHouseAsRead();
  const locale = useLocale();
  const { compare } = useFormat();
  return useMemo(() => inOrder(house, locale, compare), [house, locale, compare]);
}

/** Where the library is, for the many names of a list: nothing is put in order for it. */
export const useHousePlace = (): Jurisdiction => useHouseAsRead().place;

const useHouseAsRead = (): House => useSharedQuery(useServices().db, readHouse) ?? EMPTY_HOUSE;

type Locale = ReturnType<typeof useLocale>;
type Compare = ReturnType<typeof useFormat>["compare"];

/** As it was put in order last: whoever shows it asks for the same. */
const ordered = new WeakMap<House, { readonly locale: Locale; readonly compare: Compare; readonly house: House }>();

function inOrder(house: House, locale: Locale, compare: Compare): House {
  const last = ordered.get(house);
  if (last?.locale === locale && last.compare === compare) return last.house;
  const rows = [...house.branches].map(([id, name]) => ({ id, name, hidden: house.closed?.has(id) === true }));
  const branches = new Map(inBranchOrder(rows, compare).map(({ id, name }) => [id, name]));
  const made = withNamesApart({ ...house, branches }, locale);
  ordered.set(house, { locale, compare, house: made });
  return made;
}
