/** The third page: who stays away and why, who has left, and whom nobody has spoken to for long. */
import { useLocation } from "wouter";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { type Chosen, statisticsPath } from "../chosen.ts";
import { PageFrame } from "../page-frame.tsx";
import { useAnswer } from "../use-answer.ts";
import { AwayTile } from "./away-tile.tsx";
import { ContactsTile } from "./contacts-tile.tsx";
import { LeavingTile } from "./leaving-tile.tsx";
import "../readers-page/readers-page.css";
import "./keep-page.css";

export function KeepPage({
  chosen,
  today,
  onOpen,
}: {
  chosen: Chosen;
  today: string;
  onOpen: (figure: Figure) => void;
}) {
  const { branch, month, days } = chosen;
  const [, navigate] = useLocation();
  const answer = useAnswer(`${branch} ${month}`, (worker, onProgress) =>
    worker.statistics.keepPage({ branch, month }, onProgress),
  );
  return (
    <PageFrame chosen={chosen} today={today} answer={answer} isEmpty={({ readers }) => readers === 0}>
      {(page) => (
        <div className="tiles of-keep">
          <AwayTile asked={chosen} which="not-seen" away={page.notSeen} notSeen={page.notSeen} onOpen={onOpen} />
          <AwayTile asked={chosen} which="lapsed" away={page.lapsed} onOpen={onOpen} />
          <ContactsTile
            contacts={page.contacts}
            days={days}
            onDays={(next) => navigate(statisticsPath({ ...chosen, days: next }), { replace: true })}
            onOpen={onOpen}
          />
          <LeavingTile leaving={page.leaving} leftByMonth={page.leftByMonth} onOpen={onOpen} />
        </div>
      )}
    </PageFrame>
  );
}
