/**
 * Steps over weeks 分步联络: which step of a journey is due for a reader on a day, and what makes the rest of it
 * pointless. A journey begins on a day that her record gives; a step has so many days in which it still makes sense, so
 * that a library which begins with journeys today greets nobody for a card of last year. Days are numbers, days since
 * 1970-01-01.
 *
 * | journey | begins | steps, in days from then | ends early |
 * |---|---|---|---|
 * | welcome | the card was made | 0, 14, 60 | from the second on where she has come since |
 * | welcome back | she came after having stayed away | 0 | she stays away again |
 * | invite back | she began to stay away | 0, by another channel 30 | she came, or answered |
 * | expiring card | 30 days before its last day | 0 | it was renewed |
 * | after a complaint | it was closed | 30 | she has said since how she found it, or complains again |
 *
 * All end where the one function of consent says no to the purpose of the goal that is called as the journey. A step keeps
 * its own distance from the one before, and from the word at the counter with which a journey begins: it comes on its day,
 * whoever has contacted her lately, unless the step says so or a person does in the draft.
 *
 * Worked examples. Card of 2026-10-01, never used: greeted from that day to 10-14, asked on 10-15 whether she found her
 * way, and on 11-30 a last time, until 12-29. Had she come on 10-10, the greeting would stand alone. Away since
 * 2026-10-01, called on 10-05 without an answer: a letter is due from 10-31 on; had she answered on 10-06, none is; had
 * nobody called, there is nothing that another channel could follow. A card whose last day is 2026-12-31 is spoken of
 * from 12-01 to 12-31; renewed on 12-10 for a year, it is so again from 2027-12-01. A complaint closed on 2026-10-01 is
 * asked about from 10-31 to 11-29.
 */
import { assertNever } from "../kernel/assert.ts";
import type { NoContactReason } from "../model/consent/may-contact.ts";

export const JOURNEYS = ["welcome", "welcome-back", "invite-back", "expiring-card", "after-complaint"] as const;
export type Journey = (typeof JOURNEYS)[number];

export interface JourneyStep {
  /** Days from the beginning. */
  readonly after: number;
  /** So many days later it makes no sense any more. */
  readonly within: number;
  /** It follows the step before, by another channel than that one took. */
  readonly otherChannel?: true;
  /** It follows no word of its own: whoever was spoken to lately is spared it. */
  readonly sparesSpokenTo?: true;
}

/** Of the card's last day. */
const EXPIRY_AHEAD = 30;

export const JOURNEY_STEPS: Readonly<Record<Journey, readonly JourneyStep[]>> = {
  welcome: [
    { after: 0, within: 13 },
    { after: 14, within: 29 },
    { after: 60, within: 29 },
  ],
  "welcome-back": [{ after: 0, within: 13 }],
  "invite-back": [
    { after: 0, within: 29, sparesSpokenTo: true },
    { after: 30, within: 29, otherChannel: true },
  ],
  "expiring-card": [{ after: 0, within: EXPIRY_AHEAD }],
  "after-complaint": [{ after: 30, within: 29 }],
};

/** What the one function of consent says, or what she has done since. */
export type JourneyStop = NoContactReason | "came" | "away-again" | "answered" | "renewed" | "complains-again";

export interface JourneyFacts {
  /** What `mayContact` says to the purpose of this journey, or `stopOf` where the channel is still to be chosen. */
  readonly stop: NoContactReason | undefined;
  readonly enrolledOn: number | undefined;
  /** The last day on which the card holds. */
  readonly expiresOn: number | undefined;
  /** On which she last used anything. */
  readonly lastUseOn: number | undefined;
  /** Since when she stays away; undefined where she does not. */
  readonly awaySince: number | undefined;
  /** On which she came after having stayed away; undefined where she never did. */
  readonly returnedOn: number | undefined;
  /** On which her last complaint was closed. */
  readonly complaintClosedOn: number | undefined;
  /** A complaint of hers is open. */
  readonly complains: boolean;
  /** The last day on which she was reached, wrote, called, or said how she found what was done for her. */
  readonly answeredOn: number | undefined;
  /** What was done, in whatever order: by the step's place. */
  readonly made: readonly { readonly journey: Journey; readonly step: number; readonly on: number }[];
}

