/**
 * How long opinions take from step to step, and which step is the bottleneck: of those with enough opinions, the one
 * in which half of them waited longest. A step that was left out counts to the next one that was dated.
 */
import { FEEDBACK_STATUSES, type Feedback, type FeedbackStatus } from "../model/feedback.ts";
import { quantile } from "./quantile.ts";

/** The step that was reached; the first one is where an opinion begins. */
export type ReachedStep = Exclude<FeedbackStatus, "registered">;
export const REACHED_STEPS = FEEDBACK_STATUSES.filter((status) => status !== "registered") as readonly ReachedStep[]; // filtered in this line

export interface StepTime {
  readonly step: ReachedStep;
  /** Opinions that reached it in the period. */
  readonly count: number;
  /** Days that half of them, and nine in ten, did not exceed; 0 where there are none. */
  readonly median: number;
  readonly slowest: number;
}

export interface StepTimes {
  readonly steps: readonly StepTime[];
  /** Null where no step has enough. */
  readonly bottleneck: ReachedStep | null;
  /** Opinions that wait now, by the step at which they stand, with the longest wait in days. */
  readonly waiting: readonly { readonly at: FeedbackStatus; readonly count: number; readonly longest: number }[];
}

export type SteppedOpinion = Pick<Feedback, "receivedAt" | "steps" | "status">;

const DAY_MS = 86_400_000;
/** Fewer say nothing about the way of working. */
const ENOUGH = 3;

/** An opinion's way. Days are of the time before. */
export interface OpinionWay {
  readonly reached: readonly { readonly step: ReachedStep; readonly at: number; readonly days: number }[];
  /** Where it stands and waits now; null once it is closed. */
  readonly waits: { readonly at: FeedbackStatus; readonly days: number } | null;
}

/** Null where nobody knows when it began. */
export function wayOf(
  { receivedAt, steps = {}, status = "registered" }: SteppedOpinion,
  now: number,
): OpinionWay | null {
  if (receivedAt === undefined) return null;
  const reached: OpinionWay["reached"][number][] = [];
  let since = receivedAt;
  for (const step of REACHED_STEPS) {
    const at = steps[step]?.at;
    if (at === undefined || at < since) continue;
    reached.push({ step, at, days: (at - since) / DAY_MS });
    since = at;
  }
  return { reached, waits: status === "closed" ? null : { at: status, days: Math.max(0, now - since) / DAY_MS } };
}

/** @param from,to instants of the period, the second one not included */
export function stepTimes(opinions: Iterable<SteppedOpinion>, from: number, to: number, now: number): StepTimes {
  const days = new Map<ReachedStep, number[]>(REACHED_STEPS.map((step) => [step, []]));
  const waiting = new Map<FeedbackStatus, number[]>();
  for (const opinion of opinions) {
    const { reached = [], waits = null } = wayOf(opinion, now) ?? {};
    for (const { step, at, days: taken } of reached) if (at >= from && at < to) days.get(step)?.push(taken);
    if (waits !== null) waiting.set(waits.at, [...(waiting.get(waits.at) ?? []), waits.days]);
  }
  const found = REACHED_STEPS.map((step): StepTime => {
    const sorted = (days.get(step) ?? []).toSorted((a, b) => a - b);
    return { step, count: sorted.length, median: quantile(sorted, 0.5), slowest: quantile(sorted, 0.9) };
  });
  const [longest] = found.filter(({ count }) => count >= ENOUGH).toSorted((a, b) => b.median - a.median);
  return {
    steps: found,
    bottleneck: longest === undefined || longest.median === 0 ? null : longest.step,
    waiting: FEEDBACK_STATUSES.flatMap((at) => {
      const of = waiting.get(at) ?? [];
      return of.length === 0 ? [] : [{ at, count: of.length, longest: Math.max(...of) }];
    }),
  };
}
