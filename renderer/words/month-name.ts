/** A month (YYYY-MM) as it is spoken of. */
import type { Translate } from "../i18n/i18n.ts";

export const monthText = (month: string, t: Translate): string =>
  t("words.month", { year: month.slice(0, 4), month: String(Number(month.slice(5))) });
