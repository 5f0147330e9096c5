/** Asks the worker for figures, and again when something was written since. */
import { useEffect, useRef, useState } from "react";
import { type Services, useServices } from "../../db/services.ts";
import { useWritten } from "../../db/use-written.ts";
import type { ReadProgress } from "../../platform/statistics-api.ts";
import { workerCallback } from "../../platform/worker-callback.ts";

export type Answer<T> =
  | { readonly tag: "reading"; readonly progress: ReadProgress | null }
  | { readonly tag: "failed"; readonly reason: string }
  /** `isOld` while the next one is computed. */
  | { readonly tag: "ready"; readonly value: T; readonly isOld: boolean };

/** Quiet time after a change before the figures are computed again. */
const QUIET_MS = 400;

/** @param question another one asks again */
export function useAnswer<T>(question: string, ask: (worker: Services["worker"], onProgress: (progress: ReadProgress) => void) => Promise<T>): Answer<T> & { readonly again: () => void } {
  const { worker } = useServices();
  const [state, setState] = useState<Answer<T>>({ tag: "reading", progress: null });
  const [turn, setTurn] = useState(0);
  const written = useWritten();
  const latest = useRef(ask);
  latest.current = ask;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says whether it is another one, the turn whether it is asked again
  useEffect(() => {
    if (written === undefined) return;
    let isWanted = true;
    const onProgress = workerCallback((progress: ReadProgress) => {
      if (isWanted) setState((now) => (now.tag === "ready" ? now : { tag: "reading", progress }));
    });
    const run = (): void => {
      latest.current(worker, onProgress).then(
        (value) => isWanted && setState({ tag: "ready", value, isOld: false }),
        (error: unknown) => isWanted && setState({ tag: "failed", reason: error instanceof Error ? error.message : String(error) }),
      );
    };
    setState((now) => (now.tag === "ready" ? { ...now, isOld: true } : { tag: "reading", progress: null }));
    const timer = setTimeout(run, turn === 0 ? 0 : QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [worker, question, written, turn]);
  return { ...state, again: () => setTurn((now) => now + 1) };
}
