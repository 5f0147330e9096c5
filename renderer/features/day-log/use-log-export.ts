/** What the filter leaves as a workbook, masked as every export is unless somebody asks for more there. */
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../platform/save-file.ts";
import { workerCallback } from "../../platform/worker/worker-callback.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";

export function useLogExport(): (day: string, ids: readonly string[]) => Promise<void> {
  const t = useT();
  const language = useLocale();
  const { worker, host } = useServices();
  const { staff = "" } = useDeviceSettings();
  const { show } = useToasts();
  return async (day, ids) => {
    const silent = workerCallback((): undefined => undefined);
    const made = await worker.exports
      .run({ kind: "interaction", format: "xlsx", language, withProtected: false, ids, staff }, silent)
      .catch(() => null);
    if (made === null) return show({ text: t("day-log.export-not-made"), tone: "failed" });
    const saved = await saveFile(host, t("day-log.file-name", { on: day }), made.bytes);
    if (saved.ok) return show({ text: t("day-log.exported", { count: made.records }) });
    if (saved.error.tag === "cancelled") return show({ text: t("day-log.export-cancelled") });
    show({ text: t("day-log.not-exported", { reason: saved.error.reason }), tone: "failed" });
  };
}
