/** What it takes to word a rule and its values. */
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { Words } from "../../../words/words.ts";

export function useWords(): Words {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const house = useHouse();
  return { t, format, locale, house };
}
