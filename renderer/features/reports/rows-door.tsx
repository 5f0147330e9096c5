/** A number of a sheet that leads to its rows; nothing to lead to where there is none. */
import type { RowsBehind } from "#shared/reports/rows-behind.ts";
import { useT } from "../../i18n/use-t.ts";
import type { PageProps } from "./asked.ts";
import { useRowsName } from "./use-rows-name.ts";

interface RowsDoorProps {
  readonly behind: RowsBehind;
  /** The number as it is shown. */
  readonly text: string;
  /** Where it is none, it leads nowhere. */
  readonly isNone?: boolean;
  readonly onGo: PageProps["onGo"];
}

export function RowsDoor({ behind, text, isNone = false, onGo }: RowsDoorProps) {
  const t = useT();
  const nameOf = useRowsName();
  if (isNone) return text;
  return (
    <button
      type="button"
      className="link nums"
      aria-label={t("reports.open-rows-of", { name: nameOf(behind), value: text })}
      onClick={() => onGo({ rows: behind })}
    >
      {text}
    </button>
  );
}
