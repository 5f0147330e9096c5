/** What a setting of the library is called, as its own screen calls it. */
import {
  CODE_PLACE_ID,
  EMERGENCY_CONTACT_ID,
  JURISDICTION_ID,
  LIBRARY_NAME_ID,
  LIBRARY_PHONE_ID,
} from "#shared/model/house.ts";
import { DEADLINES_ID } from "#shared/model/settings/deadline-days.ts";
import { JOURNEYS_ID } from "#shared/model/settings/journey-switches.ts";
import { LETTER_SENDER_ID } from "#shared/model/settings/letter-sender.ts";
import { REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { SENSITIVE_CLASSES_ID } from "#shared/model/settings/sensitive-classes.ts";
import { VALUE_RULES_ID } from "#shared/model/settings/stored-value-rules.ts";
import { isTemplateSetting } from "#shared/model/settings/text-templates.ts";
import { RULES, type RuleId } from "#shared/rules/rule.ts";
import { ruleSettingId } from "#shared/rules/switches.ts";
import { shapeSettingId } from "#shared/rules/thresholds.ts";
import type { Translate } from "../i18n/i18n.ts";

export function settingName(id: string, t: Translate): string {
  const rule = RULES.find((one) => ruleSettingId(one) === id);
  if (rule !== undefined) return t(`rules.name-${rule}`);
  const shaped = shapedRule(id);
  if (shaped !== undefined) return t("rules.shape-of", { name: t(`rules.name-${shaped}`) });
  if (id === VALUE_RULES_ID) return t("settings.value");
  if (id === JURISDICTION_ID) return t("settings.jurisdiction");
  if (id === LIBRARY_NAME_ID) return t("settings.library-name");
  if (id === LIBRARY_PHONE_ID) return t("settings.library-phone");
  if (id === EMERGENCY_CONTACT_ID) return t("settings.emergency-contact");
  if (id === CODE_PLACE_ID) return t("settings.code-place");
  if (id === REPORT_RATE_ID) return t("reports.basics-rate");
  if (id === LETTER_SENDER_ID) return t("out-files.sender");
  if (id === DEADLINES_ID) return t("settings.deadlines");
  if (id === JOURNEYS_ID) return t("outreach.journeys");
  if (id === SENSITIVE_CLASSES_ID) return t("settings.sensitive");
  if (isTemplateSetting(id)) return t("settings.templates");
  if (isPresets(id)) return t("settings.presets");
  return t("words.kind.setting");
}

/** Whose bounds a setting holds. */
export const shapedRule = (id: string): RuleId | undefined => RULES.find((one) => shapeSettingId(one) === id);

export const isPresets = (id: string): boolean => id.startsWith("presets/");
