/**
 * Which steps of the library's journeys are due today, and for whom: for everybody, or for those whom a rule names and
 * those who are on their way. Whoever a list of the step has been made for, or
 * begun, is not proposed again; consent is asked of those alone for whom a step is due.
 */
import { lastUpTo } from "#shared/analysis/ascending.ts";
import { standingSince } from "#shared/analysis/life/life-cycle.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import { CONTACT_PURPOSES } from "#shared/model/consent/purposes.ts";
import { FEEDBACK_STATUSES, isOpen } from "#shared/model/feedback.ts";
import { GOAL_RULES } from "#shared/model/outreach/outreach-goals.ts";
import { JOURNEYS, type Journey, type JourneyFacts, journeyStanding } from "#shared/outreach/journey.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { rowsWith } from "../../db/erasing/rows-with.ts";
import type { JourneysOn } from "../../db/lists/journeys-on.ts";
import { type JourneyStepDue, stepOf, stepText } from "../../platform/worker/outreach-api.ts";
import { breathe } from "../breathe.ts";
import type { Placed } from "../library-use/placed.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { LibraryToday } from "./candidates.ts";

const IN_A_BREATH = 2000;

/** @param named by rules, for the journeys that are not for all */
export async function stepsDue(
  db: DeskDb,
  library: LibraryToday,
  { forAll, byRules }: JourneysOn,
  named: ReadonlyMap<Journey, ReadonlySet<string>>,
): Promise<readonly JourneyStepDue[]> {
  const journeys = [...forAll, ...byRules];
  if (journeys.length === 0) return [];
  const isHers = (
    journey: Journey,
    begun: number,
    { id, made }: { readonly id: string } & Pick<JourneyFacts, "made">,
  ) =>
    forAll.includes(journey) ||
    named.get(journey)?.has(id) === true ||
    // on her way: the rule has done its part with the first step
    made.some((each) => each.journey === journey && each.on >= begun);
  const today = dayToNumber(library.today);
  const beside = await readBeside(db, library.classes.mainOf);
  const due = new Map<string, JourneyStepDue & { readonly readers: string[] }>();
  for (const [place, item] of library.placed.entries()) {
    if (place % IN_A_BREATH === IN_A_BREATH - 1) await breathe();
    if (!item.isKnown || !item.person.facts.isOneReader) continue;
    const facts = factsOf(item, today, beside);
    for (const journey of journeys) {
      const standing = journeyStanding(journey, facts, today);
      if (standing.tag !== "due") continue;
      const { step, begun } = standing;
      if (!isHers(journey, begun, { id: item.person.id, made: facts.made })) continue;
      const key = stepText({ journey, step });
      if (beside.begun.get(key)?.has(item.person.id) === true) continue;
      const known = due.get(key) ?? { journey, step, readers: [] };
      known.readers.push(item.person.id);
      due.set(key, known);
    }
  }
  const members = await library.members([...new Set([...due.values()].flatMap(({ readers }) => readers))]);
  return [...due.values()]
    .map((each) => {
      // what the library calls this journey rests on the purpose of the goal of that name
      const basis = CONTACT_PURPOSES[GOAL_RULES[each.journey].purpose ?? "event"];
      const may = each.readers.filter((id) => {
        const member = members.get(id);
        return member !== undefined && (basis === "request" || stopOf(member, basis, library.today) === undefined);
      });
      return { ...each, readers: may };
    })
    .filter(({ readers }) => readers.length > 0)
    .toSorted((a, b) => JOURNEYS.indexOf(a.journey) - JOURNEYS.indexOf(b.journey) || a.step - b.step);
}

interface Beside {
  readonly complaintClosedOn: ReadonlyMap<string, number>;
  readonly complaining: ReadonlySet<string>;
  readonly made: ReadonlyMap<string, JourneyFacts["made"]>;
  /** Step → readers of a draft that is not made yet. */
  readonly begun: ReadonlyMap<string, ReadonlySet<string>>;
}

async function readBeside(db: DeskDb, mainOf: (id: string) => string): Promise<Beside> {
  const complaintClosedOn = new Map<string, number>();
  const complaining = new Set<string>();
  const opinions = (await rowsWith(db.feedback, "status", FEEDBACK_STATUSES)).filter(
    ({ gone, type }) => gone !== 1 && type === "complaint",
  );
  for (const row of opinions) {
    if (row.reader === undefined) continue;
    const reader = mainOf(row.reader);
    const closed = row.steps?.closed?.at;
    if (isOpen(row)) complaining.add(reader);
    // whoever wants no reply is not asked how she found it either
    else if (closed !== undefined && row.noReply !== true)
      complaintClosedOn.set(reader, Math.max(complaintClosedOn.get(reader) ?? 0, dayToNumber(localDay(closed))));
  }
  const made = new Map<string, JourneyFacts["made"]>();
  const begun = new Map<string, ReadonlySet<string>>();
  const all = (await db.outreach.toArray()).filter(({ gone, step }) => gone !== 1 && step !== undefined);
  for (const row of all) {
    const of = stepOf(row.step ?? "");
    if (of === null) continue;
    if (row.madeOn === undefined) {
      const key = stepText(of);
      begun.set(key, new Set([...(begun.get(key) ?? []), ...(row.listed ?? []).map(mainOf)]));
      continue;
    }
    const on = dayToNumber(row.madeOn);
    for (const reader of await readersOf(db, row, mainOf))
      made.set(reader, [...(made.get(reader) ?? []), { ...of, on }]);
  }
  return { complaintClosedOn, complaining, made, begun };
}

/** Everybody of the list: whoever could not be told at this step is not asked about it every day. */
const readersOf = async (
  db: DeskDb,
  { id }: Row<"outreach">,
  mainOf: (id: string) => string,
): Promise<ReadonlySet<string>> =>
  new Set(
    (await db.recipient.where("outreach").equals(id).toArray()).flatMap(({ reader, gone }) =>
      reader === undefined || gone === 1 ? [] : [mainOf(reader)],
    ),
  );

function factsOf({ person, state }: Placed, today: number, beside: Beside): JourneyFacts {
  const { id, facts, history, contacts } = person;
  const isAway = state === "not-seen";
  const since = isAway || state === "returned" ? standingSince(history, today).since : undefined;
  return {
    stop: undefined,
    enrolledOn: facts.life.enrolledOn,
    expiresOn: facts.expiresOn,
    lastUseOn: lastUpTo(history.useDays, today),
    awaySince: isAway ? since : undefined,
    returnedOn: state === "returned" ? since : undefined,
    complaintClosedOn: beside.complaintClosedOn.get(id),
    complains: beside.complaining.has(id),
    answeredOn: lastUpTo(contacts, today),
    made: beside.made.get(id) ?? NONE,
  };
}

const NONE: JourneyFacts["made"] = [];
