/** A month (YYYY-MM) as it is spoken of. */
import { useT } from "../../i18n/use-t.ts";

export function useMonthName(): (month: string) => string {
  const t = useT();
  return (month) => t("statistics.month-long", { year: month.slice(0, 4), month: String(Number(month.slice(5))) });
}
