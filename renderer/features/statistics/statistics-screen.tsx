/** Statistics: the five steps first, then the tiles; every number leads to its readers. What is chosen stands in the address, so that "back" works. */
import { ChartColumn, Printer } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { useServices } from "../../db/services.ts";
import { useHouse } from "../../db/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { Figure, Overview } from "../../platform/statistics-api.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Select } from "../../ui/select.tsx";
import { AttentionTile } from "./attention-tile.tsx";
import { BusyTile } from "./busy-tile.tsx";
import { type Chosen, chosenOf, pathOf } from "./chosen.ts";
import { FigureReaders } from "./figure-readers.tsx";
import { FiveSteps } from "./five-steps.tsx";
import { LifeTile } from "./life-tile.tsx";
import { LorenzTile } from "./lorenz-tile.tsx";
import { OpinionsTile } from "./opinions-tile.tsx";
import { useOverview } from "./use-overview.ts";
import "./statistics.css";

/** Months that can be looked at, this one first. */
const MONTHS = 24;

export function StatisticsScreen() {
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const [, navigate] = useLocation();
  const chosen = chosenOf(useSearch(), today);
  const { figure, branch, month } = chosen;
  const back = useCallback(() => navigate(pathOf({ branch, month, figure: null })), [navigate, branch, month]);
  if (figure !== null) return <FigureReaders asked={chosen} figure={figure} onBack={back} />;
  return <OverviewPage chosen={chosen} today={today} onChoose={(next) => navigate(pathOf(next), { replace: true })} onOpen={(next) => navigate(pathOf({ ...chosen, figure: next }))} />;
}

interface OverviewPageProps {
  readonly chosen: Chosen;
  readonly today: string;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onOpen: (figure: Figure) => void;
}

function OverviewPage({ chosen, today, onChoose, onOpen }: OverviewPageProps) {
  const t = useT();
  const house = useHouse();
  const state = useOverview(chosen);
  const monthName = (month: string): string => t("statistics.month-long", { year: month.slice(0, 4), month: String(Number(month.slice(5))) });
  return (
    <main className="work centre" id="main" aria-busy={state.tag === "reading" || (state.tag === "ready" && state.isOld)}>
      <header className="page-head">
        <h1 className="nowrap">{t("statistics.title")}</h1>
        <span className="push row">
          <Select
            aria-label={t("statistics.branch")}
            value={chosen.branch ?? ""}
            options={[{ value: "", label: t("statistics.all-branches") }, ...[...house.branches].map(([value, label]) => ({ value, label }))]}
            onChange={(branch) => onChoose({ ...chosen, branch: branch === "" ? null : branch })}
          />
          <Select
            aria-label={t("statistics.month")}
            value={chosen.month}
            options={monthsBefore(today, MONTHS).map((value) => ({ value, label: monthName(value) }))}
            onChange={(month) => onChoose({ ...chosen, month })}
          />
          <Button icon={Printer} keys="Ctrl+P" onClick={() => window.print()}>
            {t("statistics.print")}
          </Button>
        </span>
      </header>
      <Body state={state} onOpen={onOpen} />
    </main>
  );
}

function Body({ state, onOpen }: { state: ReturnType<typeof useOverview>; onOpen: (figure: Figure) => void }): ReactNode {
  const t = useT();
  const [, navigate] = useLocation();
  if (state.tag === "reading")
    return <div className="stats scroll">{state.progress !== null && <ProgressBar label={t("statistics.reading")} done={state.progress.done} total={state.progress.total} />}</div>;
  if (state.tag === "failed") {
    return (
      <div className="stats scroll">
        <EmptyState icon={ChartColumn} action={<Button onClick={state.again}>{t("statistics.again")}</Button>}>
          {t("statistics.failed", { reason: state.reason })}
        </EmptyState>
      </div>
    );
  }
  const { overview } = state;
  if (overview.readers === 0 && overview.busy.records === 0) {
    return (
      <div className="stats scroll">
        <EmptyState icon={ChartColumn} action={<Button onClick={() => navigate("/import")}>{t("statistics.to-import")}</Button>}>
          {t("statistics.empty")}
        </EmptyState>
      </div>
    );
  }
  return <Figures overview={overview} onOpen={onOpen} />;
}

function Figures({ overview, onOpen }: { overview: Overview; onOpen: (figure: Figure) => void }) {
  const [, navigate] = useLocation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <div className="stats scroll" tabIndex={0}>
      <FiveSteps overview={overview} onOpen={(to) => ("path" in to ? navigate(to.path) : onOpen(to.figure))} />
      <div className="tiles">
        <BusyTile busy={overview.busy} closed={overview.closed} />
        <LorenzTile concentration={overview.concentration} onTop={() => onOpen({ tag: "top-fifth" })} />
        <OpinionsTile months={overview.opinions} />
        <LifeTile stages={overview.stages} notSeenWithOwner={overview.notSeenWithOwner} onStage={(stage) => onOpen({ tag: "stage", state: stage })} />
        <AttentionTile lines={overview.attention} hasMinutes={overview.hasMinutes} onGroup={(group) => onOpen({ tag: "group", group })} />
      </div>
    </div>
  );
}

/** YYYY-MM, the latest first. */
function monthsBefore(today: string, count: number): readonly string[] {
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, back) => `${Math.floor((last - back) / 12)}-${String(((last - back) % 12) + 1).padStart(2, "0")}`);
}
