/** How scores of use are spread over the readers, and what the core readers have of all use. */
import { numberToDay } from "#shared/kernel/day.ts";
import type { ReaderValue, ValueSpread } from "../../platform/worker/readers-page-api.ts";
import type { Placed } from "../library-use/placed.ts";
import type { ReadersSums } from "./sums/readers-sums.ts";

export const valueSpread = ({ here, byScore, core, points, corePoints }: ReadersSums): ValueSpread => ({
  readers: here,
  byScore: { r: [...byScore.r], f: [...byScore.f], v: [...byScore.v] },
  core,
  points,
  corePoints,
});

export function readerValue({ person: { open }, numbers, scores }: Placed, day: number): ReaderValue {
  const known = open.knownOn(day);
  return {
    ...scores,
    recency: numbers.recency ?? null,
    frequency: numbers.frequency,
    points: numbers.value,
    known: known === day ? null : numberToDay(known),
  };
}
