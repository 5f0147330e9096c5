/**
 * What the list says beyond the record of each reader behind a number: since when and why, how much she uses, or what is
 * to be expected. Read for the rows in view.
 */
import { useEffect, useState } from "react";
import { chanceText, figureWhy } from "../../../desk-services/figures/figure-why.ts";
import { useReasonName } from "../../../desk-services/figures/figure-words.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { type FigureTold, toldOf } from "../../../platform/worker/figure-told.ts";
import type { ReaderListAsked } from "../../../platform/worker/reader-list-api.ts";
import type { FigureReader } from "../../../platform/worker/statistics-api.ts";
import type { GridColumn } from "../../../ui/virtual-grid.tsx";
import type { ReaderList } from "../readers-in-view.ts";

export interface FigureColumns {
  /** None where the list is behind no figure. */
  readonly columns: readonly GridColumn[];
  readonly cellOf: (id: string, column: string) => string;
}

const NOBODY: ReadonlyMap<string, FigureReader> = new Map();

export function useFigureColumns(list: ReaderList | undefined, figure: ReaderListAsked["figure"]): FigureColumns {
  const t = useT();
  const format = useFormat();
  const { worker } = useServices();
  const reasonName = useReasonName();
  const [facts, setFacts] = useState(NOBODY);
  const key = list?.inView ?? "";
  const asked = figure === null ? "" : JSON.stringify(figure);
  useEffect(() => {
    // a new list comes with every change of a reader
    if (asked === "" || key === "" || list === undefined) return undefined;
    const { asked: of, of: what } = JSON.parse(asked) as NonNullable<typeof figure>; // written just above
    let isWanted = true;
    const ids = key.split(",");
    worker.statistics.readersOf(of, what, ids).then(
      (found) => isWanted && setFacts(new Map(found.map((reader) => [reader.id, reader]))),
      // the rows stay as they are
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [worker, asked, key, list]);
  if (figure === null) return { columns: [], cellOf: () => "" };
  const own: Readonly<Record<FigureTold, readonly [GridColumn, why: string]>> = {
    life: [{ id: "since", header: t("readers.figure-since"), width: "7em" }, t("readers.figure-why")],
    value: [{ id: "scores", header: t("figures.scores"), width: "9em" }, t("figures.numbers")],
    contact: [{ id: "contact", header: t("keep.last-contact"), width: "8em" }, t("readers.figure-why")],
    expected: [{ id: "coming", header: t("figures.coming"), width: "7em", numeric: true }, t("readers.figure-why")],
  };
  const [first, why] = own[toldOf(figure.of)];
  return {
    columns: [first, { id: "why", header: why, width: "minmax(16em, 2fr)" }],
    cellOf(id, column) {
      const reader = facts.get(id);
      if (reader === undefined) return "";
      switch (column) {
        case "since":
          return reader.since === null ? "–" : format.shownDay(reader.since);
        case "contact":
          return reader.lastContact === null ? t("keep.never") : format.shownDay(reader.lastContact);
        case "scores":
          return t("figures.three-scores", { r: reader.value.r, f: reader.value.f, v: reader.value.v });
        case "coming":
          return reader.expected === undefined ? "–" : chanceText(reader.expected.coming, t, format);
        default:
          return figureWhy(figure.of, reader, t, format, reasonName);
      }
    },
  };
}
