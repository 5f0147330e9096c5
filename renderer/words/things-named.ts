/** What a month and a task are called. */
import type { Task } from "#shared/model/task.ts";
import { CONTACT_RULE, isRule } from "#shared/rules/rule.ts";
import type { Translate } from "../i18n/i18n.ts";

/** @param month YYYY-MM */
export const monthText = (month: string, t: Translate): string =>
  t("words.month", { year: month.slice(0, 4), month: String(Number(month.slice(5))) });

/**
 * A task that a rule made has no words of its own until a colleague writes some: the screen says what the rule asks
 * for.
 */
export function taskText({ text, origin }: Pick<Task, "text" | "origin">, t: Translate): string {
  if (text !== undefined) return text;
  const rule = origin?.by === "rule" ? origin.id : undefined;
  return isRule(rule) && rule !== CONTACT_RULE ? t(`words.rule-task.${rule}`) : "";
}