export type JourneyStanding =
  /** Her record gives no day on which it could begin. */
  | { readonly tag: "not-begun" }
  | { readonly tag: "due"; readonly step: number; readonly begun: number; readonly until: number }
  | { readonly tag: "later"; readonly step: number; readonly begun: number; readonly on: number }
  | { readonly tag: "stopped"; readonly why: JourneyStop }
  /** Every step was made, or its days have passed. */
  | { readonly tag: "over" };

export function journeyStanding(journey: Journey, facts: JourneyFacts, today: number): JourneyStanding {
  const begun = beginningOf(journey, facts);
  if (begun === undefined) return { tag: "not-begun" };
  const steps = JOURNEY_STEPS[journey];
  const made = madeSince(journey, facts, begun);
  for (const [step, { after, within, otherChannel }] of steps.entries()) {
    const [on, until] = [begun + after, begun + after + within];
    if (made.has(step) || today > until) continue;
    // what follows a step has none to follow where that was never made
    if (otherChannel && !made.has(step - 1) && today >= on) continue;
    const why = stopOfStep({ journey, step, begun }, facts, today);
    if (why !== undefined) return { tag: "stopped", why };
    return today < on ? { tag: "later", step, begun, on } : { tag: "due", step, begun, until };
  }
  return { tag: "over" };
}

export interface StepBegun {
  readonly journey: Journey;
  readonly step: number;
  /** When the journey began, as it was known when the list was made. */
  readonly begun: number;
}

/**
 * What has made a step pointless since its list was made, also where the list is worked days later: nobody is called to
 * come back who stands at the desk.
 */
export function stopOfStep(
  { journey, step, begun }: StepBegun,
  facts: JourneyFacts,
  today: number,
): JourneyStop | undefined {
  if (facts.stop !== undefined) return facts.stop;
  const hasAnswered = facts.answeredOn !== undefined && facts.answeredOn <= today;
  switch (journey) {
    case "welcome":
      return step > 0 && hasCome(facts, begun, today) ? "came" : undefined;
    case "welcome-back":
      return facts.awaySince !== undefined && facts.awaySince > begun ? "away-again" : undefined;
    case "invite-back":
      if (facts.awaySince === undefined || hasCome(facts, begun, today)) return "came";
      return step > 0 && hasAnswered && (facts.answeredOn ?? 0) >= begun ? "answered" : undefined;
    case "expiring-card":
      return facts.expiresOn === undefined || facts.expiresOn - EXPIRY_AHEAD > begun ? "renewed" : undefined;
    case "after-complaint":
      if (facts.complains) return "complains-again";
      return hasAnswered && (facts.answeredOn ?? 0) > begun ? "answered" : undefined;
    default:
      return assertNever(journey);
  }
}

/** Making the card is no coming: what she uses on that day is. */
const hasCome = ({ lastUseOn }: JourneyFacts, since: number, today: number): boolean =>
  lastUseOn !== undefined && lastUseOn >= since && lastUseOn <= today;

function beginningOf(journey: Journey, facts: JourneyFacts): number | undefined {
  switch (journey) {
    case "welcome":
      return facts.enrolledOn;
    case "welcome-back":
      return facts.returnedOn;
    case "invite-back":
      return facts.awaySince;
    case "expiring-card":
      return facts.expiresOn === undefined ? undefined : facts.expiresOn - EXPIRY_AHEAD;
    case "after-complaint":
      return facts.complaintClosedOn;
    default:
      return assertNever(journey);
  }
}

/** Steps of the journey that began then: what was done in an earlier year is another one's. */
const madeSince = (journey: Journey, { made }: JourneyFacts, begun: number): ReadonlySet<number> =>
  new Set(made.flatMap((each) => (each.journey === journey && each.on >= begun ? [each.step] : [])));
