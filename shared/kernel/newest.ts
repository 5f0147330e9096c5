/**
 * Answers come in any order; only the one to the newest question may change what is shown. Whoever asks gets a
 * way to find out, once the answer is there, whether somebody has asked anew or moved on meanwhile.
 */
export interface Newest {
  /** Begins a question, or moves on from all that were begun. @returns whether it is still the newest */
  begin(): () => boolean;
  /** Begins nothing. @returns whether nothing was begun since */
  watch(): () => boolean;
}

export function createNewest(): Newest {
  let turn = 0;
  const watch = (): (() => boolean) => {
    const mine = turn;
    return () => mine === turn;
  };
  return {
    watch,
    begin: () => {
      turn++;
      return watch();
    },
  };
}
