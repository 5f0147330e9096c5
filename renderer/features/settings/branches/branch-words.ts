/** What is wrong with a branch as it is written, in words. */
import type { BranchFault } from "#shared/model/settings/branch-name.ts";
import type { Translate } from "../../../i18n/i18n.ts";

export function branchFaultText(t: Translate, fault: BranchFault): string {
  if (fault === "no-name") return t("settings.branch-no-name");
  if (fault === "no-code") return t("settings.branch-no-code");
  if (fault === "last-open") return t("settings.branch-last-open");
  return t(fault.taken === "name" ? "settings.branch-name-taken" : "settings.branch-code-taken", { by: fault.by });
}
