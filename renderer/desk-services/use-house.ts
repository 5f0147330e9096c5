/** The house (branches, colleagues, code lists) as it stands now; colleagues of one name are told apart. */
import { useMemo } from "react";
import { EMPTY_HOUSE, type House, readHouse, withNamesApart } from "../db/read-house.ts";
import { useLocale } from "../i18n/use-t.ts";
import { useServices } from "./services.ts";
import { useSharedQuery } from "./shared-query.ts";

export function useHouse(): House {
  const { db } = useServices();
  const locale = useLocale();
  const house = useSharedQuery(db, readHouse) ?? EMPTY_HOUSE;
  return useMemo(() => withNamesApart(house, locale), [house, locale]);
}
