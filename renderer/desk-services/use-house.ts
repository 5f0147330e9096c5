/** The house (branches, colleagues, code lists) as it stands now; branches in their order, colleagues told apart. */
import { useMemo } from "react";
import { EMPTY_HOUSE, type House, readHouse, withNamesApart } from "../db/read-house.ts";
import { useFormat, useLocale } from "../i18n/use-t.ts";
import { inBranchOrder } from "./library/use-open-branches.ts";
import { useServices } from "./services.ts";
import { useSharedQuery } from "./shared-query.ts";

export function useHouse(): House {
  const { db } = useServices();
  const locale = useLocale();
  const house = useSharedQuery(db, readHouse) ?? EMPTY_HOUSE;
  const { compare } = useFormat();
  return useMemo(() => {
    const rows = [...house.branches].map(([id, name]) => ({ id, name, hidden: house.closed?.has(id) === true }));
    const branches = new Map(inBranchOrder(rows, compare).map(({ id, name }) => [id, name]));
    return withNamesApart({ ...house, branches }, locale);
  }, [house, locale, compare]);
}
