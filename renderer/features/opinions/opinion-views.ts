/**
 * The inbox's views and what a row says about time: pure, over rows as they are read. Days are
 * `YYYY-MM-DD`.
 */
import {
  dueDay,
  FEEDBACK_STATUSES,
  type Feedback,
  type FeedbackStatus,
  isOpen,
  isOpinionLate,
} from "#shared/model/feedback.ts";
import { byLastDay } from "#shared/model/last-day.ts";

export const VIEWS = ["unassigned", "mine", "late", "untold", "all"] as const;
export type ViewId = (typeof VIEWS)[number];

export interface ViewAt {
  readonly today: string;
  readonly staff: string | undefined;
}

type Asked = Pick<Feedback, "status" | "owner" | "due" | "externalOrder" | "snoozedUntil" | "steps" | "receivedAt">;

/** The step of an answered opinion whose reader has been told. */
export const TOLD_STEP = "told";

/** The last time that somebody gave an opinion back to be assigned anew. */
export const RETURNED_STEP = "returned";

export function inView(view: ViewId, row: Asked, { today, staff }: ViewAt): boolean {
  const snoozed = row.snoozedUntil !== undefined && row.snoozedUntil > today;
  switch (view) {
    case "unassigned":
      return isOpen(row) && row.owner === undefined && !snoozed;
    case "mine":
      return row.status !== "closed" && staff !== undefined && row.owner === staff && !snoozed;
    // a late one cannot be put off
    case "late":
      return isOpinionLate(row, today);
    case "untold":
      return row.status === "answered" && row.steps?.[TOLD_STEP] === undefined;
    case "all":
      return true;
  }
}

export const countViews = (rows: readonly Asked[], at: ViewAt): Readonly<Record<Exclude<ViewId, "all">, number>> => {
  const count = (view: ViewId): number => rows.reduce((sum, row) => sum + (inView(view, row, at) ? 1 : 0), 0);
  return { unassigned: count("unassigned"), mine: count("mine"), late: count("late"), untold: count("untold") };
};

/** Work first by its deadline, without one last; then the newest. */
export function byUrgency(a: Asked, b: Asked): number {
  return byLastDay(dueDay(a), dueDay(b)) || (b.receivedAt ?? 0) - (a.receivedAt ?? 0);
}

export interface HistoryLine {
  readonly at: number;
  readonly by: string | undefined;
  /** A step's name, or undefined for a colleague's note. */
  readonly step: string | undefined;
  readonly text: string | undefined;
}

/** What happened to an opinion: its steps and the notes of colleagues, newest first. */
export function opinionHistory(row: Pick<Feedback, "steps" | "notes">): readonly HistoryLine[] {
  const steps = Object.entries(row.steps ?? {}).map(
    ([step, { at, by }]): HistoryLine => ({ at, by, step, text: undefined }),
  );
  const notes = Object.entries(row.notes ?? {}).map(
    ([at, note]): HistoryLine => ({ at: Number(at), by: note.by, step: undefined, text: note.text }),
  );
  return [...steps, ...notes].toSorted((a, b) => b.at - a.at || orderOf(b) - orderOf(a));
}

/** Of one moment: the steps in their order, after them the note. */
const orderOf = ({ step }: HistoryLine): number => {
  const at = FEEDBACK_STATUSES.map(String).indexOf(step ?? "");
  return at < 0 ? FEEDBACK_STATUSES.length : at;
};

/** Steps that an opinion has gone through, as far as it has come: never those that somebody has passed over. */
export function stepsTaken(row: Pick<Feedback, "status" | "steps" | "publicReply">): ReadonlySet<FeedbackStatus> {
  const at = FEEDBACK_STATUSES.indexOf(row.status ?? "registered");
  // nobody closes or accepts what was not registered; what the reader can read was answered
  const happened = (status: FeedbackStatus): boolean =>
    status === "registered" ||
    row.steps?.[status] !== undefined ||
    (status === "answered" && row.publicReply !== undefined) ||
    status === row.status;
  return new Set(
    FEEDBACK_STATUSES.filter((status, index) => (index < at || status === "closed") && index <= at && happened(status)),
  );
}

/** Where the list stands after rows have changed: at the same opinion, or where it was. */
export function keepPlace(
  ids: readonly string[],
  active: string | null,
  index: number,
): { readonly id: string | null; readonly index: number } {
  const at = active === null ? -1 : ids.indexOf(active);
  const next = at >= 0 ? at : Math.max(0, Math.min(index, ids.length - 1));
  return { id: ids[next] ?? null, index: next };
}

/** One line for lists: the title, or how the text begins. */
export const headline = (row: Pick<Feedback, "title" | "text">): string => row.title ?? firstSentence(row.text ?? "");

const firstSentence = (text: string): string => {
  const end = /[。！？!?\n]|\.\s/.exec(text);
  const cut = end === null ? text : text.slice(0, end.index);
  return cut.replace(/^[“"「]/, "").slice(0, 60);
};
