/** Why a reader stands behind a number, in words. */
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { type FigureTold, toldOf } from "../../platform/worker/figure-told.ts";
import type { Figure, FigureReader } from "../../platform/worker/statistics-api.ts";
import { causeText, type ReasonName } from "../../words/life-words.ts";

/** @param reasonName where why somebody left is to be said too */
export const figureWhy = (
  figure: Figure,
  reader: FigureReader,
  t: Translate,
  format: Format,
  reasonName?: ReasonName,
): string => WHY[toldOf(figure)](reader, t, format, reasonName);

/** Nobody is sure to come, or not to. */
export function chanceText(chance: number, t: Translate, format: Format): string {
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

type Why = (reader: FigureReader, t: Translate, format: Format, reasonName?: ReasonName) => string;

const WHY: Readonly<Record<FigureTold, Why>> = {
  life: ({ cause, alike }, t, _, reasonName) =>
    alike === undefined
      ? causeText(cause, t, reasonName)
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
