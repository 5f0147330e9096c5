/**
 * What the list says of each reader behind a number: where she stands and why, how much she uses, or what is to be
 * expected.
 */
import type { ReactNode } from "react";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useHouse } from "../../desk-services/use-house.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { type FigureTold, toldOf } from "../../platform/worker/figure-told.ts";
import type { Figure, FigureReader } from "../../platform/worker/statistics-api.ts";
import type { GridColumn } from "../../ui/virtual-grid.tsx";
import { causeText } from "../../words/life-words.ts";
import type { ListedReader } from "./use-figure-readers.ts";

export interface FigureColumns {
  readonly columns: readonly GridColumn[];
  readonly cellOf: (reader: ListedReader, column: string) => ReactNode;
  /** The reason in words, for the list and for a task. */
  readonly whyOf: (reader: ListedReader) => string;
}

export function useFigureColumns(figure: Figure): FigureColumns {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const told = toldOf(figure);
  const whyOf = (reader: ListedReader): string => WHY[told](reader, t, format);
  const own: Readonly<Record<FigureTold, readonly [GridColumn, why: string]>> = {
    life: [{ id: "since", header: t("statistics.since"), width: "7em" }, t("statistics.why")],
    value: [{ id: "scores", header: t("figures.scores"), width: "9em" }, t("figures.numbers")],
    contact: [{ id: "contact", header: t("keep.last-contact"), width: "8em" }, t("statistics.why")],
    expected: [{ id: "coming", header: t("figures.coming"), width: "7em", numeric: true }, t("statistics.why")],
  };
  const [second, why] = own[told];
  return {
    columns: [
      { id: "name", header: t("words.reader.name"), width: "minmax(7em, .7fr)" },
      { id: "stage", header: t("statistics.stage"), width: "minmax(7em, .6fr)" },
      second,
      { id: "why", header: why, width: "minmax(16em, 3fr)" },
      { id: "owner", header: t("words.reader.owner"), width: "minmax(6em, .7fr)" },
    ],
    cellOf(reader, column) {
      switch (column) {
        case "name":
          return (
            <b>
              <PersonName>{reader.name}</PersonName>
            </b>
          );
        case "stage":
          return t(`life.state-${reader.state}`);
        case "since":
          return reader.since === null ? "–" : format.shownDay(reader.since);
        case "contact":
          return reader.lastContact === null ? t("keep.never") : format.shownDay(reader.lastContact);
        case "scores":
          return t("figures.three-scores", { r: reader.value.r, f: reader.value.f, v: reader.value.v });
        case "coming":
          return reader.expected === undefined ? "–" : chanceText(reader.expected.coming, t, format);
        case "why":
          return <span title={whyOf(reader)}>{whyOf(reader)}</span>;
        default:
          return reader.owner === undefined ? "–" : (house.staff.get(reader.owner) ?? "–");
      }
    },
    whyOf,
  };
}

/** Nobody is sure to come, or not to. */
function chanceText(chance: number, t: Translate, format: Format): string {
  if (chance < 0.01) return t("figures.under", { amount: format.percent(0.01) });
  return chance > 0.99
    ? t("figures.over", { amount: format.percent(0.99) })
    : format.percent(Math.round(chance * 100) / 100);
}

/** Of few days a tenth too: half a day is not none. */
const daysText = (days: number, t: Translate, format: Format): string =>
  days < 0.1
    ? t("figures.under", { amount: format.number(0.1) })
    : format.number(days < 10 ? Math.round(days * 10) / 10 : Math.round(days));

const WHY: Readonly<Record<FigureTold, (reader: FigureReader, t: Translate, format: Format) => string>> = {
  life: ({ cause, alike }, t) =>
    alike === undefined
      ? causeText(cause, t)
      : t("figures.alike", {
          why: causeText(cause, t),
          others: alike.others,
          visits: alike.visits,
          expected: Math.round(alike.expected),
        }),
  value({ value: { recency, frequency, points, known } }, t) {
    if (recency === null) return t("figures.never-used");
    return known === null
      ? t("figures.value-why", { recency, frequency, points })
      : t("figures.value-why-known", { known, recency, frequency, points });
  },
  contact: ({ cause, lastContact }, t) =>
    lastContact === null
      ? t("keep.why-never", { why: causeText(cause, t) })
      : t("keep.why-contact", { day: lastContact, why: causeText(cause, t) }),
  expected: ({ cause, expected }, t, format) =>
    expected === undefined
      ? causeText(cause, t)
      : t("figures.expected-why", {
          months: expected.months,
          coming: chanceText(expected.coming, t, format),
          visits: daysText(expected.visits, t, format),
        }),
};
