/**
 * What was recorded in a month, counted by branch: use, enquiries, ratings, answered opinions. Rows are given one at a
 * time.
 */
import type { Activity } from "../model/activity.ts";
import type { Feedback } from "../model/feedback.ts";
import type { Interaction } from "../model/interaction.ts";

export interface MonthCounts {
  /** Sums of quantities by kind; a kind that was never recorded is absent. */
  readonly use: ReadonlyMap<string, number>;
  readonly enquiries: number;
  /** Of them, with a result noted, and answered at once. */
  readonly judged: number;
  readonly answered: number;
  /** Of all service records. */
  readonly minutes: number;
  readonly rated: number;
  readonly satisfied: number;
  /** Of opinions answered in the month: days from receipt to answer. */
  readonly answerDays: readonly number[];
}

export interface MonthTally {
  readonly use: (branch: string | undefined, row: Pick<Activity, "kind" | "quantity">) => void;
  readonly contact: (branch: string | undefined, row: CountedContact) => void;
  readonly answer: (branch: string | undefined, days: number) => void;
  /** Of each, and under the empty name of what belongs to none: a tally can be made of it again. */
  readonly byBranch: () => ReadonlyMap<string, MonthCounts>;
  /** Of a branch, or of all of them and of what belongs to none. */
  readonly of: (branch: string | null) => MonthCounts;
}

type CountedContact = Pick<
  Interaction,
  "purpose" | "direction" | "feedback" | "count" | "outcome" | "minutes" | "satisfaction"
>;

/** Shown the way, made a card, lent a device: help, but no enquiry (ISO 2789, "information request"). */
const NO_ENQUIRY: ReadonlySet<string> = new Set(["directional", "card", "equipment"]);
export const SATISFIED = 4;

/** Whether a reader asked something: it was not begun by a colleague, and belongs to no opinion. */
export const isEnquiry = ({
  purpose,
  direction,
  feedback,
}: Pick<Interaction, "purpose" | "direction" | "feedback">): boolean =>
  direction !== "out" && feedback === undefined && purpose !== undefined && !NO_ENQUIRY.has(purpose);

export const isSatisfied = (rating: number): boolean => rating >= SATISFIED;

/** When it was first answered; undefined where nobody has dated it. */
export const answeredAt = ({ steps }: Pick<Feedback, "steps">): number | undefined => steps?.answered?.at;

interface Counting {
  use: Map<string, number>;
  enquiries: number;
  judged: number;
  answered: number;
  minutes: number;
  rated: number;
  satisfied: number;
  answerDays: number[];
}

const nothing = (): Counting => ({
  use: new Map(),
  enquiries: 0,
  judged: 0,
  answered: 0,
  minutes: 0,
  rated: 0,
  satisfied: 0,
  answerDays: [],
});

export function createMonthTally(counted: ReadonlyMap<string, MonthCounts> = new Map()): MonthTally {
  const byBranch = new Map(
    [...counted].map(([branch, counts]): [string, Counting] => [
      branch,
      { ...counts, use: new Map(counts.use), answerDays: [...counts.answerDays] },
    ]),
  );
  const at = (branch = ""): Counting => {
    const counting = byBranch.get(branch) ?? nothing();
    byBranch.set(branch, counting);
    return counting;
  };
  return {
    use(branch, { kind, quantity = 1 }) {
      const { use } = at(branch);
      if (kind !== undefined) use.set(kind, (use.get(kind) ?? 0) + quantity);
    },
    contact(branch, row) {
      const counting = at(branch);
      const { count = 1, outcome, minutes = 0, satisfaction } = row;
      counting.minutes += minutes;
      if (satisfaction !== undefined) {
        counting.rated += 1;
        if (isSatisfied(satisfaction)) counting.satisfied += 1;
      }
      if (!isEnquiry(row)) return;
      counting.enquiries += count;
      if (outcome === undefined) return;
      counting.judged += count;
      if (outcome === "answered") counting.answered += count;
    },
    answer(branch, days) {
      at(branch).answerDays.push(days);
    },
    byBranch: () => byBranch,
    of: (branch) => (branch === null ? sumOf([...byBranch.values()]) : (byBranch.get(branch) ?? nothing())),
  };
}

/** Of several months, or branches, together. */
export function sumOf(all: readonly MonthCounts[]): MonthCounts {
  const sum = nothing();
  for (const counts of all) {
    for (const [kind, quantity] of counts.use) sum.use.set(kind, (sum.use.get(kind) ?? 0) + quantity);
    for (const key of ["enquiries", "judged", "answered", "minutes", "rated", "satisfied"] as const)
      sum[key] += counts[key];
    for (const days of counts.answerDays) sum.answerDays.push(days);
  }
  return sum;
}
