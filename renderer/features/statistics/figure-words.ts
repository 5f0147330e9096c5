/** What the readers behind a number are called. */
import type { Translate } from "../../i18n/i18n.ts";
import type { Figure } from "../../platform/statistics-api.ts";

export const figureText = (figure: Figure, t: Translate): string =>
  figure.tag === "stage" ? t(`life.state-${figure.state}`) : figure.tag === "group" ? t(`statistics.group-${figure.group}`) : t(`statistics.figure-${figure.tag}`);
