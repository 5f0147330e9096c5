/** Asks the worker for the overview, and again when something was written since. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { useServices } from "../../db/services.ts";
import type { Overview, ReadProgress, StatisticsAsked } from "../../platform/statistics-api.ts";
import { workerCallback } from "../../platform/worker-callback.ts";

export type OverviewState =
  | { readonly tag: "reading"; readonly progress: ReadProgress | null }
  | { readonly tag: "failed"; readonly reason: string }
  /** `isOld` while the next one is computed. */
  | { readonly tag: "ready"; readonly overview: Overview; readonly isOld: boolean };

/** Quiet time after a change before the figures are computed again. */
const QUIET_MS = 400;

export function useOverview({ branch, month }: StatisticsAsked): OverviewState & { readonly again: () => void } {
  const { worker, db } = useServices();
  const [state, setState] = useState<OverviewState>({ tag: "reading", progress: null });
  const [turn, setTurn] = useState(0);
  const written = useLiveQuery(() => lastWritten(db), [db]);
  useEffect(() => {
    if (written === undefined) return;
    let isWanted = true;
    const onProgress = workerCallback((progress: ReadProgress) => {
      if (isWanted) setState((now) => (now.tag === "ready" ? now : { tag: "reading", progress }));
    });
    const ask = (): void => {
      worker.statistics.overview({ branch, month }, onProgress).then(
        (overview) => isWanted && setState({ tag: "ready", overview, isOld: false }),
        (error: unknown) => isWanted && setState({ tag: "failed", reason: error instanceof Error ? error.message : String(error) }),
      );
    };
    setState((now) => (now.tag === "ready" ? { ...now, isOld: true } : { tag: "reading", progress: null }));
    const timer = setTimeout(ask, turn === 0 ? 0 : QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [worker, branch, month, written, turn]);
  return { ...state, again: () => setTurn((now) => now + 1) };
}

/** Changes with every own entry and with every slice that came from elsewhere. */
async function lastWritten(db: ReturnType<typeof useServices>["db"]): Promise<string> {
  const streams = await db.streams.toArray();
  return streams.map(({ stream, seq }) => `${stream} ${seq}`).join(" ");
}
