/** Once a day, while nobody is at work here, the worker goes round with the rules. */
import { useEffect } from "react";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import type { DeskStore } from "./desk-store.ts";

/** Without a key for so long nobody is being served. */
const AT_LEISURE_MS = 5 * 60_000;
const LOOK_MS = 60_000;

export function useDailyRound(store: DeskStore): void {
  const { worker, clock } = useServices();
  const { staff = "" } = useDeviceSettings();
  useEffect(() => {
    const look = (): void => {
      if (clock.now() - store.getState().lastKeyAt < AT_LEISURE_MS) return;
      // a round that cannot be made now is made another time
      worker.rules.round("idle", staff).catch(() => undefined);
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [store, worker, clock, staff]);
}
