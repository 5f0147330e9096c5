/** The library's own name and telephone, empty until they are read and where it has none. */
import { useLiveQuery } from "dexie-react-hooks";
import { LIBRARY_PHONE_ID } from "#shared/model/house.ts";
import { readLibraryLine, readLibraryName } from "../db/library-name.ts";
import { useServices } from "./services.ts";

export function useLibraryName(): string {
  const { db } = useServices();
  return useLiveQuery(async () => (await readLibraryName(db)) ?? "", [db], "");
}

export function useLibraryPhone(): string {
  const { db } = useServices();
  return useLiveQuery(async () => (await readLibraryLine(db, LIBRARY_PHONE_ID)) ?? "", [db], "");
}
