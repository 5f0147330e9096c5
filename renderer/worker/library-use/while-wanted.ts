/** A question can be left: another month is chosen, or the page is. */
import type { OnProgress, ReadProgress } from "../../platform/worker/statistics-api.ts";

/** Nobody waits for the answer any more: what was found so far may stay. */
export class NotWanted extends Error {}

/** To tell the page costs as much as placing a hundred readers. */
const TOLD_EVERY_MS = 100;

/**
 * Tells how far a step is, and throws when it has heard that nobody waits for the answer: the next question need not
 * wait either.
 */
export function whileWanted(
  onProgress: OnProgress,
  step: ReadProgress["step"],
  everyMs = TOLD_EVERY_MS,
): (done: number, total: number) => void {
  let isLeft = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (!isLeft && now - toldAt < everyMs) return;
    toldAt = now;
    const said = isLeft ? false : onProgress({ step, done, total });
    if (said === false) throw new NotWanted("nobody waits for the answer any more");
    Promise.resolve(said).then(
      (answer) => {
        isLeft = answer === false;
      },
      () => undefined,
    );
  };
}
