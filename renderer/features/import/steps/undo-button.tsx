/** Takes an import back: says first what goes and what stays, and afterwards what became of it. */
import { useState } from "react";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { UndoOutlook } from "../../../platform/worker/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { useImportFlow, useImportState } from "../import-session.tsx";

export interface UndoButtonProps {
  readonly importId: string;
  /** Named for screen readers, where several buttons say the same. */
  readonly file: string;
  readonly large?: boolean;
  readonly onUndone?: () => void;
}

export function UndoButton({ importId, file, large = false, onUndone }: UndoButtonProps) {
  const t = useT();
  const flow = useImportFlow();
  const { worker } = useServices();
  const busy = useImportState((state) => state.job !== null);
  const { staff = "" } = useDeviceSettings();
  const { show } = useToasts();
  const [outlook, setOutlook] = useState<UndoOutlook | null>(null);
  const ask = async (): Promise<void> => setOutlook(await worker.imports.undoOutlook(importId));
  const undo = async (): Promise<void> => {
    setOutlook(null);
    const { left, held, allStay, saved } = await flow.undo(importId, staff);
    const hidden = await worker.imports.undoneReaders(importId);
    const stays = [
      ...(held > 0 ? [t("import.did-undo-held", { n: held })] : []),
      ...(left > 0 ? [t("import.did-undo-left", { n: left })] : []),
    ];
    // only readers leave something to be purged
    const rest = saved
      ? stays.length === 0 && hidden > 0
        ? [t("import.did-undo-stays")]
        : []
      : [t("import.did-undo-unsaved")];
    const detail = [...stays, ...rest].join(" · ");
    show({
      text: t(allStay === true ? "import.did-undo-nobody" : "import.did-undo"),
      ...(detail !== "" && { detail }),
      ...(!saved && { tone: "failed" }),
    });
    onUndone?.();
  };
  return (
    <>
      <Button
        size={large ? "normal" : "small"}
        disabled={busy}
        aria-label={`${t("import.undo")} ${file}`}
        onClick={() => void ask()}
      >
        {t(large ? "import.undo" : "import.undo-short")}
      </Button>
      <AlertDialog
        open={outlook !== null}
        title={t("import.undo-ask", { file })}
        act={t("import.undo-do")}
        cancel={t("import.undo-keep")}
        disabled={outlook?.isAnything !== true}
        onAct={() => void undo()}
        onCancel={() => setOutlook(null)}
      >
        {outlook !== null && <Told outlook={outlook} />}
      </AlertDialog>
    </>
  );
}

function Told({ outlook: { readers, held, isAnything } }: { readonly outlook: UndoOutlook }) {
  const t = useT();
  return (
    <>
      {isAnything && <p>{readers > 0 ? t("import.undo-goes", { n: readers }) : t("import.undo-back")}</p>}
      {held > 0 && <p>{t("import.undo-stay", { n: held })}</p>}
      {isAnything && <p>{t("import.undo-no-way-back")}</p>}
    </>
  );
}
