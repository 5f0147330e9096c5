/** A question can be left: another month is chosen, or the page is. */
import type { OnProgress, ReadProgress } from "../../platform/statistics-api.ts";

/** Nobody waits for the answer any more: what was found so far may stay. */
export class NotWanted extends Error {}

/** Tells how far a step is, and throws when it has heard that nobody waits for the answer: the next question need not wait either. */
export function whileWanted(onProgress: OnProgress, step: ReadProgress["step"]): (done: number, total: number) => void {
  let isLeft = false;
  return (done, total) => {
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
