/** What the list says of each reader behind a number: where she stands and why, or how much she uses. */
import type { ReactNode } from "react";
import { causeText } from "../../db/life-words.ts";
import { useHouse } from "../../db/use-house.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { useT } from "../../i18n/use-t.ts";
import type { Figure } from "../../platform/statistics-api.ts";
import type { GridColumn } from "../../ui/virtual-grid.tsx";
import type { ListedReader } from "./use-figure-readers.ts";

export interface FigureColumns {
  readonly columns: readonly GridColumn[];
  readonly cellOf: (reader: ListedReader, column: string) => ReactNode;
  /** The reason in words, for the list and for a task. */
  readonly whyOf: (reader: ListedReader) => string;
}

export function useFigureColumns(figure: Figure): FigureColumns {
  const t = useT();
  const house = useHouse();
  const isValue = isOfValue(figure);
  const whyOf = (reader: ListedReader): string => (isValue ? valueText(reader, t) : causeText(reader.cause, t));
  return {
    columns: [
      { id: "name", header: t("words.reader.name"), width: "minmax(7em, .7fr)" },
      { id: "stage", header: t("statistics.stage"), width: "minmax(7em, .6fr)" },
      isValue ? { id: "scores", header: t("figures.scores"), width: "9em" } : { id: "since", header: t("statistics.since"), width: "7em" },
      { id: "why", header: isValue ? t("figures.numbers") : t("statistics.why"), width: "minmax(16em, 3fr)" },
      { id: "owner", header: t("words.reader.owner"), width: "minmax(6em, .7fr)" },
    ],
    cellOf(reader, column) {
      switch (column) {
        case "name":
          return <b>{reader.name}</b>;
        case "stage":
          return t(`life.state-${reader.state}`);
        case "since":
          return reader.since ?? "–";
        case "scores":
          return t("figures.three-scores", { r: reader.value.r, f: reader.value.f, v: reader.value.v });
        case "why":
          return <span title={whyOf(reader)}>{whyOf(reader)}</span>;
        default:
          return reader.owner === undefined ? "–" : (house.staff.get(reader.owner) ?? "–");
      }
    },
    whyOf,
  };
}

const VALUE_FIGURES: ReadonlySet<Figure["tag"]> = new Set(["score", "top-fifth", "entered-fifth", "left-fifth"]);

const isOfValue = (figure: Figure): boolean => VALUE_FIGURES.has(figure.tag) || (figure.tag === "group" && figure.group === "core");

const valueText = ({ value: { recency, frequency, points } }: ListedReader, t: Translate): string =>
  recency === null ? t("figures.never-used") : t("figures.value-why", { recency, frequency, points });
