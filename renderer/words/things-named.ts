/** What a month and a task are called. */
import { giverOf, isToAccept, type Task } from "#shared/model/task.ts";
import { CONTACT_RULE, isRule } from "#shared/rules/rule.ts";
import type { House } from "../db/read-house.ts";
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

/**
 * Who answers for a task: whoever was asked first, until another has accepted it. Undefined where that is nobody.
 */
export function taskHolder(
  task: Pick<Task, "origin" | "assignee" | "accepted" | "done">,
  { staff }: Pick<House, "staff">,
  t: Translate,
): string | undefined {
  const { assignee } = task;
  const first = task.done === undefined ? staff.get(giverOf(task) ?? "") : undefined;
  if (assignee === undefined) return first && t("words.asked-first", { name: first });
  const name = staff.get(assignee) ?? "";
  return first !== undefined && isToAccept(task) ? t("words.given-on", { first, name }) : name;
}
