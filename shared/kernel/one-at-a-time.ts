/**
 * Runs tasks one after another in the order of their calls; a failed one does not stop the next. The task whose turn it
 * is can ask whether another one waits for it.
 */
export type OneAtATime = <T>(task: (isAwaited: () => boolean) => Promise<T>) => Promise<T>;

export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (task) => {
    waiting += 1;
    const turn = last.then(() => {
      waiting -= 1;
      return task(() => waiting > 0);
    });
    // what the last one found is not held until the next
    last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  };
}
