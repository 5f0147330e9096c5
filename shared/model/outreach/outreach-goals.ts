/**
 * What an outreach is for, and the one purpose of a reader's consent on which it rests. A goal of the library's own
 * names its purpose itself. Nobody is held back from what the library owes her or what she asked for: a reply, a hold, a
 * card that runs out, a word after a complaint, a welcome.
 */
import { type ContactPurpose, isOwed } from "../consent/purposes.ts";

export const OUTREACH_GOALS = [
  "welcome",
  "welcome-back",
  "invite-back",
  "keep",
  "event",
  "new-titles",
  "thanks",
  "survey",
  "expiring-card",
  "after-complaint",
  "own",
] as const;
export type OutreachGoal = (typeof OUTREACH_GOALS)[number];

/**
 * @property purpose null where the outreach says it
 * @property why a group held back is refused, or null where it may be
 */
export interface GoalRule {
  readonly purpose: ContactPurpose | null;
  readonly notHeldBack: NotHeldBack | null;
}
export type NotHeldBack = "reply" | "holds" | "expiry" | "after-complaint" | "welcome";

export const GOAL_RULES: Readonly<Record<OutreachGoal, GoalRule>> = {
  // what goes on in the library is all that a welcome tells
  welcome: { purpose: "event", notHeldBack: "welcome" },
  "welcome-back": { purpose: "invite-back", notHeldBack: "welcome" },
  "invite-back": { purpose: "invite-back", notHeldBack: null },
  keep: { purpose: "invite-back", notHeldBack: null },
  event: { purpose: "event", notHeldBack: null },
  "new-titles": { purpose: "new-titles", notHeldBack: null },
  thanks: { purpose: "thanks", notHeldBack: null },
  survey: { purpose: "survey", notHeldBack: null },
  "expiring-card": { purpose: "arrival", notHeldBack: "expiry" },
  "after-complaint": { purpose: "reply", notHeldBack: "after-complaint" },
  own: { purpose: null, notHeldBack: null },
};

/** Undefined while a goal of the library's own has none. */
export const purposeOf = (row: {
  readonly goal?: OutreachGoal;
  readonly purpose?: ContactPurpose;
}): ContactPurpose | undefined => (row.goal === undefined ? undefined : (GOAL_RULES[row.goal].purpose ?? row.purpose));

/** Its messages say how more of them are refused: they are what the library would like to say. */
export const saysHowToRefuse = (row: Parameters<typeof purposeOf>[0]): boolean => {
  const purpose = purposeOf(row);
  return purpose !== undefined && !isOwed(purpose);
};

/** Why nobody may be held back, or null. */
export const refusesHeldBack = (goal: OutreachGoal, purpose: ContactPurpose): NotHeldBack | null =>
  GOAL_RULES[goal].notHeldBack ?? (purpose === "reply" ? "reply" : purpose === "arrival" ? "holds" : null);
