/**
 * The numbers and names in the sentences of how a figure is computed: taken from the code that computes, so that no
 * sentence can be false.
 */
import { ADULT_YEARS, OLD_YEARS } from "#shared/analysis/age-band.ts";
import { SERVICES } from "#shared/analysis/breadth.ts";
import { BUSY_DAYS, BUSY_WEEKS } from "#shared/analysis/busy-week.ts";
import { FEWEST_REPEATING, FEWEST_TRIED, FORECAST_SPANS, STALE_PART } from "#shared/analysis/forecast/forecast.ts";
import { HOLD_OUT_GROUPS, MOST_ERROR } from "#shared/analysis/forecast/hold-out.ts";
import {
  CAME_BACK_FROM,
  INACTIVE_DAYS,
  NEW_DAYS,
  OCCASIONAL_DAYS,
  RETURNED_DAYS,
} from "#shared/analysis/life/life-state.ts";
import {
  FEWEST_BEFORE,
  FEWEST_VISIT_DAYS,
  MEDIAN_GAPS,
  PERCENTILE,
  RHYTHM_OPEN_DAYS,
  SHORTEST_ABSENCE,
} from "#shared/analysis/life/not-seen.ts";
import { LOYAL_DAYS, LOYAL_SERVICES } from "#shared/analysis/life/reader-path.ts";
import { SMALLEST_SHOWN } from "#shared/analysis/told/small-cells.ts";
import { CORE_SCORE, EXCLUDED_CATEGORIES, VALUE_DAYS } from "#shared/analysis/value.ts";
import { TEST_TAG } from "#shared/model/reader.ts";
import { SATISFIED } from "#shared/reports/month-counts.ts";
import { PEOPLE } from "#shared/reports/per-thousand.ts";
import type { Format } from "../i18n/format.ts";
import type { Translate } from "../i18n/i18n.ts";
import type { MessageValues } from "../i18n/message-id.ts";

export const howValues = (t: Translate, format: Pick<Format, "list" | "number" | "percent">): MessageValues => ({
  year: VALUE_DAYS,
  new: NEW_DAYS,
  returned: RETURNED_DAYS,
  cameBackFrom: format.list(CAME_BACK_FROM.map((state) => t(`life.state-${state}`))),
  inactive: INACTIVE_DAYS,
  occasional: OCCASIONAL_DAYS,
  fewestVisits: FEWEST_VISIT_DAYS,
  rhythm: RHYTHM_OPEN_DAYS,
  shortest: SHORTEST_ABSENCE,
  gaps: MEDIAN_GAPS,
  percentile: format.percent(PERCENTILE),
  fewestBefore: FEWEST_BEFORE,
  core: CORE_SCORE,
  adult: ADULT_YEARS,
  old: OLD_YEARS,
  loyalDays: LOYAL_DAYS,
  loyalServices: LOYAL_SERVICES,
  smallest: SMALLEST_SHOWN,
  tried: FEWEST_TRIED,
  repeatingTried: FEWEST_REPEATING,
  spans: format.list(FORECAST_SPANS.map(({ months }) => String(months))),
  heldOut: FORECAST_SPANS[0].months,
  tenths: HOLD_OUT_GROUPS,
  stale: format.percent(STALE_PART),
  mostError: MOST_ERROR * 100,
  busyDays: BUSY_DAYS,
  busyWeeks: BUSY_WEEKS,
  satisfied: SATISFIED,
  services: SERVICES.length,
  people: format.number(PEOPLE),
  excluded: format.list(([...EXCLUDED_CATEGORIES, TEST_TAG] as const).map((card) => t(`life.card-${card}`))),
});
