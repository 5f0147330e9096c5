/**
 * Names of the sets of persons that tiles of the statistics count: by them it is said which may leave the house.
 * One word is one name in all tiles.
 */
import type { LifeState } from "#shared/analysis/life/life-state.ts";
import type { Measure } from "#shared/analysis/value.ts";
import type { ContactDays, ContactGroup } from "./keep-page-api.ts";
import type { BecameStep, PathStepName, Score } from "./readers-page-api.ts";
import type { AttentionGroup } from "./statistics-api.ts";

/** Now, or at the day that it is compared with. */
export type When = "now" | "before";

const ofState = (state: LifeState, when: When = "now"): string => `state ${state} ${when}`;
const CORE = "core";

export const TOLD = {
  here: "here",
  used: "used",
  state: ofState,
  notSeenOwned: "not seen, owned",
  notSeenBy: (rule: "absence" | "decline"): string => `not seen by ${rule}`,
  lapsedOwned: "inactive, owned",
  score: (of: Score, score: number): string => `score ${of} ${score}`,
  core: CORE,
  oneKind: "one kind",
  came: "came",
  group: (group: AttentionGroup): string =>
    group === "core" ? CORE : group === "new" || group === "not-seen" ? ofState(group) : `group ${group}`,
  contacts: (group: ContactGroup): string =>
    group === "core" ? CORE : group === "new" || group === "not-seen" ? ofState(group) : `contacts ${group}`,
  notContacted: (group: ContactGroup, days: ContactDays): string => `not contacted ${group} ${days}`,
  path: (step: PathStepName): string => (step === "potential" ? ofState("potential") : `path ${step}`),
  could: (step: BecameStep): string => `could become ${step}`,
  became: (step: BecameStep): string => `became ${step}`,
  measured: (measure: Measure): string => `measured ${measure}`,
  tookPart: (when: When): string => `took part ${when}`,
  cohort: (quarter: string): string => `cohort ${quarter}`,
  /** @param since quarters after that of enrolment */
  stayed: (quarter: string, since: number): string => `cohort ${quarter} ${since}`,
  left: (when: When): string => `left ${when}`,
  leftFor: (reason: string, when: When): string => `left ${when} ${reason}`,
  newCards: (when: When): string => `new cards ${when}`,
  covered: (branch: string, ageBand: string): string => `covered ${branch} ${ageBand}`,
  community: (branch: string, community: string): string => `community ${branch} ${community}`,
} as const;
