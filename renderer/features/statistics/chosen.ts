/** What is looked at, as it stands in the address. */
import { useLocation, useSearch } from "wouter";
import { MEASURES, type Measure } from "#shared/analysis/value.ts";
import { ATTENTION_TILE } from "../../desk-services/figures/figure-path.ts";
import { fromOf } from "../../desk-services/way-back.ts";
import { CONTACT_DAYS, type ContactDays } from "../../platform/worker/keep-page-api.ts";
import type { StatisticsAsked } from "../../platform/worker/statistics-api.ts";

/** In the order of the head. */
export const STATISTICS_PAGES = ["overview", "readers", "keep"] as const;
export type StatisticsPage = (typeof STATISTICS_PAGES)[number];

export interface Chosen extends StatisticsAsked {
  readonly page: StatisticsPage;
  /** What the spread of use is asked of. */
  readonly measure: Measure;
  /** Without a service record for how long. */
  readonly days: ContactDays;
  /** Where the number stands that led here; absent where the page was not opened from one. */
  readonly from?: string;
  /** Of the overview: it opens at the tile of attention. */
  readonly isAtAttention?: true;
}

const DEFAULT_MEASURE: Measure = "combined";
const DEFAULT_DAYS: ContactDays = 90;

/** As it is written in the address, for what is opened from here. */
export function useHere(): string {
  const [path] = useLocation();
  const search = useSearch();
  return search === "" ? path : `${path}?${search}`;
}

/** @param today YYYY-MM-DD; what does not fit is as if it were not there */
export function chosenOf(search: string, today: string): Chosen {
  const asked = new URLSearchParams(search);
  const month = asked.get("month") ?? "";
  const from = fromOf(search, "/statistics");
  return {
    page: STATISTICS_PAGES.find((page) => page === asked.get("page")) ?? "overview",
    branch: asked.get("branch"),
    month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && month <= today.slice(0, 7) ? month : today.slice(0, 7),
    measure: MEASURES.find((measure) => measure === asked.get("measure")) ?? DEFAULT_MEASURE,
    days: CONTACT_DAYS.find((days) => String(days) === asked.get("days")) ?? DEFAULT_DAYS,
    ...(from !== null && { from }),
    ...(asked.get("tile") === ATTENTION_TILE && { isAtAttention: true }),
  };
}

export function statisticsPath({ page, branch, month, measure, days, from, isAtAttention }: Chosen): string {
  const asked = new URLSearchParams({
    ...(page !== "overview" && { page }),
    month,
    ...(branch !== null && { branch }),
    ...(measure !== DEFAULT_MEASURE && { measure }),
    ...(days !== DEFAULT_DAYS && { days: String(days) }),
    ...(isAtAttention === true && { tile: ATTENTION_TILE }),
    ...(from !== undefined && { from }),
  });
  return `/statistics?${asked.toString()}`;
}
