/** Single-letter keys in lists can be turned off (WCAG 2.1.4). */
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useT } from "../../i18n/use-t.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { useSave } from "./use-save.ts";

export function KeysSection() {
  const t = useT();
  const { singleKeys = true } = useDeviceSettings();
  const { device } = useSave();
  return (
    <div className="settings-fields">
      <Checkbox checked={singleKeys} onChange={(event) => void device({ singleKeys: event.currentTarget.checked })}>
        {t("settings.single-keys")}
      </Checkbox>
      <p className="field-hint">{t("settings.single-keys-hint")}</p>
    </div>
  );
}
