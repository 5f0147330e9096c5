/** Where the second copy of every backup goes, and the way to their own page. */
import { useLocation } from "wouter";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";

export function BackupsSection() {
  const t = useT();
  const { backupPath } = useDeviceSettings();
  const [, navigate] = useLocation();
  return (
    <>
      <p>
        {backupPath === undefined
          ? t("settings.backups-no-second")
          : t("settings.backups-second", { folder: backupPath })}
      </p>
      <p className="field-hint">{t("settings.backups-hint")}</p>
      <Button onClick={() => navigate("/backups")}>{t("settings.backups-open")}</Button>
    </>
  );
}
