/**
 * Covers a desk at which nobody was ever chosen as soon as roles are in force there: a computer that joins a library
 * hears of its colleagues only with the first sync.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect } from "react";
import { readWhoMay } from "../../acts/use-may.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useDeskSession } from "./desk-session.ts";

export function useAskWho(): void {
  const { db } = useServices();
  const { staff } = useDeviceSettings();
  const { locked, lock } = useDeskSession();
  const isInForce = useLiveQuery(
    async () => staff === undefined && (await readWhoMay(db, "settings")) !== undefined,
    [db, staff],
    false,
  );
  const mustAsk = isInForce && staff === undefined && !locked;
  useEffect(() => {
    if (mustAsk) lock();
  }, [mustAsk, lock]);
}
