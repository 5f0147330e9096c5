/** Participation 参与: how often a reader took part in anything in the 365 days up to and with the day. */
import { placeBehind } from "./ascending.ts";
import { kindCode, type ReaderUses } from "./uses.ts";

const DAYS = 365;
const [EVENT, OPINION] = [kindCode("event"), kindCode("opinion")];

/** Events and opinions, by their amounts. */
export function participationOn(uses: ReaderUses, day: number): number {
  const { kinds, amounts } = uses;
  let total = 0;
  const until = placeBehind(uses, day);
  for (let row = placeBehind(uses, day - DAYS); row < until; row++)
    if (kinds[row] === EVENT || kinds[row] === OPINION) total += amounts[row] ?? 0;
  return total;
}
