/** Who is in a segment as it is being written: asked of the worker after each change, and again when something was written meanwhile. */
import { useEffect, useState } from "react";
import { useServices } from "../../db/services.ts";
import { useWritten } from "../../db/use-written.ts";
import type { SegmentAnswer, SegmentAsked } from "../../platform/segments-api.ts";
import type { ReadProgress } from "../../platform/statistics-api.ts";
import { workerCallback } from "../../platform/worker-callback.ts";

export interface AnswerNow {
  /** The last one; it stays while the next is on its way. */
  readonly answer: SegmentAnswer | null;
  readonly isOld: boolean;
  readonly progress: ReadProgress | null;
  readonly failure: string | null;
  readonly again: () => void;
}

/** Quiet time after a key, and after a change of the library. */
const QUIET_MS = 120;

/** @param asked null while a row lacks its value */
export function useSegmentAnswer(asked: SegmentAsked | null, first: number): AnswerNow {
  const { worker } = useServices();
  const [state, setState] = useState<Omit<AnswerNow, "again">>({ answer: null, isOld: true, progress: null, failure: null });
  const [turn, setTurn] = useState(0);
  const written = useWritten();
  const question = asked === null ? null : JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn asks the same again
  useEffect(() => {
    setState((now) => ({ ...now, isOld: true }));
    if (question === null || written === undefined) return;
    let isWanted = true;
    const onProgress = workerCallback((progress: ReadProgress) => {
      if (isWanted) setState((now) => (now.answer === null ? { ...now, progress } : now));
    });
    const ask = (): void => {
      worker.segments.ask(JSON.parse(question) as SegmentAsked, first, onProgress).then(
        (answer) => isWanted && setState({ answer, isOld: false, progress: null, failure: null }),
        (error: unknown) => isWanted && setState((now) => ({ ...now, progress: null, failure: error instanceof Error ? error.message : String(error) })),
      );
    };
    const timer = setTimeout(ask, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [worker, question, first, written, turn]);
  return { ...state, again: () => setTurn((now) => now + 1) };
}
