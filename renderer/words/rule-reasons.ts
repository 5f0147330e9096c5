/** Why a rule speaks of a reader, or does not, in one plain sentence with its days and numbers. */
import { numberToDay } from "#shared/kernel/day.ts";
import type { Held, Outcome, RuleCause, RuleId } from "#shared/rules/rule.ts";
import type { Translate } from "../i18n/i18n.ts";
import type { MessageId } from "../i18n/message-id.ts";
import { causeText as lifeCauseText } from "./life-words.ts";

export function ruleCauseText(cause: RuleCause, t: Translate): string {
  switch (cause.of) {
    case "life":
      return lifeCauseText(cause.cause, t);
    case "enrolled":
      return t("rules.cause-enrolled", { day: numberToDay(cause.on), visits: cause.visits });
    case "met":
      return t("rules.cause-met", { day: numberToDay(cause.on) });
    case "expiry":
      return t("rules.cause-expiry", { day: numberToDay(cause.on) });
    case "age":
      return t("rules.cause-age", { day: numberToDay(cause.on), age: cause.age });
    case "complaint":
      return t("rules.cause-complaint", { day: numberToDay(cause.closedOn) });
    case "promise":
      return t("rules.cause-promise", { day: numberToDay(cause.due) });
    case "contact":
      return cause.last === undefined
        ? t("rules.cause-contact-never", { days: cause.days })
        : t("rules.cause-contact", { days: cause.days, day: numberToDay(cause.last) });
  }
}

/** What there is not, where a rule finds nothing. */
const NOTHING: Readonly<Partial<Record<RuleId, MessageId>>> = {
  "new-no-return": "rules.none-new-no-return",
  "potential-no-step": "rules.none-potential-no-step",
  "card-expires": "rules.none-card-expires",
  "child-card": "rules.none-child-card",
  "complaint-closed": "rules.none-complaint-closed",
  "promise-late": "rules.none-promise-late",
  "keep-in-touch": "rules.none-keep-in-touch",
};

function heldText(rule: RuleId, held: Held, t: Translate): string {
  switch (held.because) {
    case "none":
      return t(NOTHING[rule] ?? "rules.held-none");
    case "state":
      return t("rules.held-state", { state: t(`life.state-${held.state}`) });
    case "not-yet":
      return t("rules.held-not-yet", { day: numberToDay(held.from) });
    case "too-late":
      return t("rules.held-too-late", { day: numberToDay(held.until) });
    default:
      return t(`rules.held-${held.because}`);
  }
}

/** How many readers a rule was held back from, and for what. */
export function heldCountText(rule: RuleId, because: Held["because"], count: number, t: Translate): string {
  if (because === "state" || because === "not-yet" || because === "too-late")
    return t(`rules.count-${because}`, { count });
  return t("rules.count-other", { count, why: heldText(rule, { because }, t) });
}

export const outcomeText = (outcome: Outcome, t: Translate): string =>
  "proposal" in outcome
    ? t("rules.fires", { why: ruleCauseText(outcome.proposal.cause, t) })
    : heldText(outcome.rule, outcome.held, t);
