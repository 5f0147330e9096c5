/** A figure of a report, that of the period before and of a year ago: each opens the rows behind it, in its own period. */
import type { FigureId, FigureValue } from "#shared/reports/figures.ts";
import { useT } from "../../i18n/use-t.ts";
import type { PageProps, RowsOf } from "./asked.ts";
import { useFigureText } from "./use-figure-text.ts";

interface FigureDoorProps {
  readonly figure: FigureId;
  /** As it is shown. */
  readonly value: FigureValue;
  readonly of: RowsOf;
  /** How the value is written, where it is not as on the sheet. */
  readonly shown?: string;
  readonly onGo: PageProps["onGo"];
}

/** Nothing to open where nothing is known, or nothing is there. */
export function FigureDoor({ figure, value, of, onGo, ...as }: FigureDoorProps) {
  const t = useT();
  const text = useFigureText();
  const shown = as.shown ?? text.shortOf(figure, value);
  if (value.tag !== "known" || value.value === 0) return shown;
  return (
    <button
      type="button"
      className="link nums"
      aria-label={t(`reports.open-rows-${of}`, { figure: t(`reports.name-${figure}`), value: shown })}
      onClick={() => onGo({ rows: figure, of })}
    >
      {shown}
    </button>
  );
}
