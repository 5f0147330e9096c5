/** How far the library is written, as a text: another one with every own entry, and with every slice that came from elsewhere. */
import { useLiveQuery } from "dexie-react-hooks";
import { useServices } from "./services.ts";

/** @returns undefined until it is read for the first time */
export function useWritten(): string | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => (await db.streams.toArray()).map(({ stream, seq }) => `${stream} ${seq}`).join(" "), [db]);
}
