/** The library's own name, empty until it is read and where it has none. */
import { useLiveQuery } from "dexie-react-hooks";
import { readLibraryName } from "../db/library-name.ts";
import { useServices } from "./services.ts";

export function useLibraryName(): string {
  const { db } = useServices();
  return useLiveQuery(async () => (await readLibraryName(db)) ?? "", [db], "");
}
