/** What the readers behind a number are called. */
import { useCallback } from "react";
import { codeName } from "../../db/read-house.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import type { Figure } from "../../platform/worker/statistics-api.ts";
import type { ReasonName } from "../../words/life-words.ts";
import { monthText } from "../../words/things-named.ts";
import { useHouse } from "../use-house.ts";
import { useAttributeWords } from "./use-attribute-words.ts";

const MONTHS_OF_QUARTER = 3;

/** First month of a quarter, YYYY-MM → its year and its number. */
export const quarterValues = (month: string): { readonly year: string; readonly quarter: number } => ({
  year: month.slice(0, 4),
  quarter: Math.ceil(Number(month.slice(5)) / MONTHS_OF_QUARTER),
});

/** What this library calls why somebody left. */
export function useReasonName(): ReasonName {
  const house = useHouse();
  const locale = useLocale();
  return useCallback((code) => codeName(house, "reason", code, locale), [house, locale]);
}

export function useFigureWords(): (figure: Figure) => string {
  const t = useT();
  const house = useHouse();
  const locale = useLocale();
  const valueName = useAttributeWords();
  return (figure) => {
    switch (figure.tag) {
      case "stage":
        return t(`life.state-${figure.state}`);
      case "group":
        return t(`statistics.group-${figure.group}`);
      case "score":
        return t("figures.with-score", {
          of: t(`figures.score-${figure.of}`),
          score: figure.score === 0 ? t("figures.no-score") : figure.score,
        });
      case "measured":
      case "top-fifth":
      case "entered-fifth":
      case "left-fifth":
        return t(`figures.figure-${figure.tag}`, { measure: t(`figures.measure-${figure.measure}`) });
      case "owned":
        return t("keep.group-with-owner");
      case "path":
        return t(`figures.step-${figure.step}`);
      case "became":
        return t(`figures.became-${figure.step}`);
      case "coming":
        return t("figures.of-band", { band: t(`figures.band-${figure.band}`) });
      case "cohort": {
        const enrolled = t("figures.enrolled-of", { quarter: t("figures.quarter", quarterValues(figure.quarter)) });
        return figure.since === undefined ? enrolled : t("figures.enrolled-used", { enrolled, later: figure.since });
      }
      case "leaving":
        return t(figure.when === undefined ? "keep.figure-leaving" : "keep.figure-leaving-before", {
          reason: codeName(house, "reason", figure.reason, locale),
        });
      case "left-in":
        return t("keep.figure-left-in", { month: monthText(figure.month, t) });
      case "not-contacted":
        return t("keep.figure-not-contacted", { group: t(`keep.group-${figure.group}`), days: figure.days });
      case "covered":
        return t("figures.figure-covered", {
          branch: valueName("branch", figure.branch),
          age: valueName("ageBand", figure.ageBand),
        });
      case "attribute":
        return t("figures.used-by", { name: valueName(figure.attribute, figure.value) });
      default:
        return t(`statistics.figure-${figure.tag}`);
    }
  };
}
