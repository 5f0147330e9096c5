/**
 * The library as a report asks for it: the sheets of any branch and period, from the months, the cards and the readers'
 * use.
 */
import { lastUpTo } from "#shared/analysis/ascending.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf, lastOf } from "#shared/kernel/month.ts";
import type { Branch } from "#shared/model/house.ts";
import { parseHourRate, REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { servedBy } from "#shared/model/settings/served.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { type FigureId, type FigureValue, type Missing, unknown } from "#shared/reports/figures.ts";
import { type Scale, scaled, scaleOf } from "#shared/reports/per-thousand.ts";
import { lastMonthOf, monthsIn, type Period, periodsBack, yearBefore } from "#shared/reports/period.ts";
import { type SealedMonth, sealedMonths } from "#shared/reports/seals.ts";
import { type Sheet, sheetOf } from "#shared/reports/sheet.ts";
import { type TypedOf, typedFigures } from "#shared/reports/typed.ts";
import type { Row } from "../../db/database.ts";
import { readImported } from "../../db/imported-until.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import type { LibraryViews } from "../library-use/library-view.ts";
import type { ReaderFacts } from "../library-use/reader-facts.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";
import { localDay } from "../library-use/use-rows.ts";
import { whileWanted } from "../library-use/while-wanted.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { isMadeIn, wasValidOn } from "./card-book.ts";
import type { KeptMonths } from "./kept-months.ts";
import { createMonthBooks, isLive, type MonthBook } from "./month-book.ts";
import { recordedUse } from "./recorded-use.ts";
import { createDecide, hiddenIn, type IsHidden } from "./safe-figures.ts";

export interface ReportView {
  readonly today: string;
  readonly book: MonthBook;
  readonly branches: readonly Row<"branch">[];
  /** Those that are open no more; some have figures of before. */
  readonly closedBranches: readonly Row<"branch">[];
  readonly hourRate: number | undefined;
  readonly sealed: ReadonlyMap<string, SealedMonth>;
  readonly sheet: (branch: string | null, period: Period) => Sheet;
  readonly typed: (branch: string | null) => TypedOf;
  /** Months of the period that have begun. */
  readonly monthsOf: (period: Period) => readonly string[];
  /** The last day that is counted. */
  readonly untilOf: (period: Period) => string;
  /** Whether a figure of persons is told nowhere: it is of few, or would tell such. */
  readonly isHidden: IsHidden;
  /** The value as it is told, per head by the thousand and year, or that it is hidden. */
  readonly told: (figure: FigureId, branch: string | null, period: Period, value: FigureValue) => FigureValue;
  /** How what is closed of a figure is told. */
  readonly scaleIn: (figure: FigureId, period: Period) => Scale | null;
  /** Readers who used anything in the 365 days up to and with the day, by home branch. */
  readonly activeOn: (day: string, branch: string | null) => readonly string[];
}

type ReportViews = (periods: readonly Period[], onProgress: OnProgress) => Promise<ReportView>;

const TOO_FEW = unknown("too-few");
/**
 * What is missing of the population or the cost says nothing of the readers: it is not measurable, however few they
 * are.
 */
const BESIDE_READERS: ReadonlySet<Missing> = new Set<Missing>(["no-population", "no-rate", "no-minutes"]);
const isMissingAnyway = (value: FigureValue): boolean => value.tag === "unknown" && BESIDE_READERS.has(value.why);
/** A month takes long to read: of each it is told. */
const EACH = 0;

export function createReportViews(
  { db, clock }: Pick<WorkerDeps, "db" | "clock">,
  views: LibraryViews,
  kept: KeptMonths,
): ReportViews {
  const books = createMonthBooks(db, kept);
  const decide = createDecide();
  return async (periods, onProgress) => {
    const today = localDay(clock.now());
    const monthsOf = (period: Period): readonly string[] =>
      monthsIn(period).filter((month) => month <= today.slice(0, 7));
    const untilOf = (period: Period): string => [lastOf(lastMonthOf(period)), today].toSorted()[0] ?? today;
    const asking = await kept.ask();
    const { use } = await views.at({ branch: null, month: today.slice(0, 7) }, onProgress);
    // months add up to quarters and the year: few ratings of one of them hide others
    const years = periods.flatMap(({ month }) => monthsOf({ span: "year", month: `${month.slice(0, 4)}-01` }));
    const book = await books(
      asking,
      use.readers,
      periods.flatMap(monthsOf),
      years,
      whileWanted(onProgress, "reading", EACH),
    );
    const [allBranches, typed, seals, rate, imported] = await Promise.all([
      db.branch.toArray(),
      db["month-figures"].toArray(),
      db["month-seal"].toArray(),
      db.setting.get(REPORT_RATE_ID),
      readImported(db),
    ]);
    const branches = allBranches.filter((row) => isLive(row) && row.as === undefined && row.hidden !== true);
    const closedBranches = allBranches.filter((row) => isLive(row) && row.as === undefined && row.hidden === true);
    const sealed = sealedMonths(seals);
    const names = branches.map(({ id }) => id);
    const importedKinds = new Set<string>(imported.map(({ kind }) => kind));
    const hourRate = parseHourRate(settingValue(rate));

    const activeOn = (day: string, branch: string | null): readonly string[] => {
      const last = dayToNumber(day);
      return use.readers.flatMap(({ id, facts, useDays }) =>
        isActive(facts, useDays, last) && (branch === null || facts.branch === branch) ? [id] : [],
      );
    };
    const activeBranches = (day: string): readonly (string | undefined)[] =>
      use.readers.flatMap(({ facts, useDays }) => (isActive(facts, useDays, dayToNumber(day)) ? [facts.branch] : []));
    const typedOf = (branch: string | null): TypedOf => typedFigures(typed.filter(isLive), names, branch);
    const sheet = remembered((branch: string | null, period: Period): Sheet => {
      const until = untilOf(period);
      const [first, last] = [dayToNumber(firstOf(period.month)), dayToNumber(until)];
      let [valid, fresh] = [0, 0];
      for (const card of book.cards.values()) {
        if (branch !== null && card.branch !== branch) continue;
        if (wasValidOn(card, last)) valid += 1;
        if (isMadeIn(card, first, last)) fresh += 1;
      }
      return sheetOf({
        months: monthsOf(period),
        counts: (month) => book.month(month).of(branch),
        countsOf: (month, of) => book.month(month).of(of),
        typed: typedOf(branch),
        readers: {
          valid,
          fresh,
          active: activeOn(until, branch).length,
          use: recordedUse(use.readers, branch, dayToNumber(until)),
        },
        imported: importedKinds,
        population: populationOf(branches.filter(({ id }) => branch === null || id === branch)),
        hourRate,
      });
    });
    const scaleIn = (figure: FigureId, period: Period): Scale | null => scaleOf(figure, period, untilOf(period));
    const isHidden = hiddenIn(
      {
        branches: allBranches.filter(isLive).map(({ id }) => id),
        cards: book.cards,
        monthsOf,
        untilOf,
        activeBranches,
        ratedIn: (month, branch) => book.contacts(month).of(branch).rated,
        sealed,
      },
      decide,
    );
    return {
      today,
      book,
      branches,
      closedBranches,
      hourRate,
      sealed,
      sheet,
      typed: typedOf,
      monthsOf,
      untilOf,
      isHidden,
      told: (figure, branch, period, value) =>
        isHidden(figure, branch, period) && !isMissingAnyway(value) ? TOO_FEW : scaled(value, scaleIn(figure, period)),
      scaleIn,
      activeOn,
    };
  };
}

const isActive = ({ isOneReader }: ReaderFacts, useDays: ReaderUse["useDays"], day: number): boolean =>
  isOneReader && (lastUpTo(useDays, day) ?? Number.NEGATIVE_INFINITY) > day - VALUE_DAYS;

/** A sheet goes through all readers: within one view each is made once. */
function remembered(make: ReportView["sheet"]): ReportView["sheet"] {
  const made = new Map<string, Sheet>();
  return (branch, period) => {
    const key = `${branch ?? ""} ${period.span} ${period.month}`;
    const sheet = made.get(key) ?? make(branch, period);
    made.set(key, sheet);
    return sheet;
  };
}

/** The period, the one before, and the same a year ago. */
export const withCompared = (period: Period): readonly [Period, Period, Period] => [
  period,
  periodsBack(period, 1),
  yearBefore(period),
];

/** Undefined where one of the branches does not say whom it serves. */
function populationOf(branches: readonly Branch[]): number | undefined {
  const each = branches.map(servedBy);
  return each.length === 0 || each.includes(0) ? undefined : each.reduce((sum, people) => sum + people, 0);
}
