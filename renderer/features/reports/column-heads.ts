/** What the columns of a period are called. One that is not over stands beside whole ones. */
import { useT } from "../../i18n/use-t.ts";

export interface ColumnHeads {
  readonly now: string;
  readonly before: string;
  readonly yearAgo: string;
  /** From the period before. */
  readonly change: string;
}

export function useColumnHeads(): (isOver: boolean) => ColumnHeads {
  const t = useT();
  return (isOver) =>
    isOver
      ? {
          now: t("reports.now"),
          before: t("reports.before"),
          yearAgo: t("reports.year-ago"),
          change: t("reports.change"),
        }
      : {
          now: t("reports.now-so-far"),
          before: t("reports.before-whole"),
          yearAgo: t("reports.year-ago-whole"),
          change: t("reports.change-whole"),
        };
}
