/** A figure of a result in its frame; what few people are stays off paper and out of files. */
import type { ReactNode } from "react";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import { useFigureLabels } from "../../../desk-services/figures/use-figure-labels.ts";
import { useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { FigureFrame, type FigureTable } from "../../../ui/figures/figure-frame.tsx";
import { useSaveResult } from "./use-save-result.ts";

interface ResultTileProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly className: string;
  readonly table: FigureTable;
  readonly how: string;
  readonly say?: ReactNode;
  /** Of which round, for the file. */
  readonly of: readonly string[];
  readonly children: ReactNode;
}

export function ResultTile({ of, ...frame }: ResultTileProps) {
  const t = useT();
  const save = useSaveResult();
  const { title, table } = frame;
  const labels = useFigureLabels(title);
  return (
    <FigureFrame
      {...frame}
      labels={labels}
      canSave
      onSave={() => void save(title, of, [{ title, ...table }])}
      foot={(isTable) =>
        table.rows.some((row) => row.includes(HIDDEN)) && (
          <p className={classNames("meta", !isTable && "print-only")}>{t("figures.few-hidden")}</p>
        )
      }
    />
  );
}
