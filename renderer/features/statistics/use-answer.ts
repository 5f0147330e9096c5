/** Figures as they are now: read, failed, or there, and then perhaps of before the last change. */
import type { Services } from "../../desk-services/services.ts";
import { useAsked } from "../../desk-services/use-asked.ts";
import type { OnProgress, ReadProgress } from "../../platform/worker/statistics-api.ts";

export type Answer<T> =
  | { readonly tag: "reading"; readonly progress: ReadProgress | null }
  | { readonly tag: "failed"; readonly reason: string }
  /** `isOld` while the next one is computed; `isOther` where it answers another question than this. */
  | {
      readonly tag: "ready";
      readonly value: T;
      readonly isOld: boolean;
      readonly isOther: boolean;
      readonly progress: ReadProgress | null;
    };

/** A burst of changes is counted once. */
const QUIET_MS = { first: 0, again: 400 } as const;

/** @param question another one asks again */
export function useAnswer<T>(
  question: string,
  ask: (worker: Services["worker"], onProgress: OnProgress) => Promise<T>,
): Answer<T> & { readonly again: () => void } {
  const { held, isBusy, progress, failure, again } = useAsked(question, ask, QUIET_MS);
  if (failure !== null) return { tag: "failed", reason: failure, again };
  return held === null
    ? { tag: "reading", progress, again }
    : { tag: "ready", value: held.value, isOld: isBusy, isOther: held.question !== question, progress, again };
}
