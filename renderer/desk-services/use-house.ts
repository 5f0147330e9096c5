/** The house (branches, colleagues, code lists) as it stands now. */
import { useLiveQuery } from "dexie-react-hooks";
import { EMPTY_HOUSE, type House, readHouse } from "../db/read-house.ts";
import { useServices } from "./services.ts";

export function useHouse(): House {
  const { db } = useServices();
  return useLiveQuery(() => readHouse(db), [db], EMPTY_HOUSE);
}
