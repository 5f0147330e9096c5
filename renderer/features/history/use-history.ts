/** Reads the history of a record through the worker, as it comes; leaving ends the reading. */
import { useEffect, useState } from "react";
import { type HistoryStep, newestFirst } from "#shared/replication/rows/history.ts";
import type { HistoryOf } from "../../desk-services/record-history.ts";
import { useServices } from "../../desk-services/services.ts";
import type { HistoryEnd } from "../../platform/worker/history-api.ts";
import { workerCallback } from "../../platform/worker/worker-callback.ts";

export interface HistoryView {
  /** Newest first. */
  readonly steps: readonly HistoryStep[];
  readonly done: number;
  readonly total: number;
  /** Null while it is being read. */
  readonly end: HistoryEnd | null;
}

const NOTHING_YET: HistoryView = { steps: [], done: 0, total: 0, end: null };

/** @param version another number reads it anew, as after a value was put back */
export function useHistory({ kind, ids }: HistoryOf, version: number): HistoryView {
  const { worker } = useServices();
  const [view, setView] = useState(NOTHING_YET);
  const key = ids.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids are their key; another version reads anew
  useEffect(() => {
    let isShown = true;
    setView((before) => ({ ...NOTHING_YET, steps: version === 0 ? [] : before.steps }));
    let steps: readonly HistoryStep[] = [];
    const onProgress = workerCallback(
      (progress: { readonly steps: readonly HistoryStep[]; readonly done: number; readonly total: number }) => {
        if (!isShown) return;
        steps = [...steps, ...progress.steps].sort(newestFirst);
        // the last of them may come behind the end
        setView((now) => ({ ...now, steps, done: progress.done, total: progress.total }));
      },
    );
    void worker.history.of({ kind, ids }, onProgress).then((end) => isShown && setView((now) => ({ ...now, end })));
    return () => {
      isShown = false;
      void worker.history.cancel();
    };
  }, [worker, kind, key, version]);
  return view;
}
