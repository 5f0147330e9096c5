/** A figure of the statistics in its frame, with whom it counts; few persons stay off paper and out of files. */
import type { ReactNode } from "react";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import { figuresCsv } from "#shared/import-export/table/write-csv.ts";
import { Unprinted } from "../../desk-services/figures/unprinted.tsx";
import { useFigureLabels } from "../../desk-services/figures/use-figure-labels.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../platform/save-file.ts";
import { classNames } from "../../ui/class-names.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { FigureFrame, type FigureTable } from "../../ui/figures/figure-frame.tsx";
import { fileWords } from "../../words/file-words.ts";
import { howValues } from "../../words/how-words.ts";
import { monthText } from "../../words/things-named.ts";
import { useTold } from "./told.tsx";

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

export function Tile({ of, readers, onReaders, isTold = false, how, hidesHere = false, ...frame }: TileProps) {
  const t = useT();
  const format = useFormat();
  const save = useSaveTable();
  const { isDecided } = useTold();
  const { title, table } = frame;
  const labels = useFigureLabels(title);
  return (
    <FigureFrame
      {...frame}
      labels={labels}
      canSave={isDecided}
      onSave={() => void save(title, table)}
      how={t(how, howValues(t, format))}
      foot={(isTable) => (
        <>
          <p className="meta">
            {t("figures.population", { of: t(`figures.of-${of}`, howValues(t, format)) })}
            {readers !== undefined && " · "}
            {readers === null
              ? HIDDEN
              : readers !== undefined && (
                  <Unprinted isHidden={!isTold}>
                    <button type="button" className="link" disabled={readers === 0} onClick={onReaders}>
                      {t("figures.persons", { count: readers })}
                    </button>
                  </Unprinted>
                )}
          </p>
          {table.rows.some((row) => row.includes(HIDDEN)) && (
            <p className={classNames("meta", !(isTable || hidesHere) && "print-only")}>{t("figures.few-hidden")}</p>
          )}
        </>
      )}
    />
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
