/**
 * The rules that are shipped: under a condition each proposes a piece of work about a reader. What a rule looks
 * at and what it answers are plain data; days are numbers, days since 1970-01-01.
 */
import type { LifeCause, LifeState, Standing } from "../analysis/life/life-state.ts";
import type { ContactBasis } from "../model/consent/purposes.ts";

export const RULES = [
  "core-not-seen",
  "core-inactive",
  "returned",
  "new-no-return",
  "potential-no-step",
  "card-expires",
  "child-card",
  "complaint-closed",
  "promise-late",
  "keep-in-touch",
] as const;
export type RuleId = (typeof RULES)[number];

export const isRule = (id: string | undefined): id is RuleId => RULES.some((rule) => rule === id);

/** In the name of whom a task is withdrawn whose reason was none: no colleague has this id. */
export const RULES_AUTHOR = "rules";

/** The one rule that makes no task: the reader stands in the list of whom to speak to today. */
export const CONTACT_RULE = "keep-in-touch" satisfies RuleId;

/**
 * What the work of a rule rests on, if it is to contact her: her complaint and the promise made to her, the card by which
 * she borrows; of all others the purpose is not known, and nobody has agreed to it.
 */
export const RULE_BASES: Readonly<Record<RuleId, ContactBasis>> = {
  "core-not-seen": "consent",
  "core-inactive": "consent",
  returned: "consent",
  "new-no-return": "consent",
  "potential-no-step": "consent",
  "card-expires": "duty",
  "child-card": "duty",
  "complaint-closed": "request",
  "promise-late": "request",
  "keep-in-touch": "consent",
};

/**
 * The steps over weeks that a rule may begin in place of a task, by the name that `outreach/journey.ts` has for them:
 * both go by the same day of her record. The others have no list that would follow from them.
 */
export const RULE_JOURNEYS = {
  "core-not-seen": "invite-back",
  returned: "welcome-back",
  "new-no-return": "welcome",
  "card-expires": "expiring-card",
  "complaint-closed": "after-complaint",
} as const satisfies Readonly<Partial<Record<RuleId, string>>>;
export type RuleJourney = (typeof RULE_JOURNEYS)[keyof typeof RULE_JOURNEYS];

export const journeyOf = (rule: RuleId): RuleJourney | undefined =>
  Object.hasOwn(RULE_JOURNEYS, rule) ? RULE_JOURNEYS[rule as keyof typeof RULE_JOURNEYS] : undefined; // its own key

/** One reader on a day, as the rules look at her. What is costly and seldom asked for is a function. */
export interface RuleFacts {
  readonly reader: string;
  /** The responsible colleague. */
  readonly owner: string | undefined;
  readonly category: string | undefined;
  readonly hasCard: boolean;
  /** She has asked not to be contacted. */
  readonly doNotContact: boolean;
  readonly birth: number | undefined;
  readonly enrolledOn: number | undefined;
  readonly expiresOn: number | undefined;
  /** The day on which a person made the record; none for imported ones. */
  readonly metOn: number | undefined;
  readonly standing: Standing;
  /** The last day, at most today, of which it is known who came. */
  readonly known: number;
  /** First day of the state; undefined where it held from the beginning. */
  readonly since: () => number | undefined;
  /** Whether the reader was a core reader on the day of the last use. */
  readonly wasCore: () => boolean;
  /** Whether the reader's class or unit stays away alike. */
  readonly groupStaysAway: () => boolean;
  readonly visitDays: number;
  readonly hasOpenTask: boolean;
  /** The last service record in either direction. */
  readonly lastContact: number | undefined;
  readonly keepInTouchDays: number | undefined;
  readonly closedComplaints: readonly { readonly id: string; readonly closedOn: number }[];
  readonly latePromises: readonly {
    readonly id: string;
    readonly due: number;
    readonly assignee: string | undefined;
  }[];
}

/** Why a rule speaks, with the numbers for its sentence. */
export type RuleCause =
  | { readonly of: "life"; readonly cause: LifeCause }
  | { readonly of: "enrolled"; readonly on: number; readonly visits: number }
  | { readonly of: "met"; readonly on: number }
  | { readonly of: "expiry"; readonly on: number }
  | { readonly of: "age"; readonly age: number; readonly on: number }
  | { readonly of: "complaint"; readonly closedOn: number }
  | { readonly of: "promise"; readonly due: number }
  | { readonly of: "contact"; readonly last: number | undefined; readonly days: number };

export interface Proposal {
  readonly rule: RuleId;
  readonly reader: string;
  /** Names the cause: for one cause a rule speaks once. */
  readonly key: string;
  readonly cause: RuleCause;
  readonly due: number;
  readonly assignee: string | undefined;
}

/** Why a rule does not speak. */
export type Held =
  | {
      readonly because:
        | "off"
        | "gone"
        | "do-not-contact"
        | "no-segment"
        | "outside"
        | "none"
        | "not-core"
        | "group"
        | "has-step"
        | "no-colleague"
        | "made"
        | "enough"
        | "journey";
    }
  | { readonly because: "state"; readonly state: LifeState }
  | { readonly because: "not-yet"; readonly from: number }
  | { readonly because: "too-late"; readonly until: number };
export type HeldBecause = Held["because"];

export type Outcome = { readonly rule: RuleId; readonly reader: string } & (
  | { readonly proposal: Proposal }
  | { readonly held: Held }
);
