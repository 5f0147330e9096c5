/** A figure in its frame: drawn, or as the table behind it; the table can be saved, and how it is computed is said. */
import { ChartColumn, Download, Info, Table2 } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "../button.tsx";
import { classNames } from "../class-names.ts";
import { Dialog } from "../dialogs/dialog.tsx";
import { PlainRows } from "../plain-rows.tsx";
import { TableHead } from "../table-head.tsx";
import "./figure-frame.css";

/** What the figure is drawn from: every number of it, in words and figures. */
export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the buttons are called, each of this figure. */
export interface FigureLabels {
  readonly chart: string;
  readonly table: string;
  readonly save: string;
  readonly how: string;
  readonly close: string;
}

interface FigureFrameProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly className: string;
  /** Somebody has come to see this figure. */
  readonly takesFocus?: boolean;
  readonly table: FigureTable;
  readonly labels: FigureLabels;
  readonly canSave: boolean;
  readonly onSave: () => void;
  /** How the figure is computed. */
  readonly how: string;
  /** The sentence below it: what it says. */
  readonly say?: ReactNode;
  /** Below the sentence; told whether the table is shown. */
  readonly foot: (isTable: boolean) => ReactNode;
  readonly children: ReactNode;
}

export function FigureFrame({
  title,
  sub,
  className,
  takesFocus = false,
  table,
  labels,
  canSave,
  onSave,
  how,
  say,
  foot,
  children,
}: FigureFrameProps) {
  const id = useId();
  const [isTable, setTable] = useState(false);
  const [isExplained, setExplained] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) section.current?.focus();
  }, [takesFocus]);
  return (
    <section ref={section} className={classNames("tile", className)} aria-labelledby={id} tabIndex={-1}>
      <header>
        <h2 id={id}>
          {title}
          {sub !== undefined && <small>{sub}</small>}
        </h2>
        <IconButton
          icon={isTable ? ChartColumn : Table2}
          label={isTable ? labels.chart : labels.table}
          onClick={() => setTable(!isTable)}
        />
        <IconButton icon={Download} label={labels.save} disabled={!canSave} onClick={onSave} />
        <IconButton icon={Info} label={labels.how} onClick={() => setExplained(true)} />
      </header>
      {isTable ? (
        <table className="tile-table" aria-labelledby={id}>
          <TableHead cells={table.head} />
          <PlainRows rows={table.rows} />
        </table>
      ) : (
        children
      )}
      {say !== undefined && <p className="say">{say}</p>}
      {foot(isTable)}
      <Dialog
        open={isExplained}
        reading
        title={labels.how}
        closeLabel={labels.close}
        onClose={() => setExplained(false)}
      >
        <p>{how}</p>
      </Dialog>
    </section>
  );
}
