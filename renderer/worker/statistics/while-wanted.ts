/** A question can be left: another month is chosen, or the page is. */
import type { OnProgress } from "../../platform/statistics-api.ts";

/** Tells how many are placed, and throws when it has heard that nobody waits for the answer: the next question need not wait either. */
export function whileWanted(onProgress: OnProgress, total: number): (done: number) => void {
  let isLeft = false;
  return (done) => {
    if (isLeft) throw new Error("nobody waits for the answer any more");
    Promise.resolve(onProgress({ step: "placing", done, total })).then(
      (answer) => {
        isLeft = answer === false;
      },
      () => undefined,
    );
  };
}
