/** Some readers as a file, masked as every export is unless somebody asks for more there. */
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { useServices } from "../desk-services/services.ts";
import { useFormat, useLocale, useT } from "../i18n/use-t.ts";
import { saveFile } from "../platform/save-file.ts";
import type { ExportRequest } from "../platform/worker/export-api.ts";
import { workerCallback } from "../platform/worker/worker-callback.ts";
import { useToasts } from "../ui/dialogs/toast.tsx";

/** @param name of the file @param readers their ids, asked when the file is */
export function useListOut(
  name: string,
  readers: () => Promise<readonly string[]>,
): (format: ExportRequest["format"]) => Promise<void> {
  const t = useT();
  const { day } = useFormat();
  const language = useLocale();
  const { worker, host, clock } = useServices();
  const { staff = "" } = useDeviceSettings();
  const { show } = useToasts();
  return async (format) => {
    const ids = await readers();
    const silent = workerCallback((): undefined => undefined);
    const made = await worker.exports
      .run({ kind: "reader", format, language, withProtected: false, ids, staff }, silent)
      .catch(() => null);
    if (made === null) return show({ text: t("batch.export-not-made"), tone: "failed" });
    const { bytes, records } = made;
    const saved = await saveFile(
      host,
      t("batch.file-name", { name: fileName(name), on: day(clock.now()), format }),
      bytes,
    );
    if (saved.ok) return show({ text: t("batch.exported", { count: records }) });
    if (saved.error.tag === "cancelled") return show({ text: t("batch.export-cancelled") });
    show({ text: t("batch.not-exported", { reason: saved.error.reason }), tone: "failed" });
  };
}

/** Without what no file's name may hold. */
const fileName = (name: string): string => name.replace(/[\\/:*?"<>|]/g, " ").trim();
