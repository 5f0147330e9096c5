/** The sheet that lets a further computer in: shown, printed alone, copied. Whoever has it is admitted. */
import { Copy, Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { useDeviceSettings } from "../../../db/device-settings.ts";
import { useServices } from "../../../db/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useToasts } from "../../../ui/toast.tsx";
import { useSyncActions } from "../sync-provider.tsx";
import { QrCode } from "./qr-code.tsx";

type Sheet = { readonly code: string; readonly libraryId: string; readonly libraryName: string | null };

export function CodeDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const { host, clock, start } = useServices();
  const { show } = useToasts();
  const { open } = useSyncActions();
  const { staff = "" } = useDeviceSettings();
  const [sheet, setSheet] = useState<Sheet | "locked" | null>(null);
  useEffect(() => {
    let shown = true;
    void host("library.code", { staff }).then((answer) => shown && setSheet(answer.ok ? answer.value : "locked"));
    return () => {
      shown = false;
    };
  }, [host, staff]);
  const copy = async (code: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code);
      show({ text: t("centre.code-copied") });
    } catch {
      show({ text: t("centre.not-copied"), tone: "failed" });
    }
  };
  return (
    <Dialog open title={t("sync.code")} closeLabel={t("centre.close")} onClose={onClose}>
      {sheet === "locked" && <p>{t("notices.stop-locked")}</p>}
      {sheet !== null && sheet !== "locked" && (
        <div className="code-sheet">
          <h2>{sheet.libraryName ?? t("centre.code-library")}</h2>
          <p className="mono code-text">{sheet.code}</p>
          <QrCode text={sheet.code} label={t("centre.code-qr")} />
          <p>{t("centre.code-keep")}</p>
          <p className="meta">{t("centre.code-made", { id: sheet.libraryId, day: format.day(clock.now()) })}</p>
          <p className="no-print">{t(`words.disk-${start.keys}`)}</p>
          <div className="row no-print">
            <Button kind="primary" icon={Printer} onClick={() => window.print()}>
              {t("centre.print")}
            </Button>
            <Button icon={Copy} onClick={() => void copy(sheet.code)}>
              {t("centre.copy-code")}
            </Button>
            <Button onClick={() => open("new-code")}>{t("centre.new-code")}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
