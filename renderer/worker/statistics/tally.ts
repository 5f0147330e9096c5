/**
 * Sums over all readers that are brought along: what a changed reader gave is taken back, what she gives now is added.
 * Finding out who has changed is a comparison of two lists, a thousandth of counting them all.
 */

export interface Counting<S, A, B> {
  /** Sums of nobody. */
  readonly none: () => S;
  /** Adds what a reader gives, `times` 1, or takes it back, −1. */
  readonly add: (sums: S, item: A, beside: B, times: 1 | -1) => void;
}

/** @returns the sums of the question; the next call changes them */
export type Tally<S, A, B> = (question: string, items: readonly A[], beside: readonly B[], counting: Counting<S, A, B>) => S;

/** Of the last question only. Items are compared by identity, each with the one beside it. */
export function createTally<S, A, B>(): Tally<S, A, B> {
  let held: { readonly question: string; readonly items: readonly A[]; readonly beside: readonly B[]; readonly sums: S } | null = null;
  return (question, items, beside, { none, add }) => {
    const before = held?.question === question ? held : { items: [], beside: [], sums: none() };
    const { sums } = before;
    if (items !== before.items || beside !== before.beside) {
      for (let place = 0; place < Math.max(items.length, before.items.length); place++) {
        const [then, thenBeside, now, nowBeside] = [before.items[place], before.beside[place], items[place], beside[place]];
        if (then === now && thenBeside === nowBeside) continue;
        if (then !== undefined && thenBeside !== undefined) add(sums, then, thenBeside, -1);
        if (now !== undefined && nowBeside !== undefined) add(sums, now, nowBeside, 1);
      }
    }
    held = { question, items, beside, sums };
    return sums;
  };
}
