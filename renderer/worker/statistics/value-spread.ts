/** How scores of use are spread over the readers, and what the core readers have of all use. */
import { isCore } from "#shared/analysis/value.ts";
import { type ReadersByScore, type ReaderValue, SCORES, type Score, type ValueSpread } from "../../platform/readers-page-api.ts";
import { isHere, type Placed } from "./placed.ts";

const ALL_SCORES = [0, 1, 2, 3, 4, 5] as const;

export const isScored = (item: Placed): boolean => isHere(item) && item.person.facts.isOneReader;

export function valueSpread(placed: readonly Placed[]): ValueSpread {
  const scored = placed.filter(isScored);
  const core = scored.filter(({ scores }) => isCore(scores));
  const points = (of: readonly Placed[]): number => of.reduce((sum, { numbers }) => sum + numbers.value, 0);
  const all = points(scored);
  return {
    readers: scored.length,
    byScore: Object.fromEntries(SCORES.map((score) => [score, byScore(scored, score)])) as Record<Score, ReadersByScore>, // one for each of them
    core: core.length,
    coreOfUse: all === 0 ? null : points(core) / all,
  };
}

function byScore(scored: readonly Placed[], score: Score): ReadersByScore {
  const counts: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
  for (const { scores } of scored) {
    const place = ALL_SCORES.find((each) => each === scores[score]) ?? 0;
    counts[place]++;
  }
  return counts;
}

export const readerValue = ({ numbers, scores }: Placed): ReaderValue => ({ ...scores, recency: numbers.recency ?? null, frequency: numbers.frequency, points: numbers.value });
