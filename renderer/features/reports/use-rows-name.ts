/** What the number is called whose rows are looked at. */
import type { RowsBehind, WorkUnit } from "#shared/reports/rows-behind.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { useWorkKey } from "./use-work-key.ts";

export function useRowsName(): (behind: RowsBehind) => string {
  const t = useT();
  const house = useHouse();
  const keyName = useWorkKey();
  const unitOf = (unit: WorkUnit): string => t(`reports.work-${unit}`);
  return (behind) => {
    if (typeof behind === "string") return t(`reports.name-${behind}`);
    switch (behind.tag) {
      case "of-branch": {
        const { branch, figure } = behind;
        const of = branch === null ? t("reports.all-branches") : (house.branches.get(branch) ?? branch);
        return t("reports.number-of", { number: t(`reports.name-${figure}`), of });
      }
      case "work":
        return t("reports.number-of", { number: unitOf(behind.unit), of: t("reports.page-work") });
      case "work-line":
        return t("reports.number-of", { number: unitOf(behind.unit), of: keyName(behind.by, behind.key) });
      case "timed":
        return t("reports.name-timed");
      case "unrated":
        return t("reports.name-unrated");
      case "reached":
        return t("reports.number-of", { number: t("reports.steps-step"), of: t(`words.status.${behind.step}`) });
      case "waiting":
        return t("reports.number-of", { number: t("reports.name-waiting"), of: t(`words.status.${behind.at}`) });
      case "opinions":
        return t(behind.of === "all" ? "reports.name-opinions-judged" : "reports.audit-opinions-in-time");
      case "promises":
        return t(behind.of === "all" ? "reports.name-promises-due" : "reports.audit-promises-kept");
      case "colleagues":
      case "requests":
        return t(`reports.name-${behind.tag}-${behind.of}` as MessageId); // each has its word
      case "satisfied":
        return t("reports.name-satisfied");
    }
  };
}
