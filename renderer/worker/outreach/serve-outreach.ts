/**
 * An outreach as the page asks for it. A draft is worked out from its group each time; a made list is read from its
 * recipients, and asked of consent as it stands today.
 */
import type { LifeState } from "#shared/analysis/life/life-state.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { mayContact } from "#shared/model/consent/may-contact.ts";
import type { ContactPurpose } from "#shared/model/consent/purposes.ts";
import { RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { CALL_STATES, type CallState, callState, isAtEnd } from "#shared/outreach/call-state.ts";
import { isListed, type ListStanding, type ListToday, standings } from "#shared/outreach/list-standing.ts";
import { equalLots } from "#shared/outreach/pooled-difference.ts";
import { tellersOf } from "#shared/outreach/tellers.ts";
import { barOf, isTold, placeAll, WATERFALL } from "#shared/outreach/waterfall.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readJourneysOn } from "../../db/lists/journeys-on.ts";
import {
  type ChannelCount,
  type JourneyStepDue,
  type OutreachApi,
  type OutreachDoor,
  type OutreachFigures,
  type OutreachPiece,
  type ReasonCount,
  stepText,
} from "../../platform/worker/outreach-api.ts";
import type { LibraryViews } from "../library-use/library-view.ts";
import { namedForJourneys } from "../rules/named-for-journeys.ts";
import { asLastBatch } from "../segments/noted-batch.ts";
import type { SegmentsHere } from "../segments/serve-segments.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { type Candidates, createCandidates, readRepliesWanted } from "./candidates.ts";
import { makeLists } from "./make-lists.ts";
import { createOutreachResults, type OutreachResultsHere } from "./serve-outreach-results.ts";
import { stepsDue } from "./steps-due.ts";

/** One of the group, whether its lists are made or not. */
interface Member {
  readonly reader: string;
  readonly is: ListStanding["is"];
  /** Whoever was drawn with her has the same. */
  readonly lot: string;
  /** Her own call or piece, and not that of somebody who is told for her. */
  readonly isLead: boolean;
  readonly viaGuardian: boolean;
  readonly state: CallState;
  readonly recipient?: string;
  /** Number or address; absent where she is not told, or has been. */
  readonly to?: string | undefined;
  readonly contactedOn?: string | undefined;
}

export interface OutreachHere extends OutreachApi {
  readonly candidates: Candidates;
}

export function createOutreachApi(
  deps: WorkerDeps,
  views: Pick<LibraryViews, "at" | "look">,
  segments: Pick<SegmentsHere, "found" | "members">,
  results: Pick<OutreachResultsHere, "behind" | "comesAnyway"> = createOutreachResults(deps, views),
): OutreachHere {
  const { db } = deps;
  const candidates = createCandidates(deps, views, segments);
  let cancelled = { is: false };

  const membersOf = async (
    row: Row<"outreach">,
    withSent = false,
  ): Promise<Pick<OutreachFigures, "problems" | "day"> & { readonly members: readonly Member[] }> => {
    if (row.madeAt !== undefined) return { ...(await listToday(db, candidates, row, withSent)), problems: [] };
    const { candidates: all, asked, problems } = await candidates.groupOf(row);
    const members = placeAll(all, asked).map(
      (one, place): Member => ({
        reader: one.id,
        is: isTold(one) ? { tag: "told", channel: one.contact.channel } : { tag: "not", reason: one.notContacted },
        lot: (isTold(one) ? one.contact.with : one.with) ?? one.id,
        isLead: isTold(one) && one.contact.with === undefined,
        viaGuardian: isTold(one) && one.contact.via === "guardian",
        ...(isTold(one) && { to: one.contact.to }),
        state: "waiting",
        contactedOn: all[place]?.contactedOn,
      }),
    );
    return { members, problems, day: asked.today };
  };

  const dueNow = async (): Promise<readonly JourneyStepDue[]> => {
    const journeys = await readJourneysOn(db);
    if (journeys.forAll.length + journeys.byRules.length === 0) return [];
    const library = await candidates.today();
    if (journeys.byRules.length === 0) return stepsDue(db, library, journeys, new Map());
    const view = await views.at({ branch: null, month: library.today.slice(0, 7) }, () => undefined);
    return stepsDue(db, library, journeys, await namedForJourneys(db, view, segments));
  };

  return {
    candidates,
    async figures(id) {
      const row = await readOutreach(db, id);
      if (row === undefined) return null;
      const { members, problems, day } = await membersOf(row);
      return { ...figuresOf(members, row), problems, day, isMade: row.madeAt !== undefined };
    },
    async people({ id, of }) {
      if (of.tag === "result") return results.behind(of.readers);
      if (of.tag === "step") return (await dueNow()).find((due) => stepText(due) === stepText(of.step))?.readers ?? [];
      const row = await readOutreach(db, id);
      if (row === undefined) return [];
      return (await membersOf(row)).members.filter((member) => isBehind(of, member)).map(({ reader }) => reader);
    },
    async comesAnyway(id, onProgress) {
      const row = await readOutreach(db, id);
      if (row === undefined) return null;
      const { candidates: all, asked } = await candidates.groupOf(row);
      const stages: Partial<Record<LifeState, number>> = {};
      // whoever could be contacted; who of them is held back is drawn from among them
      for (const { stage, ...one } of placeAll(all, { ...asked, holdBack: null }))
        if ("contact" in one) stages[stage] = (stages[stage] ?? 0) + 1;
      return results.comesAnyway(stages, row.resultDays ?? RESULT_DAYS, onProgress);
    },
    async pieces(id, channel, withSent = false) {
      const row = await readOutreach(db, id);
      if (row === undefined) return [];
      const [{ members }, { placeOf }] = await Promise.all([membersOf(row, withSent), candidates.today()]);
      return members.flatMap(({ reader, recipient, is, isLead, to, viaGuardian }): readonly OutreachPiece[] => {
        if (is.tag !== "told" || is.channel !== channel || !isLead || to === undefined) return [];
        const visits = placeOf(reader)?.person.visitDays;
        const last = visits === undefined ? undefined : visits.days[visits.to - 1];
        const via = viaGuardian ? "guardian" : "reader";
        return [{ recipient, reader, to, via, lastVisitOn: last === undefined ? undefined : numberToDay(last) }];
      });
    },
    stepsDue: dueNow,
    async make(request, onProgress) {
      const task = { is: false };
      cancelled = task;
      return asLastBatch(db, request, () => makeLists(deps, candidates, request, () => task.is, onProgress));
    },
    async cancel() {
      cancelled.is = true;
    },
  };
}

const readOutreach = async (db: DeskDb, id: string): Promise<Row<"outreach"> | undefined> => {
  const row = await db.outreach.get(id);
  return row === undefined || row.gone === 1 ? undefined : row;
};

async function listToday(
  db: DeskDb,
  candidates: Candidates,
  row: Row<"outreach">,
  withSent: boolean,
): Promise<{ readonly members: readonly Member[]; readonly day: string }> {
  const [library, stored] = await Promise.all([
    candidates.today(),
    db.recipient.where("outreach").equals(row.id).toArray(),
  ]);
  const rows = stored.filter(({ gone }) => gone !== 1);
  const { mainOf } = library.classes;
  const members = await library.members([...new Set(rows.flatMap(({ reader }) => (reader ? [mainOf(reader)] : [])))]);
  const guardianIds = [...members.values()].flatMap(({ guardian }) =>
    guardian === undefined ? [] : [mainOf(guardian)],
  );
  const guardians = await library.members([...new Set(guardianIds)]);
  const purpose: ContactPurpose = purposeOf(row) ?? "event";
  const replies = purpose === "reply" ? await readRepliesWanted(db, mainOf) : undefined;
  const ways = new Map<string, string>();
  const stops: ListToday["stops"] = (id, channel) => {
    const reader = members.get(id);
    if (reader === undefined) return "nobody";
    const guardian = reader.guardian === undefined ? undefined : guardians.get(mainOf(reader.guardian));
    const base = { reader, guardian, channel, today: library.today, place: library.place };
    const answer =
      purpose === "reply"
        ? mayContact({ ...base, purpose, asked: replies?.get(id) ?? null })
        : mayContact({ ...base, purpose });
    if (!answer.may) return answer.reason;
    ways.set(id, answer.to);
    return undefined;
  };
  const listed = standings(rows, { mainOf, stops });
  // of whom something was sent the number is asked for, by which a report knows her
  if (withSent)
    for (const { reader, is } of listed) if (is.tag === "told" && !ways.has(reader)) stops(reader, is.channel);
  const told = new Set(listed.flatMap(({ reader, is }) => (is.tag === "told" ? [reader] : [])));
  const gone = new Set(listed.flatMap(({ reader, row: own }) => (callState(own) === "gone" ? [reader] : [])));
  const tellers = tellersOf(
    rows.flatMap((each) => {
      const reader = mainOf(each.reader ?? "");
      return isListed(each) && told.has(reader) ? [{ ...each, reader }] : [];
    }),
    (reader) => gone.has(reader),
  );
  return {
    day: library.today,
    members: listed.map(
      ({ row: recipient, reader, state, is }): Member => ({
        reader,
        is,
        lot: recipient.with ?? recipient.id,
        recipient: recipient.id,
        to: ways.get(reader),
        isLead: tellers.get(reader) === reader,
        viaGuardian: recipient.via === "guardian",
        state,
      }),
    ),
  };
}

function figuresOf(
  members: readonly Member[],
  { channels = [] }: Row<"outreach">,
): Omit<OutreachFigures, "day" | "isMade" | "problems"> {
  const reasons = new Map<ReasonCount["reason"], number>();
  const since = new Map<OutreachFigures["since"]["reasons"][number]["reason"], number>();
  const perChannel = new Map<ChannelCount["channel"], ChannelCount>(
    channels.map((channel) => [channel, { channel, people: 0, pieces: 0, guardians: 0 }]),
  );
  const states = Object.fromEntries(CALL_STATES.map((state) => [state, 0])) as Record<CallState, number>; // all of them
  let told = 0;
  let lastContactOn: string | undefined;
  for (const { is, isLead, viaGuardian, state, contactedOn } of members) {
    if (is.tag === "not") {
      reasons.set(is.reason, (reasons.get(is.reason) ?? 0) + 1);
      if (is.reason === "lately" && contactedOn !== undefined && contactedOn > (lastContactOn ?? ""))
        lastContactOn = contactedOn;
    } else if (is.tag === "since") since.set(is.reason, (since.get(is.reason) ?? 0) + 1);
    else {
      told++;
      states[state]++;
      const { channel } = is;
      const { people, pieces, guardians } = perChannel.get(channel) ?? { people: 0, pieces: 0, guardians: 0 };
      perChannel.set(channel, {
        channel,
        people: people + 1,
        pieces: pieces + Number(isLead),
        guardians: guardians + Number(isLead && viaGuardian),
      });
    }
  }
  const counted = <R extends string>(map: ReadonlyMap<R, number>): readonly { reason: R; count: number }[] =>
    [...map].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
  const sum = (parts: readonly { readonly count: number }[]): number =>
    parts.reduce((all, { count }) => all + count, 0);
  const bars = WATERFALL.map(({ bar }) => {
    const own = counted(new Map([...reasons].filter(([reason]) => barOf(reason) === bar)));
    return { bar, count: sum(own), reasons: own };
  });
  const withdrawn = counted(since);
  const lotsOf = (isOne: (is: Member["is"]) => boolean): number => {
    const lots = members.flatMap(({ is, lot }) => (isOne(is) ? [lot] : []));
    return lots.length === 0 ? 0 : equalLots(lots);
  };
  return {
    group: members.length,
    bars,
    since: { count: sum(withdrawn), reasons: withdrawn },
    told,
    lots: {
      told: lotsOf(({ tag }) => tag === "told"),
      heldBack: lotsOf((is) => is.tag === "not" && is.reason === "held-back"),
    },
    channels: [...perChannel.values()],
    states,
    lastContactOn,
  };
}

function isBehind(door: Exclude<OutreachDoor, { tag: "result" | "step" }>, { is, state }: Member): boolean {
  switch (door.tag) {
    case "group":
      return true;
    case "told":
    case "since":
      return is.tag === door.tag;
    case "done":
      return is.tag === "told" && isAtEnd(state);
    case "bar":
      return is.tag === "not" && barOf(is.reason) === door.bar;
    case "channel":
      return is.tag === "told" && is.channel === door.channel;
    case "state":
      return is.tag === "told" && state === door.state;
  }
}
