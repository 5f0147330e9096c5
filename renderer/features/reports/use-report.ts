/** A report as it is now; that of another question is none. */
import type { Services } from "../../desk-services/services.ts";
import { useAsked, type WorkerAnswer } from "../../desk-services/use-asked.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";

export interface Report<T> extends Omit<WorkerAnswer<T>, "held"> {
  readonly value: T | undefined;
}

const QUIET_MS = { first: 0, again: 400 } as const;

/** @param question another one asks again, and its answer is another one's */
export function useReport<T>(
  question: string,
  ask: (reports: Services["worker"]["reports"], onProgress: OnProgress) => Promise<T>,
): Report<T> {
  const { held, ...asked } = useAsked(question, (worker, onProgress) => ask(worker.reports, onProgress), QUIET_MS);
  return { ...asked, value: held?.question === question ? held.value : undefined };
}
