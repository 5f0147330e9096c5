/** Which lists of the library system are taken over on this computer, and the way to their own page. */
import { useLocation } from "wouter";
import { REFRESH_LISTS } from "#shared/model/settings/refresh-lists.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";

export function RefreshSection() {
  const t = useT();
  const format = useFormat();
  const { refreshPaths = {}, refreshByItself = false } = useDeviceSettings();
  const [, navigate] = useLocation();
  const named = REFRESH_LISTS.filter((list) => refreshPaths[list] !== undefined);
  return (
    <>
      <p>
        {named.length === 0
          ? t("settings.refresh-none")
          : t("settings.refresh-lists", { lists: format.list(named.map((list) => t(`frame.refresh-list-${list}`))) })}
      </p>
      {refreshByItself && named.length > 0 && <p className="field-hint">{t("settings.refresh-itself")}</p>}
      <Button onClick={() => navigate("/refresh")}>{t("settings.refresh-open")}</Button>
    </>
  );
}
