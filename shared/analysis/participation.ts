/**
 * Participation 参与: opinions, suggestions, answers, events and volunteering of a reader in twelve months, as its own
 * figure.
 */
import { placeBehind } from "./ascending.ts";
import { kindCode, type ReaderUses } from "./uses.ts";
import { type Share, wilson } from "./wilson.ts";

export interface Participation {
  readonly opinions: number;
  readonly events: number;
  readonly suggestions: number;
  /** To questionnaires and consultations. */
  readonly answers: number;
  readonly volunteering: number;
  readonly total: number;
}

/** What is recorded elsewhere than among the uses, within the window. */
export type RecordedElsewhere = Pick<Participation, "suggestions" | "answers" | "volunteering">;

const DAYS = 365;
const [EVENT, OPINION] = [kindCode("event"), kindCode("opinion")];
const NOTHING: RecordedElsewhere = { suggestions: 0, answers: 0, volunteering: 0 };

export function participationOn(uses: ReaderUses, day: number, elsewhere: RecordedElsewhere = NOTHING): Participation {
  const { kinds, amounts } = uses;
  let events = 0;
  let opinions = 0;
  const until = placeBehind(uses, day);
  for (let row = placeBehind(uses, day - DAYS); row < until; row++) {
    if (kinds[row] === EVENT) events += amounts[row] ?? 0;
    else if (kinds[row] === OPINION) opinions += amounts[row] ?? 0;
  }
  const { suggestions, answers, volunteering } = elsewhere;
  return {
    opinions,
    events,
    suggestions,
    answers,
    volunteering,
    total: opinions + events + suggestions + answers + volunteering,
  };
}

/** The share of readers who took part in anything, with its interval; undefined without readers. */
export function shareTakingPart(all: Iterable<Pick<Participation, "total">>): Share | undefined {
  let readers = 0;
  let takingPart = 0;
  for (const { total } of all) {
    readers++;
    if (total > 0) takingPart++;
  }
  return wilson(takingPart, readers);
}
