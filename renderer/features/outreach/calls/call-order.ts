/** Who comes after whom on a call list, as keys lead through it. */
import type { Callee } from "#shared/outreach/call-queue.ts";

/**
 * Whose turn comes after the one in hand; after the last the first again, and nobody where it is only hers.
 * @param queue in the order of turns; the one in hand need not be in it any more
 */
export function nextInTurn(queue: readonly Callee[], inHand: Callee | undefined): Callee | undefined {
  const others = queue.filter(({ id }) => id !== inHand?.id);
  const here = queue.findIndex(({ id }) => id === inHand?.id);
  if (here >= 0) return others[here] ?? others[0];
  return others.find(({ place }) => inHand !== undefined && place > inHand.place) ?? others[0];
}

/** One further up or down in the list as it stands. */
export function neighbourOf(callees: readonly Callee[], inHand: string | undefined, step: 1 | -1): Callee | undefined {
  const here = callees.findIndex(({ id }) => id === inHand);
  if (here < 0) return callees[0];
  return callees[here + step];
}
