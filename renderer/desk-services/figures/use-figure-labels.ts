/** What the buttons of a figure's frame are called: each names the figure it belongs to, for whoever hears them. */
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";

export function useFigureLabels(title: string): Readonly<Record<"chart" | "table" | "save" | "how" | "close", string>> {
  const t = useT();
  const named = (action: MessageId): string => t("figures.of-tile", { title, action: t(action) });
  return {
    chart: named("figures.as-chart"),
    table: named("figures.as-table"),
    save: named("figures.save"),
    how: named("figures.how"),
    close: t("figures.close"),
  };
}
