/** The words in which a long list asks before it is printed. */
import { useFormat, useT } from "../../i18n/use-t.ts";

export function usePrintWords(): {
  readonly print: string;
  readonly cancel: string;
  readonly say: (rows: number, pages: number) => string;
} {
  const t = useT();
  const { number } = useFormat();
  return {
    print: t("ui.print"),
    cancel: t("ui.cancel"),
    say: (rows, pages) => t("ui.print-many", { rows: number(rows), pages: number(pages) }),
  };
}
