/**
 * Saving from the settings: this computer's through the host, shared ones as any act. What fails is said in a
 * toast; what succeeds is seen.
 */
import { useCallback } from "react";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { useAct } from "../../acts/use-acts.ts";
import type { Change } from "../../db/write/changes.ts";
import { useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";

export interface Save {
  readonly device: (changes: DeviceSettings) => Promise<boolean>;
  readonly shared: (command: string, changes: readonly Change[]) => Promise<boolean>;
}

export function useSave(): Save {
  const t = useT();
  const store = useDeviceSettingsStore();
  const act = useAct();
  const { show } = useToasts();
  const device = useCallback(
    async (changes: DeviceSettings): Promise<boolean> => {
      const saved = await store.update(changes);
      if (!saved.ok) show({ text: t("settings.not-saved"), tone: "failed" });
      return saved.ok;
    },
    [store, show, t],
  );
  const shared = useCallback(
    (command: string, changes: readonly Change[]) =>
      act({ command, changes, said: { id: "acts.setting" }, quiet: true }),
    [act],
  );
  return { device, shared };
}
