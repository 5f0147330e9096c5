/** What is looked at, as it stands in the address. */
import type { Figure, StatisticsAsked } from "../../platform/statistics-api.ts";
import { figureOf, textOf } from "./figure-text.ts";

/** In the order of the head. */
export const PAGES = ["overview", "readers"] as const;
export type Page = (typeof PAGES)[number];

export interface Chosen extends StatisticsAsked {
  readonly page: Page;
  /** Null for the page, else the readers behind one of its figures. */
  readonly figure: Figure | null;
}

/** @param today YYYY-MM-DD; what does not fit is as if it were not there */
export function chosenOf(search: string, today: string): Chosen {
  const asked = new URLSearchParams(search);
  const month = asked.get("month") ?? "";
  return {
    page: PAGES.find((page) => page === asked.get("page")) ?? "overview",
    branch: asked.get("branch"),
    month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && month <= today.slice(0, 7) ? month : today.slice(0, 7),
    figure: figureOf(asked.get("readers") ?? ""),
  };
}

export function pathOf({ page, branch, month, figure }: Chosen): string {
  const asked = new URLSearchParams({ ...(page !== "overview" && { page }), month, ...(branch !== null && { branch }), ...(figure !== null && { readers: textOf(figure) }) });
  return `/statistics?${asked.toString()}`;
}
