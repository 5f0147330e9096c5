/**
 * Statistics: pages of tiles, the overview first; every number leads to the list of its readers. What is chosen stands
 * in the address, so that "back" works.
 */
import { useLocation, useSearch } from "wouter";
import { figurePath } from "../../desk-services/figures/figure-path.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";
import type { Figure } from "../../platform/worker/statistics-api.ts";
import { chosenOf, useHere } from "./chosen.ts";
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
  const here = useHere();
  const open = (figure: Figure): void => navigate(figurePath(figure, chosen, here));
  const Page = PAGE_OF[chosen.page];
  return (
    <ToldOf asked={chosen}>
      <Page chosen={chosen} today={today} onOpen={open} />
    </ToldOf>
  );
}
