/** While nobody is at work here: once a day the worker goes round with the rules, and hidden attachments go for good. */
import { useEffect } from "react";
import { useActs } from "../../acts/use-acts.ts";
import { attachmentsToDelete } from "../../db/attachments.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import type { DeskStore } from "./desk-store.ts";

/** Without a key for so long nobody is being served. */
const AT_LEISURE_MS = 5 * 60_000;
const LOOK_MS = 60_000;

export function useDailyRound(store: DeskStore): void {
  const { db, worker, clock } = useServices();
  const acts = useActs();
  const { staff = "" } = useDeviceSettings();
  useEffect(() => {
    const deleteHidden = async (): Promise<void> => {
      const changes = await attachmentsToDelete(db, clock.now());
      if (changes.length === 0) return;
      const said = { id: "acts.attachment-removed", values: { what: "" } } as const;
      await acts.run({ command: "attachment.delete", changes, said, options: { undoable: false }, quiet: true });
    };
    const look = (): void => {
      if (clock.now() - store.getState().lastKeyAt < AT_LEISURE_MS) return;
      // a round that cannot be made now is made another time
      worker.rules.round("idle", staff).catch(() => undefined);
      void deleteHidden();
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [store, db, worker, clock, staff, acts]);
}
