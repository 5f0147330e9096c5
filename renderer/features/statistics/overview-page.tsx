/** The first page: the five steps, then five tiles. */
import { useLocation } from "wouter";
import { rowsText } from "#shared/reports/rows-behind.ts";
import type { Figure, Overview } from "../../platform/worker/statistics-api.ts";
import { AttentionTile } from "./attention-tile.tsx";
import { BusyTile } from "./busy-tile.tsx";
import { type Chosen, statisticsPath } from "./chosen.ts";
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
  if ("path" in to) return to.path;
  const of = { page: "audit", month, ...(branch !== null && { branch }), rows: rowsText(to.report), from };
  return `/statistics/reports?${new URLSearchParams(of).toString()}`;
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
  const leave = (to: Leads): void => {
    const from = statisticsPath(chosen);
    if ("figure" in to) onOpen(to.figure);
    else {
      navigate(from, { replace: true });
      navigate(pathOf(to, chosen, from));
    }
  };
  return (
    <>
      <FiveSteps overview={overview} onOpen={leave} />
      <div className="tiles">
        <BusyTile busy={overview.busy} closed={overview.closed} />
        <LorenzTile
          concentrations={overview.concentrations}
          measure={chosen.measure}
          onMeasure={(measure) => navigate(statisticsPath({ ...chosen, measure }), { replace: true })}
          onTop={() => onOpen({ tag: "top-fifth", measure: chosen.measure })}
          onAll={() => onOpen({ tag: "measured", measure: chosen.measure })}
        />
        <OpinionsTile months={overview.opinions} onRows={(of) => leave({ report: { tag: "opinions", of } })} />
        <LifeTile
          stages={overview.stages}
          notSeenWithOwner={overview.notSeenWithOwner}
          onStage={(stage) => onOpen({ tag: "stage", state: stage })}
        />
        <AttentionTile
          lines={overview.attention}
          all={overview.attentionOfAll}
          onGroup={(group) => onOpen({ tag: "group", group })}
        />
      </div>
    </>
  );
}
