/**
 * Saving from the settings: this computer's through the host, shared ones through the writer. What fails is
 * said in a toast; what succeeds is seen.
 */
import { useCallback } from "react";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import type { Change } from "../../db/changes.ts";
import { useDeviceSettingsStore } from "../../db/device-settings.ts";
import { useServices } from "../../db/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/toast.tsx";

export interface Save {
  readonly device: (changes: DeviceSettings) => Promise<boolean>;
  readonly shared: (command: string, changes: readonly Change[]) => Promise<boolean>;
}

export function useSave(): Save {
  const t = useT();
  const store = useDeviceSettingsStore();
  const { writer } = useServices();
  const { show } = useToasts();
  const told = useCallback(
    (saved: boolean): boolean => {
      if (!saved) show({ text: t("settings.not-saved"), tone: "failed" });
      return saved;
    },
    [show, t],
  );
  const device = useCallback(async (changes: DeviceSettings) => told((await store.update(changes)).ok), [store, told]);
  const shared = useCallback(
    async (command: string, changes: readonly Change[]) => {
      // while the journal does not answer, a second press would write a second time
      if (writer.health.get() !== "ok") return told(false);
      const written = await writer.run(command, changes);
      return told((await written.confirmed).ok);
    },
    [writer, told],
  );
  return { device, shared };
}
