/** What the readers behind a number are called. */
import type { Translate } from "../../i18n/i18n.ts";
import type { Figure } from "../../platform/statistics-api.ts";

export function figureText(figure: Figure, t: Translate): string {
  switch (figure.tag) {
    case "stage":
      return t(`life.state-${figure.state}`);
    case "group":
      return t(`statistics.group-${figure.group}`);
    case "score":
      return t("figures.with-score", { of: t(`figures.score-${figure.of}`), score: figure.score === 0 ? t("figures.no-score") : figure.score });
    default:
      return t(`statistics.figure-${figure.tag}`);
  }
}
