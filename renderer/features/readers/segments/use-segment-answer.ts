/**
 * Who is in a segment as it is being written: asked after each change of it, and again when something was written
 * meanwhile.
 */
import { assert } from "#shared/kernel/assert.ts";
import { useAsked, type WorkerAnswer } from "../../../desk-services/use-asked.ts";
import type { SegmentAnswer, SegmentAsked } from "../../../platform/worker/segments-api.ts";

export interface AnswerNow extends Pick<WorkerAnswer<SegmentAnswer>, "progress" | "failure" | "again"> {
  /** The last one; it stays while the next is on its way. */
  readonly answer: SegmentAnswer | null;
  readonly isOld: boolean;
}

/** Quiet time after a key, and after a change of the library. */
const QUIET_MS = { first: 120, again: 120 } as const;

/** @param asked null while a row lacks its value */
export function useSegmentAnswer(asked: SegmentAsked | null, first: number): AnswerNow {
  const question = asked === null ? null : JSON.stringify([asked, first]);
  const { held, isBusy, failure, ...now } = useAsked<SegmentAnswer>(
    question,
    async ({ segments }, onProgress) => {
      assert(asked !== null, "a question stands for something asked");
      return await segments.ask(asked, first, onProgress);
    },
    QUIET_MS,
  );
  return { ...now, failure, answer: held?.value ?? null, isOld: isBusy || failure !== null };
}
