/** What came of outreaches, as the page asks for it; whose days are over is compared, and rounds of one goal together. */
import { type LifeState, standingOn } from "#shared/analysis/life/life-state.ts";
import { USE_KINDS } from "#shared/analysis/uses.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import { purposeOf, refusesHeldBack } from "#shared/model/outreach/outreach-goals.ts";
import { parseHourRate, REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { CALL_STATES } from "#shared/outreach/call-state.ts";
import {
  groupCount,
  groupsTogether,
  resultDaysOf,
  returnedOn,
  roundResult,
  verdictOf,
} from "#shared/outreach/round-result.ts";
import { WATERFALL } from "#shared/outreach/waterfall.ts";
import type { Row } from "../../db/database.ts";
import type {
  CameAgain,
  ComesAnyway,
  OutreachReaders,
  OutreachResultApi,
  PooledRound,
  RoundReport,
} from "../../platform/worker/outreach-result-api.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import type { LibraryLook, LibraryViews } from "../library-use/library-view.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { type Round, readRound, type UsesOfDrawn, usesOfDrawn } from "./drawn-rounds.ts";
import { barOfRow, isLeftOut, readersCounted } from "./whom-counts.ts";

/** What the worker's other services ask beside the page. */
export interface OutreachResultsHere extends OutreachResultApi {
  /** Ids of the readers whom a number counts, as they stand now, each once. */
  readonly behind: (asked: OutreachReaders) => Promise<readonly string[]>;
  /**
   * What the library's own readers say of a group before it is contacted.
   * @param group how many of it stand in each stage
   * @returns null where nobody stood there
   */
  readonly comesAnyway: (
    group: Readonly<Partial<Record<LifeState, number>>>,
    days: number,
    onProgress: OnProgress,
  ) => Promise<ComesAnyway | null>;
}

/** Where the outreach names none: ten percentage points more. */
const SMALLEST_DIFFERENCE = 0.1;

const quiet = (): void => undefined;

export function createOutreachResults(
  { db, clock }: Pick<WorkerDeps, "db" | "clock">,
  views: Pick<LibraryViews, "look">,
): OutreachResultsHere {
  const today = (): string => localDay(clock.now());
  const look = async (onProgress: OnProgress): Promise<LibraryLook> =>
    views.look({ branch: null, month: today().slice(0, 7) }, onProgress);
  const usesNow = async (onProgress: OnProgress): Promise<UsesOfDrawn> =>
    usesOfDrawn(db, (await look(onProgress)).use.readers);
  const isOver = ({ days }: Round): boolean => dayToNumber(today()) > days.to;

  /** Of the same goal, whose days are over and in which somebody was held back; the latest first. */
  async function comparableRounds(row: Row<"outreach">, uses: UsesOfDrawn): Promise<readonly Round[]> {
    const rows = (await db.outreach.toArray()).filter((each) => isOfSameGoal(each, row));
    const rounds = await Promise.all(rows.map(({ id }) => readRound(db, id, uses)));
    return rounds
      .filter((round): round is Round => round !== null && isOver(round) && round.drawn.some((one) => one.isHeldBack))
      .toSorted((a, b) => b.listDay - a.listDay || (a.row.id < b.row.id ? -1 : 1));
  }

  return {
    async report(outreach, onProgress) {
      const uses = await usesNow(onProgress);
      const round = await readRound(db, outreach, uses);
      if (round === null) return null;
      const rate = parseHourRate(settingValue(await db.setting.get(REPORT_RATE_ID)));
      return reportOf(round, dayToNumber(today()), rate);
    },
    async pooled(outreach, onProgress) {
      const row = await db.outreach.get(outreach);
      if (row === undefined || row.gone === 1) return null;
      const rounds = (await comparableRounds(row, await usesNow(onProgress))).map(pooledRoundOf);
      return {
        name: row.name ?? "",
        resultDays: row.resultDays ?? RESULT_DAYS,
        rounds,
        contacted: groupsTogether(rounds.map(({ contacted }) => contacted)),
        heldBack: groupsTogether(rounds.map(({ heldBack }) => heldBack)),
        verdict: verdictOf(rounds, smallestOf(row)),
      };
    },
    async cameAgain(outreach, isHeldBack, most) {
      const uses = await usesNow(quiet);
      const round = await readRound(db, outreach, uses);
      const came = (round?.drawn ?? []).filter((one) => one.isHeldBack === isHeldBack && one.returnedOn !== undefined);
      return came
        .toSorted((a, b) => (a.returnedOn ?? 0) - (b.returnedOn ?? 0) || (a.id < b.id ? -1 : 1))
        .slice(0, most)
        .map(({ id, reader, channel, returnedOn: day = 0 }) => ({
          recipient: id,
          reader: uses.classes.mainOf(reader),
          on: numberToDay(day),
          kinds: kindsOn(uses.of(reader), day),
          channel,
        }));
    },
    async comesAnyway(group, days, onProgress) {
      const { people, day } = await look(onProgress);
      const then = resultDaysOf(day - days, days);
      const stages = new Map<LifeState, { readers: number; returned: number }>();
      for (const { facts, history, uses } of people) {
        const known = facts.life.enrolledOn ?? uses.days[uses.from];
        if (known === undefined || uses.from === uses.to || known > then.from - 1) continue;
        const { state } = standingOn(history, then.from - 1);
        if ((group[state] ?? 0) === 0) continue;
        const found = stages.get(state) ?? { readers: 0, returned: 0 };
        stages.set(state, {
          readers: found.readers + 1,
          returned: found.returned + Number(returnedOn(uses, then) !== undefined),
        });
      }
      const found = [...stages].map(([state, counts]) => ({ ...counts, weight: group[state] ?? 0 }));
      const weights = found.reduce((sum, { weight }) => sum + weight, 0);
      if (weights === 0) return null;
      return {
        readers: found.reduce((sum, { readers }) => sum + readers, 0),
        returned: found.reduce((sum, { returned }) => sum + returned, 0),
        share: found.reduce((sum, { readers, returned, weight }) => sum + (returned / readers) * (weight / weights), 0),
      };
    },
    async behind({ rounds, ...asked }) {
      const uses = await usesNow(quiet);
      const found = await Promise.all(rounds.map((id) => readRound(db, id, uses)));
      const ids = readersCounted(
        found.filter((round) => round !== null),
        asked,
      );
      return [...new Set(ids.map(uses.classes.mainOf))];
    },
  };
}

/** A goal of the library's own is the same where its purpose is. */
const isOfSameGoal = (a: Row<"outreach">, b: Row<"outreach">): boolean =>
  a.gone !== 1 && a.goal === b.goal && (a.goal !== "own" || a.purpose === b.purpose);

const smallestOf = ({ wished }: Row<"outreach">): number =>
  wished === undefined ? SMALLEST_DIFFERENCE : wished.difference / 100;

function reportOf(round: Round, today: number, hourRate: number | undefined): RoundReport {
  const { row, drawn, days, recipients, contactedAnyway } = round;
  const result = roundResult(drawn, { days, today, smallest: smallestOf(row) });
  const listed = drawn.filter(({ isHeldBack }) => !isHeldBack);
  const leftOut = recipients.filter(isLeftOut);
  return {
    outreach: row.id,
    name: row.name ?? "",
    resultDays: days.to - round.listDay,
    listDay: numberToDay(round.listDay),
    from: numberToDay(days.from),
    until: numberToDay(days.to),
    isOver: today > days.to,
    result,
    ends: CALL_STATES.map((state) => ({ state, count: listed.filter((one) => one.state === state).length })),
    notContacted: WATERFALL.map(({ bar }) => ({ bar, count: leftOut.filter((each) => barOfRow(each) === bar).length })),
    group: recipients.length,
    heldBackContacted: contactedAnyway.size,
    preparing: row.minutes ?? 0,
    hourRate,
    mayHoldBack: mayHoldBack(row),
  };
}

function mayHoldBack(row: Row<"outreach">): boolean {
  const purpose = purposeOf(row);
  return row.goal !== undefined && purpose !== undefined && refusesHeldBack(row.goal, purpose) === null;
}

function pooledRoundOf({ row, listDay, drawn }: Round): PooledRound {
  const group = (isHeldBack: boolean): PooledRound["contacted"] =>
    groupCount(drawn.filter((one) => one.isHeldBack === isHeldBack));
  return {
    outreach: row.id,
    name: row.name ?? "",
    listDay: numberToDay(listDay),
    contacted: group(false),
    heldBack: group(true),
  };
}

function kindsOn(use: ReaderUse | undefined, day: number): CameAgain["kinds"] {
  if (use === undefined) return [];
  const { days, kinds, amounts, from, to } = use.uses;
  const found: { kind: (typeof USE_KINDS)[number]; amount: number }[] = [];
  for (let row = from; row < to; row++) {
    const kind = USE_KINDS[kinds[row] ?? -1];
    // to have stood at the desk is said by what was done there
    if (days[row] === day && kind !== undefined && kind !== "at-desk") found.push({ kind, amount: amounts[row] ?? 1 });
  }
  return found;
}
