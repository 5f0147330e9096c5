/** Statistics: pages of tiles, the overview first; every number leads to its readers. What is chosen stands in the address, so that "back" works. */
import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { useServices } from "../../db/services.ts";
import { useFormat } from "../../i18n/use-t.ts";
import type { Figure } from "../../platform/statistics-api.ts";
import { chosenOf, pathOf } from "./chosen.ts";
import { FigureReaders } from "./figure-readers.tsx";
import { OverviewPage } from "./overview-page.tsx";
import { ReadersPage } from "./readers-page/readers-page.tsx";
import "./statistics.css";

export function StatisticsScreen() {
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const [, navigate] = useLocation();
  const chosen = chosenOf(useSearch(), today);
  const { page, figure, branch, month } = chosen;
  const back = useCallback(() => navigate(pathOf({ page, branch, month, figure: null })), [navigate, page, branch, month]);
  if (figure !== null) return <FigureReaders asked={chosen} figure={figure} onBack={back} />;
  const open = (next: Figure): void => navigate(pathOf({ ...chosen, figure: next }));
  return page === "readers" ? <ReadersPage chosen={chosen} today={today} onOpen={open} /> : <OverviewPage chosen={chosen} today={today} onOpen={open} />;
}
