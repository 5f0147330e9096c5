/** The shared folder by its path, and the sheet that lets a further computer in. */
import { Folder } from "lucide-react";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useSyncActions } from "../sync-provider.tsx";

export function FolderSection() {
  const t = useT();
  const { sharePath } = useDeviceSettings();
  const { open } = useSyncActions();
  return (
    <section aria-labelledby="folder-h">
      <div className="section-head">
        <h2 id="folder-h">{t("sync.folder")}</h2>
        <span className="push row">
          <Button size="small" onClick={() => open("code")}>
            {t("sync.code-open")}
          </Button>
          <Button size="small" kind={sharePath === undefined ? "primary" : "plain"} onClick={() => open("folder")}>
            {t(sharePath === undefined ? "notices.do-choose-folder" : "centre.folder-change")}
          </Button>
        </span>
      </div>
      <p className="row">
        <Icon icon={Folder} />
        {sharePath === undefined ? (
          <span className="soft">{t("centre.folder-none")}</span>
        ) : (
          <span className="mono sync-path">{sharePath}</span>
        )}
      </p>
    </section>
  );
}
