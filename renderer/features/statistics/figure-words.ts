/** What the readers behind a number are called. */
import { useT } from "../../i18n/use-t.ts";
import type { Figure } from "../../platform/statistics-api.ts";
import { useAttributeWords } from "./use-attribute-words.ts";

const MONTHS_OF_QUARTER = 3;

/** First month of a quarter, YYYY-MM → its year and its number. */
export const quarterValues = (month: string): { readonly year: string; readonly quarter: number } => ({ year: month.slice(0, 4), quarter: Math.ceil(Number(month.slice(5)) / MONTHS_OF_QUARTER) });

export function useFigureWords(): (figure: Figure) => string {
  const t = useT();
  const valueName = useAttributeWords();
  return (figure) => {
    switch (figure.tag) {
      case "stage":
        return t(`life.state-${figure.state}`);
      case "group":
        return t(`statistics.group-${figure.group}`);
      case "score":
        return t("figures.with-score", { of: t(`figures.score-${figure.of}`), score: figure.score === 0 ? t("figures.no-score") : figure.score });
      case "entered-fifth":
      case "left-fifth":
        return t(`figures.figure-${figure.tag}`, { measure: t(`figures.measure-${figure.measure}`) });
      case "path":
        return t(`figures.step-${figure.step}`);
      case "became":
        return t(`figures.became-${figure.step}`);
      case "active":
        return t("figures.of-band", { band: t(`figures.band-${figure.band}`) });
      case "cohort":
        return t("figures.enrolled-of", { quarter: t("figures.quarter", quarterValues(figure.quarter)) });
      case "attribute":
        return t("figures.used-by", { name: valueName(figure.attribute, figure.value) });
      default:
        return t(`statistics.figure-${figure.tag}`);
    }
  };
}
