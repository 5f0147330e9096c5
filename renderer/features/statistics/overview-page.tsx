/** The first page: the five steps, then five tiles. */
import { useLocation } from "wouter";
import { rowsText } from "#shared/reports/rows-behind.ts";
import type { Figure, Overview } from "../../platform/worker/statistics-api.ts";
import { AttentionTile } from "./attention-tile.tsx";
import { BusyTile } from "./busy-tile.tsx";
import { type Chosen, statisticsPath, useHere } from "./chosen.ts";
import { FiveSteps, type Leads } from "./five-steps.tsx";
import { LifeTile } from "./life-tile.tsx";
import { LorenzTile } from "./lorenz-tile.tsx";
import { OpinionsTile } from "./opinions-tile.tsx";
import { PageFrame } from "./page-frame.tsx";
import { useAnswer } from "./use-answer.ts";

export function OverviewPage({
  chosen,
  today,
  onOpen,
}: {
  chosen: Chosen;
  today: string;
  onOpen: (figure: Figure) => void;
}) {
  const { branch, month } = chosen;
  const answer = useAnswer(`${branch} ${month}`, (worker, onProgress) =>
    worker.statistics.overview({ branch, month }, onProgress),
  );
  return (
    <PageFrame
      chosen={chosen}
      today={today}
      answer={answer}
      isEmpty={({ readers, busy }) => readers === 0 && busy.records === 0}
    >
      {(overview) => <Figures chosen={chosen} overview={overview} onOpen={onOpen} />}
    </PageFrame>
  );
}

/** @param from where the number stands */
function pathOf(to: Exclude<Leads, { readonly figure: Figure }>, { branch, month }: Chosen, from: string): string {
  if ("tasks" in to) return `/tasks?${new URLSearchParams({ view: to.tasks, from }).toString()}`;
  const of = { page: "audit", month: to.month ?? month, ...(branch !== null && { branch }), rows: rowsText(to.report) };
  return `/statistics/reports?${new URLSearchParams({ ...of, from }).toString()}`;
}

function Figures({
  chosen,
  overview,
  onOpen,
}: {
  chosen: Chosen;
  overview: Overview;
  onOpen: (figure: Figure) => void;
}) {
  const [, navigate] = useLocation();
  const here = useHere();
  const open = (to: Leads): void => ("figure" in to ? onOpen(to.figure) : navigate(pathOf(to, chosen, here)));
  return (
    <>
      <FiveSteps overview={overview} onOpen={open} />
      <div className="tiles">
        <BusyTile busy={overview.busy} closed={overview.closed} />
        <LorenzTile
          concentrations={overview.concentrations}
          measure={chosen.measure}
          onMeasure={(measure) => navigate(statisticsPath({ ...chosen, measure }), { replace: true })}
          onTop={() => onOpen({ tag: "top-fifth", measure: chosen.measure })}
          onAll={() => onOpen({ tag: "measured", measure: chosen.measure })}
        />
        <OpinionsTile months={overview.opinions} onOpen={open} />
        <LifeTile
          stages={overview.stages}
          notSeenWithOwner={overview.notSeenWithOwner}
          onStage={(stage) => onOpen({ tag: "stage", state: stage })}
        />
        <AttentionTile
          isAskedFor={chosen.isAtAttention === true}
          lines={overview.attention}
          all={overview.attentionOfAll}
          onGroup={(group) => onOpen({ tag: "group", group })}
        />
      </div>
    </>
  );
}
