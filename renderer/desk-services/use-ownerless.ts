/** How many of some readers have no responsible colleague, so that what is made for each would be for nobody. */
import { useLiveQuery } from "dexie-react-hooks";
import { readPeople } from "../db/reader-class.ts";
import { useServices } from "./services.ts";

/** @returns 0 until they are read */
export function useOwnerless(ids: readonly string[]): number {
  const { db } = useServices();
  const key = ids.join();
  return useLiveQuery(
    async () => {
      const people = key === "" ? [] : await readPeople(db, key.split(","));
      return people.filter((row) => row !== undefined && row.gone !== 1 && row.owner === undefined).length;
    },
    [db, key],
    0,
  );
}
