/** One after another, as exchange and backup, which both seal own entries and move the same cursors. Who has the turn can hear that somebody waits. */
export interface Turns {
  take<T>(run: (isAwaited: () => boolean) => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    take: async (run) => {
      waiting += 1;
      const turn = last.then(() => {
        waiting -= 1;
        return run(() => waiting > 0);
      });
      // what the last one found is not held until the next
      last = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
  };
}
