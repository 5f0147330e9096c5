/** A figure in its frame: drawn, or as the table behind it; the table can be saved, and how it is computed is said. */
import { ChartColumn, Download, Info, Table2 } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import { figuresCsv } from "#shared/import-export/table/write-csv.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../platform/save-file.ts";
import { IconButton } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { PlainRows } from "../../ui/plain-rows.tsx";
import { TableHead } from "../../ui/table-head.tsx";
import { fileWords } from "../../words/file-words.ts";
import { howValues } from "../../words/how-words.ts";
import { monthText } from "../../words/things-named.ts";
import { useTold } from "./told.tsx";
import { Unprinted } from "./unprinted.tsx";

/** What the figure is drawn from: every number of it, in words and figures. */
export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The populations that figures are of: two tiles that name one count the same. */
export type Population =
  | "used"
  | "measured"
  | "here"
  | "everybody"
  | "enrolled"
  | "came"
  | "gone"
  | "records"
  | "opinions";

interface TileProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly className: string;
  /** Somebody has come to see this tile. */
  readonly takesFocus?: boolean;
  readonly table: FigureTable;
  /** Whom it counts, and how many they are where that is told; null where few persons hide it. */
  readonly of: Population;
  readonly readers?: number | null;
  /** To them. */
  readonly onReaders?: () => void;
  /** Whether that number may leave the house. */
  readonly isTold?: boolean;
  /** How the figure is computed. */
  readonly how: MessageId;
  /** Few persons are hidden where it is drawn too. */
  readonly hidesHere?: boolean;
  /** The sentence below it: what it says. */
  readonly say?: ReactNode;
  readonly children: ReactNode;
}

export function Tile({
  title,
  sub,
  className,
  takesFocus = false,
  table,
  of,
  readers,
  onReaders,
  isTold = false,
  how,
  hidesHere = false,
  say,
  children,
}: TileProps) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const save = useSaveTable();
  const { isDecided } = useTold();
  const [isTable, setTable] = useState(false);
  const [isExplained, setExplained] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) section.current?.focus();
  }, [takesFocus]);
  const named = (action: MessageId): string => t("statistics.of-tile", { title, action: t(action) });
  return (
    <section ref={section} className={classNames("tile", className)} aria-labelledby={id} tabIndex={-1}>
      <header>
        <h2 id={id}>
          {title}
          {sub !== undefined && <small>{sub}</small>}
        </h2>
        <IconButton
          icon={isTable ? ChartColumn : Table2}
          label={named(isTable ? "statistics.as-chart" : "statistics.as-table")}
          onClick={() => setTable(!isTable)}
        />
        <IconButton
          icon={Download}
          label={named("statistics.save")}
          disabled={!isDecided}
          onClick={() => void save(title, table)}
        />
        <IconButton icon={Info} label={named("statistics.how")} onClick={() => setExplained(true)} />
      </header>
      {isTable ? <PlainTable table={table} labelledBy={id} /> : children}
      {say !== undefined && <p className="say">{say}</p>}
      <p className="meta">
        {t("figures.population", { of: t(`figures.of-${of}`, howValues(t, format)) })}
        {readers !== undefined && " · "}
        {readers === null
          ? HIDDEN
          : readers !== undefined && (
              <Unprinted isHidden={!isTold}>
                <button type="button" className="link" disabled={readers === 0} onClick={onReaders}>
                  {t("statistics.persons", { count: readers })}
                </button>
              </Unprinted>
            )}
      </p>
      {table.rows.some((row) => row.includes(HIDDEN)) && (
        <p className={classNames("meta", !(isTable || hidesHere) && "print-only")}>{t("statistics.few-hidden")}</p>
      )}
      <Dialog
        open={isExplained}
        reading
        title={named("statistics.how")}
        closeLabel={t("statistics.close")}
        onClose={() => setExplained(false)}
      >
        <p>{t(how, howValues(t, format))}</p>
      </Dialog>
    </section>
  );
}

function PlainTable({ table: { head, rows }, labelledBy }: { table: FigureTable; labelledBy: string }) {
  return (
    <table className="tile-table" aria-labelledby={labelledBy}>
      <TableHead cells={head} />
      <PlainRows rows={rows} />
    </table>
  );
}

function useSaveTable(): (title: string, table: FigureTable) => Promise<void> {
  const t = useT();
  const { host } = useServices();
  const { show } = useToasts();
  const house = useHouse();
  const library = useLibraryName();
  const { asked } = useTold();
  const where =
    asked === null
      ? []
      : [
          (asked.branch === null ? undefined : house.branches.get(asked.branch)) ?? t("words.all-branches"),
          monthText(asked.month, t),
        ];
  return async (title, { head, rows }) => {
    const name = `${fileWords(title, ...where)}.csv`;
    const saved = await saveFile(host, name, new TextEncoder().encode(figuresCsv([library, ...where], head, rows)));
    if (saved.ok) show({ text: t("statistics.saved"), detail: name });
    else if (saved.error.tag === "not-saved")
      show({ text: t("statistics.not-saved", { reason: saved.error.reason }), tone: "failed" });
  };
}
