/**
 * Whether a task of a rule has nothing to stand on, as is known by now. Either its reader may not be contacted for it
 * any more: she wants no contact, has left or has died. Or it was made for a reason that was none: a closure was entered
 * afterwards, or a list of visits came late. A reason that only went by (she has come again, the task is late) was one, and the
 * task stays until somebody decides.
 *
 * Worked example: she comes every day, last on Friday 31 July, and all days are open. On Tuesday 11 August eleven open
 * days have passed without her, one more than nobody is absent within; the task is due fourteen days on, on the 25th.
 * On the 12th a closure of 1 to 21 August is entered. By it no open day had passed, on the 11th nor today: the reason
 * was none. Had only the 1st to the 3rd been closed, eleven open days would have been reached on the 14th: entered on
 * the 12th it takes the reason away, and from the 14th on the rule speaks again. Had she said on the 12th that she wants
 * no contact, the task would go on that day, whoever she said it to; the reminder of her card that runs out would stay,
 * as it is owed to her, and the call after her complaint, as it answers her.
 */
import type { LifeState } from "../analysis/life/life-state.ts";
import { type Contactable, stopOf } from "../model/consent/may-contact.ts";
import { RULE_BASES, type RuleId } from "./rule.ts";

/** Her absence is the reason; all others name something that has happened. */
const OF_ABSENCE: ReadonlySet<string> = new Set<RuleId>(["core-not-seen", "core-inactive"]);
const COMES: ReadonlySet<LifeState> = new Set(["returned", "new", "occasional", "active"]);

export interface MadeTask {
  readonly rule: RuleId;
  /** The first day of the reason, as it was when the task was made. Days are numbers, days since 1970-01-01. */
  readonly from: number;
}

/** @param stateOn her life cycle on a day, as is known now */
export function isReasonGone({ rule, from }: MadeTask, today: number, stateOn: (day: number) => LifeState): boolean {
  if (!OF_ABSENCE.has(rule) || from > today) return false;
  for (let day = today; day >= from; day--) if (!COMES.has(stateOn(day))) return false;
  return true;
}

/** Whether nobody may contact her any more for what the rule is about. @param today YYYY-MM-DD */
export function isNotToContact(
  rule: RuleId,
  reader: Pick<Contactable, "leaving" | "doNotContact" | "tags">,
  today: string,
): boolean {
  const basis = RULE_BASES[rule];
  return basis !== "request" && stopOf(reader, basis, today) !== undefined;
}
