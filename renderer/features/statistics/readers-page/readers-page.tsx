/** The second page: how much readers use, who they are, and how they come and go. */
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import type { Chosen } from "../chosen.ts";
import { PageFrame } from "../page-frame.tsx";
import { useAnswer } from "../use-answer.ts";
import { CohortTile } from "./cohort-tile.tsx";
import { CompositionTile } from "./composition-tile.tsx";
import { CoverageTile } from "./coverage-tile.tsx";
import { ExpectedTile } from "./expected-tile.tsx";
import { MoversTile } from "./movers-tile.tsx";
import { ParticipationTile } from "./participation-tile.tsx";
import { PathTile } from "./path-tile.tsx";
import { TrendTile } from "./trend-tile.tsx";
import { ValueTile } from "./value-tile.tsx";
import "./readers-page.css";

export function ReadersPage({
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
    worker.statistics.readersPage({ branch, month }, onProgress),
  );
  return (
    <PageFrame chosen={chosen} today={today} answer={answer} isEmpty={({ readers }) => readers === 0}>
      {(page) => (
        <div className="tiles of-readers">
          <ValueTile value={page.value} onOpen={onOpen} />
          <MoversTile movers={page.movers} onOpen={onOpen} />
          <ExpectedTile asked={chosen} onOpen={onOpen} />
          <PathTile path={page.path} onOpen={onOpen} />
          <TrendTile trend={page.trend} told={page.toldUsed} onOpen={onOpen} />
          <ParticipationTile participation={page.participation} told={page.toldUsed} onOpen={onOpen} />
          <CoverageTile coverage={page.coverage} onOpen={onOpen} />
          <CompositionTile compositions={page.compositions} onOpen={onOpen} />
          <CohortTile cohorts={page.cohorts} day={page.day} onOpen={onOpen} />
        </div>
      )}
    </PageFrame>
  );
}
