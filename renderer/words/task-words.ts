/**
 * What a task says. One that a rule made has no words of its own until a colleague writes some: the screen says what
 * the rule asks for.
 */
import type { Task } from "#shared/model/task.ts";
import { CONTACT_RULE, isRule } from "#shared/rules/rule.ts";
import type { Translate } from "../i18n/i18n.ts";

export function taskText({ text, origin }: Pick<Task, "text" | "origin">, t: Translate): string {
  if (text !== undefined) return text;
  const rule = origin?.by === "rule" ? origin.id : undefined;
  return isRule(rule) && rule !== CONTACT_RULE ? t(`words.rule-task.${rule}`) : "";
}
