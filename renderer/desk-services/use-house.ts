/** The house (branches, colleagues, code lists) as it stands now. */
import { EMPTY_HOUSE, type House, readHouse } from "../db/read-house.ts";
import { useServices } from "./services.ts";
import { useSharedQuery } from "./shared-query.ts";

export function useHouse(): House {
  const { db } = useServices();
  return useSharedQuery(db, readHouse) ?? EMPTY_HOUSE;
}
