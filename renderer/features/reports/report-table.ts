/** What a page shows as a table that can be saved, its numbers as numbers. */
import { figuresCsv } from "#shared/import-export/table/write-csv.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../platform/save-file.ts";
import type { TableCell } from "../../platform/worker/reports-api.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";

export interface ReportTable {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

export interface SavedTable extends ReportTable {
  /** The first row: of which library, branch and time it is. */
  readonly of: readonly string[];
}

export function useSaveBytes(): (name: string, bytes: Uint8Array<ArrayBuffer>, said: string) => Promise<void> {
  const t = useT();
  const { host } = useServices();
  const { show } = useToasts();
  return async (name, bytes, said) => {
    const saved = await saveFile(host, name, bytes);
    if (saved.ok) show({ text: said, detail: name });
    else if (saved.error.tag === "not-saved")
      show({ text: t("figures.not-saved", { reason: saved.error.reason }), tone: "failed" });
  };
}

export function useSaveTable(): (table: SavedTable, format: "xlsx" | "csv") => Promise<void> {
  const t = useT();
  const { worker } = useServices();
  const save = useSaveBytes();
  return async ({ name, of, head, rows }, format) => {
    const [first, below] = [
      Array.from({ length: Math.max(of.length, head.length) }, (_, place) => of[place] ?? ""),
      [head, ...rows],
    ];
    const bytes =
      format === "xlsx"
        ? await worker.reports.workbook(first, below)
        : new TextEncoder().encode(figuresCsv(of, head, rows));
    await save(`${name}.${format}`, bytes, t("figures.saved"));
  };
}
