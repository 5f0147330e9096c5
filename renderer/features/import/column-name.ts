/** A column of the file as a person finds it again: by its name, or by its place where the file gives it none. */
import { useT } from "../../i18n/use-t.ts";
import { useImportState } from "./import-session.tsx";

export function useColumnName(): (column: number) => string {
  const t = useT();
  const columns = useImportState((state) => state.preview?.columns);
  return (column) => columns?.[column]?.header.trim() || t("import.map-unnamed", { n: column + 1 });
}
