/**
 * Statistics: pages of tiles, the overview first; every number leads to its readers. What is chosen stands in the
 * address, so that "back" works.
 */
import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";
import type { Figure } from "../../platform/worker/statistics-api.ts";
import { chosenOf, statisticsPath } from "./chosen.ts";
import { FigureReaders } from "./figure-readers.tsx";
import { KeepPage } from "./keep-page/keep-page.tsx";
import { OverviewPage } from "./overview-page.tsx";
import { ReadersPage } from "./readers-page/readers-page.tsx";
import { ToldOf } from "./told.tsx";
import "./statistics.css";

const PAGE_OF = { overview: OverviewPage, readers: ReadersPage, keep: KeepPage } as const;

export function StatisticsScreen() {
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const [, navigate] = useLocation();
  const chosen = chosenOf(useSearch(), today);
  const { page, figure } = chosen;
  const above = statisticsPath({ ...chosen, figure: null });
  const back = useCallback(() => navigate(above), [navigate, above]);
  if (figure !== null) return <FigureReaders asked={chosen} figure={figure} onBack={back} />;
  const open = (next: Figure): void => navigate(statisticsPath({ ...chosen, figure: next }));
  const Page = PAGE_OF[page];
  return (
    <ToldOf asked={chosen}>
      <Page chosen={chosen} today={today} onOpen={open} />
    </ToldOf>
  );
}
