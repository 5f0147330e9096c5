/** What it takes to word a rule and its values. */
import type { Words } from "../../db/record-words.ts";
import { useHouse } from "../../db/use-house.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";

export function useWords(): Words {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const house = useHouse();
  return { t, format, locale, house };
}
