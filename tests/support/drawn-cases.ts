/** Which of some cases a draw takes. */

/** @param first a whole number from 0 on @returns as many as are asked for, from the first on and round again, in their order */
export function drawnCases<Case>(cases: readonly Case[], first: number, count: number): readonly Case[] {
  const start = first % cases.length;
  return cases.filter((_, index) => (index - start + cases.length) % cases.length < count);
}
