/** What a line of the sheet of work is called. */
import type { Channel } from "#shared/model/interaction.ts";
import type { WorkBy } from "#shared/reports/workload.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import { channelText } from "../../words/contact-words.ts";

export function useWorkKey(): (by: WorkBy, key: string) => string {
  const t = useT();
  const house = useHouse();
  return (by, key) => {
    if (key === "") return t(by === "branch" ? "reports.no-branch" : "reports.work-not-noted");
    switch (by) {
      case "hour":
        return t("reports.work-hour", { hour: key });
      case "branch":
        return house.branches.get(key) ?? key;
      case "channel":
        // every channel has its word
        return channelText(key as Channel, t);
      case "effort":
        return t("reports.work-effort", { effort: key });
    }
  };
}
