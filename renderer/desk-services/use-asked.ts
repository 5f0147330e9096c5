/**
 * What the worker answers to a question: asked anew when something was written since; the last answer stays until the
 * next is there.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef, useState } from "react";
import type { OnProgress, ReadProgress } from "../platform/worker/statistics-api.ts";
import { workerCallback } from "../platform/worker/worker-callback.ts";
import { type Services, useServices } from "./services.ts";

export interface WorkerAnswer<T> {
  /** The last answer, and to which question; it may have been another one. */
  readonly held: { readonly question: string; readonly value: T } | null;
  readonly isBusy: boolean;
  readonly progress: ReadProgress | null;
  readonly failure: string | null;
  readonly again: () => void;
}

/**
 * Quiet time in milliseconds before a question is asked for the first time, and before the same one is asked again
 * after a change.
 */
interface Quiet {
  readonly first: number;
  readonly again: number;
}

type Ask<T> = (worker: Services["worker"], onProgress: OnProgress) => Promise<T>;

const BUSY = { isBusy: true, progress: null, failure: null } as const;

/** @param question another one asks again; null while there is nothing to ask */
export function useAsked<T>(question: string | null, ask: Ask<T>, quiet: Quiet): WorkerAnswer<T> {
  const { worker } = useServices();
  const [held, setHeld] = useState<WorkerAnswer<T>["held"]>(null);
  const [state, setState] = useState<Pick<WorkerAnswer<T>, "isBusy" | "progress" | "failure">>(BUSY);
  const [turn, setTurn] = useState(0);
  const written = useWritten();
  const latest = useRef(ask);
  const last = useRef("");
  const wanted = useRef<string | null>(null);
  latest.current = ask;
  const { first, again } = quiet;
  useEffect(() => {
    setState(BUSY);
    if (question === null || written === undefined) return;
    let isWanted = true;
    wanted.current = question;
    const onProgress = workerCallback((progress: ReadProgress) => {
      if (isWanted) setState((now) => ({ ...now, progress }));
      // after a change the same is asked again, and what is worked out by then serves that answer too
      return wanted.current === question;
    });
    const run = (): void =>
      void latest.current(worker, onProgress).then(
        (value) => {
          if (!isWanted) return;
          setHeld({ question, value });
          setState({ isBusy: false, progress: null, failure: null });
        },
        (error: unknown) =>
          isWanted &&
          setState({ isBusy: false, progress: null, failure: error instanceof Error ? error.message : String(error) }),
      );
    const key = `${turn} ${question}`;
    const timer = setTimeout(run, last.current === key ? again : first);
    last.current = key;
    return () => {
      isWanted = false;
      wanted.current = null;
      clearTimeout(timer);
    };
  }, [worker, question, written, turn, first, again]);
  return { held, ...state, again: () => setTurn((now) => now + 1) };
}

/**
 * How far the library is written, as a text: another one with every own entry, and with every slice that came from
 * elsewhere.
 */
function useWritten(): string | undefined {
  const { db } = useServices();
  return useLiveQuery(
    async () => (await db.streams.toArray()).map(({ stream, seq }) => `${stream} ${seq}`).join(" "),
    [db],
  );
}
