/** Cards by month: how many became valid, were made, ended, and are valid at its end, of each branch. */
import type { StockMonth } from "#shared/reports/safe-stock.ts";
import { type CardFacts, isMadeIn, wasValidOn } from "./card-book.ts";

type Count = (branches: Iterable<string | undefined>) => readonly number[];

/** @param spans first and last day of months that follow each other */
export function stockMonths(
  cards: Iterable<CardFacts>,
  spans: readonly (readonly [first: number, last: number])[],
  count: Count,
): readonly StockMonth[] {
  const start = (spans[0]?.[0] ?? 0) - 1;
  const before: (string | undefined)[] = [];
  const months = spans.map(() => ({
    entered: [] as (string | undefined)[],
    made: [] as (string | undefined)[],
    ended: [] as (string | undefined)[],
  }));
  const places = spans.flatMap(([first, last], month) => Array.from({ length: last - first + 1 }, () => month));
  const monthOf = (day: number): number => places[day - start - 1] ?? -1;
  for (const card of cards) {
    if (wasValidOn(card, start)) before.push(card.branch);
    if (!card.hasCard) continue;
    if (card.from !== undefined) {
      const month = monthOf(card.from);
      if (month >= 0 && isMadeIn(card, card.from, card.from)) months[month]?.made.push(card.branch);
    }
    const from = card.from ?? card.metOn;
    const until = Math.min(card.left ?? Number.POSITIVE_INFINITY, (card.expires ?? Number.POSITIVE_INFINITY) + 1);
    // a card that has ended before it began was valid on no day
    if (from !== undefined && until <= from) continue;
    if (from !== undefined) months[monthOf(from)]?.entered.push(card.branch);
    months[monthOf(until)]?.ended.push(card.branch);
  }
  let valid = count(before);
  return months.map(({ entered, made, ended }) => {
    const [come, gone] = [count(entered), count(ended)];
    valid = valid.map((each, row) => each + (come[row] ?? 0) - (gone[row] ?? 0));
    return { entered: come, made: count(made), ended: gone, valid };
  });
}
