/** Asks the worker for a report, and again when something was written since; the last answer stays until the next is there. */
import { useEffect, useRef, useState } from "react";
import { type Services, useServices } from "../../db/services.ts";
import { useWritten } from "../../db/use-written.ts";
import type { ReadProgress } from "../../platform/statistics-api.ts";
import { workerCallback } from "../../platform/worker-callback.ts";

export interface Report<T> {
  readonly value: T | undefined;
  readonly isBusy: boolean;
  readonly progress: ReadProgress | null;
  readonly failure: string | null;
  readonly again: () => void;
}

/** Quiet time after a change before the same is asked again. */
const QUIET_MS = 400;

type Ask<T> = (reports: Services["worker"]["reports"], onProgress: (progress: ReadProgress) => void) => Promise<T>;

/** @param question another one asks again, and its answer is another one's */
export function useReport<T>(question: string, ask: Ask<T>): Report<T> {
  const { worker } = useServices();
  const [held, setHeld] = useState<{ readonly question: string; readonly value: T } | null>(null);
  const [state, setState] = useState<Pick<Report<T>, "isBusy" | "progress" | "failure">>({ isBusy: true, progress: null, failure: null });
  const [turn, setTurn] = useState(0);
  const written = useWritten();
  const latest = useRef(ask);
  const asked = useRef("");
  latest.current = ask;
  useEffect(() => {
    if (written === undefined) return;
    let isWanted = true;
    setState({ isBusy: true, progress: null, failure: null });
    const onProgress = workerCallback((progress: ReadProgress) => void (isWanted && setState((now) => ({ ...now, progress }))));
    const run = (): void =>
      void latest.current(worker.reports, onProgress).then(
        (value) => {
          if (!isWanted) return;
          setHeld({ question, value });
          setState({ isBusy: false, progress: null, failure: null });
        },
        (error: unknown) => isWanted && setState({ isBusy: false, progress: null, failure: error instanceof Error ? error.message : String(error) }),
      );
    const timer = setTimeout(run, asked.current === `${question} ${turn}` ? QUIET_MS : 0);
    asked.current = `${question} ${turn}`;
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [worker, question, written, turn]);
  return { ...state, value: held?.question === question ? held.value : undefined, again: () => setTurn((now) => now + 1) };
}
