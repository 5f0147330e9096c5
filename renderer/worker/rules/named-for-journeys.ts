/** Whom the rules that begin steps over weeks name, by journey: no task is made about them, their step is due on its day. */
import { JOURNEY_STEPS } from "#shared/outreach/journey.ts";
import { outcomesOf } from "#shared/rules/conditions.ts";
import { journeyOf, type Outcome, RULES, type RuleJourney } from "#shared/rules/rule.ts";
import type { DeskDb } from "../../db/database.ts";
import type { SegmentsApi } from "../../platform/worker/segments-api.ts";
import { breathe } from "../breathe.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import { ruleFactsOf, ruleViewOf } from "./rule-facts.ts";
import { termsNow } from "./rule-terms.ts";

const IN_A_BREATH = 2000;

/** A step that waits may come when its rule, which named her before, speaks no more. */
const isNamed = (outcome: Outcome, journey: RuleJourney): boolean =>
  "proposal" in outcome || (outcome.held.because === "too-late" && (JOURNEY_STEPS[journey][0]?.after ?? 0) > 0);

export async function namedForJourneys(
  db: DeskDb,
  library: LibraryView,
  segments: Pick<SegmentsApi, "members">,
): Promise<ReadonlyMap<RuleJourney, ReadonlySet<string>>> {
  const terms = await termsNow(db, segments);
  const view = await ruleViewOf(db, library);
  const starting = RULES.flatMap((rule) => {
    const journey = journeyOf(rule);
    return journey === undefined || !terms[rule].isOn || !terms[rule].starts ? [] : [{ rule, journey }];
  });
  const named = new Map<RuleJourney, Set<string>>(starting.map(({ journey }) => [journey, new Set()]));
  for (const [place, { person }] of library.placed.entries()) {
    if (place % IN_A_BREATH === IN_A_BREATH - 1) await breathe();
    const facts = ruleFactsOf(person, view);
    for (const { rule, journey } of starting)
      if (outcomesOf(rule, facts, view.day, terms[rule]).some((outcome) => isNamed(outcome, journey)))
        named.get(journey)?.add(person.id);
  }
  return named;
}
