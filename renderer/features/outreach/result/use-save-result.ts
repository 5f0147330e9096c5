/** Saves tables of a result as one sheet, one below the other, each under its title; numbers as numbers. */
import { useServices } from "../../../desk-services/services.ts";
import { useLibraryName } from "../../../desk-services/use-library-name.ts";
import { useT } from "../../../i18n/use-t.ts";
import { saveFile } from "../../../platform/save-file.ts";
import type { TableCell } from "../../../platform/worker/reports-api.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import type { FigureTable } from "../../../ui/figures/figure-frame.tsx";
import { fileWords } from "../../../words/file-words.ts";

export interface TitledTable extends FigureTable {
  readonly title: string;
}

/** @param of which round: its name and its days */
type Save = (title: string, of: readonly string[], tables: readonly TitledTable[]) => Promise<void>;

export function useSaveResult(): Save {
  const t = useT();
  const { host, worker } = useServices();
  const { show } = useToasts();
  const library = useLibraryName();
  return async (title, of, tables) => {
    const rows = tables.flatMap(({ title: name, head, rows: body }, place): readonly (readonly TableCell[])[] => [
      ...(place === 0 ? [] : [[]]),
      [name],
      head,
      ...body.map((row) => row.map(asNumber)),
    ]);
    const hides = rows.some((row) => row.some((cell) => typeof cell === "string" && cell.includes(HIDDEN)));
    if (hides) rows.push([], [t("figures.few-hidden")]);
    const width = Math.max(...rows.map(({ length }) => length), 1 + of.length);
    const whole = (cells: readonly TableCell[]): readonly TableCell[] =>
      Array.from({ length: width }, (_, place) => cells[place] ?? "");
    const bytes = await worker.reports.workbook(whole([library, ...of]).map(String), rows.map(whole), title);
    const name = `${fileWords(title, ...of)}.xlsx`;
    const saved = await saveFile(host, name, bytes);
    if (saved.ok) show({ text: t("figures.saved"), detail: name });
    else if (saved.error.tag === "not-saved")
      show({ text: t("figures.not-saved", { reason: saved.error.reason }), tone: "failed" });
  };
}

/** In the place of a count that may not be told. */
const HIDDEN = "•";

const asNumber = (cell: string): TableCell => (/^\d{1,15}(\.\d+)?$/.test(cell) ? Number(cell) : cell);
