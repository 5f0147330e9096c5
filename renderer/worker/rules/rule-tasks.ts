/**
 * Tasks that rules make. Their ids are derived from rule, reader and cause, and so are their values: two desks that
 * evaluate apart from each other make one task, and what was done or deleted is not made again.
 */
import type { Host } from "#shared/host/contract.ts";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { CONTACT_RULE, isRule, type Outcome, type Proposal, type RuleId } from "#shared/rules/rule.ts";
import { type Already, causeText, settle } from "#shared/rules/settle.ts";
import type { AllTerms } from "#shared/rules/terms.ts";
import { type Change, create } from "../../db/changes.ts";
import type { DeskDb } from "../../db/database.ts";

/** Names of ids by the text that they are derived from. */
export type TaskIds = ReadonlyMap<string, string>;

const AT_ONCE = 1000;

/** Whether ids can be derived now. */
export const isOpen = async (host: Host): Promise<boolean> => (await host("library.derive", { texts: [""] })).ok;

/** Undefined while the library is locked. */
export async function taskIdsOf(host: Host, outcomes: readonly Outcome[]): Promise<TaskIds | undefined> {
  const texts = [...new Set(outcomes.flatMap((outcome) => ("proposal" in outcome && outcome.rule !== CONTACT_RULE ? [causeText(outcome.proposal)] : [])))];
  const ids = new Map<string, string>();
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const part = texts.slice(from, from + AT_ONCE);
    const derived = await host("library.derive", { texts: part });
    if (!derived.ok) return undefined;
    for (const [place, text] of part.entries()) ids.set(text, uuidV8(hexToBytes(derived.value[place] ?? "")));
  }
  return ids;
}

/** A deleted task was there too. */
export async function settleWith(db: DeskDb, outcomes: readonly Outcome[], ids: TaskIds, terms: AllTerms): Promise<readonly Outcome[]> {
  const rows = await db.task.bulkGet([...ids.values()]);
  const known = new Set(rows.flatMap((row) => row?.id ?? []));
  const open = new Map<RuleId, number>();
  for (const { gone, done, origin } of await db.task.toArray()) {
    if (gone === 1 || done !== undefined || origin?.by !== "rule" || !isRule(origin.id)) continue;
    open.set(origin.id, (open.get(origin.id) ?? 0) + 1);
  }
  const already: Already = { isMade: (proposal) => known.has(ids.get(causeText(proposal)) ?? ""), open: (rule) => open.get(rule) ?? 0, most: (rule) => terms[rule].thresholds.open };
  return settle(outcomes, already);
}

/** Without words: each screen says in its own language what the rule asks for. */
export const taskOf = ({ rule, reader, due, assignee }: Proposal, id: string): Change =>
  create("task", id, { about: { kind: "reader", id: reader }, due: numberToDay(due), origin: { by: "rule", id: rule }, ...(assignee !== undefined && { assignee }) });
