/** Asks before a month is closed: for which branches, how many figures are written down, and which cannot be. */
import { useEffect, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { MonthSeal } from "#shared/model/reports/month-seal.ts";
import { FIGURES } from "#shared/reports/figures.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useMay } from "../../../acts/use-may.ts";
import { create } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import { monthText } from "../../../words/things-named.ts";

/** @param after the last closing that is known here */
export function SealDialog({ month, after, onClose }: { month: string; after: string | null; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const act = useAct();
  const name = monthText(month, t);
  const { worker, clock, random } = useServices();
  const { staff } = useDeviceSettings();
  // nobody can take it back: it stands with a name
  const by = staff !== undefined && house.staff.has(staff) ? staff : undefined;
  const refused = useMay().refusal("figures");
  const [figures, setFigures] = useState<NonNullable<MonthSeal["figures"]> | null>(null);
  useEffect(() => {
    let isWanted = true;
    worker.reports.toSeal(month).then(
      (found) => isWanted && setFigures(found),
      () => isWanted && onClose(),
    );
    return () => {
      isWanted = false;
    };
  }, [worker, month, onClose]);
  const seal = async (): Promise<void> => {
    if (figures === null || by === undefined || refused !== undefined) return;
    onClose();
    const at = clock.now();
    const change = create("month-seal", uuidV7(at, random), {
      month,
      at,
      figures,
      by,
      ...(after !== null && { after }),
    });
    await act({
      command: "report.seal",
      changes: [change],
      said: { id: "reports.did-seal", values: { month: name } },
      options: { undoable: false },
    });
  };
  const missing = figures === null ? [] : FIGURES.filter((figure) => !Object.hasOwn(figures, figure));
  return (
    <AlertDialog
      open
      title={t("reports.seal-ask", { month: name })}
      act={after === null ? t("reports.seal-act", { month: name }) : t("reports.seal-again")}
      cancel={t("reports.cancel")}
      disabled={figures === null || by === undefined || refused !== undefined}
      danger
      onAct={() => void seal()}
      onCancel={onClose}
    >
      {by === undefined && <p role="alert">{t("reports.seal-ask-who")}</p>}
      {refused !== undefined && <p className="field-error">{refused}</p>}
      {house.branches.size > 0 && (
        <p>{t("reports.seal-ask-all", { branches: format.list([...house.branches.values()]) })}</p>
      )}
      {figures !== null && <p>{t("reports.seal-ask-body", { count: FIGURES.length - missing.length })}</p>}
      {missing.length > 0 && (
        <p>
          {t("reports.seal-ask-missing", {
            missing: missing.length,
            list: format.list(missing.map((figure) => t(`reports.name-${figure}`))),
          })}
        </p>
      )}
      {after !== null && <p>{t("reports.seal-ask-again")}</p>}
    </AlertDialog>
  );
}
