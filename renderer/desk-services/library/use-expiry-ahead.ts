/** From how many days before its end a card's expiry is said. */
import { useLiveQuery } from "dexie-react-hooks";
import { EXPIRY_SETTINGS, expiryAhead, USUAL_EXPIRY_AHEAD } from "#shared/rules/expiry-ahead.ts";
import { useServices } from "../services.ts";

export function useExpiryAhead(): number {
  const { db } = useServices();
  return useLiveQuery(
    async () => expiryAhead(await db.setting.bulkGet([...EXPIRY_SETTINGS])),
    [db],
    USUAL_EXPIRY_AHEAD,
  );
}
