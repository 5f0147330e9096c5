/** What a row of the inbox, and an opinion's page, say about its way: pure, over rows as they are read. */
import { answeredApartStep, FEEDBACK_STATUSES, type Feedback, type FeedbackStatus } from "#shared/model/feedback.ts";

/** The last time that somebody gave an opinion back to be assigned anew. */
export const RETURNED_STEP = "returned";

export interface HistoryLine {
  readonly at: number;
  readonly by: string | undefined;
  /** A step's name, or undefined for a colleague's note. */
  readonly step: string | undefined;
  readonly text: string | undefined;
  /** The colleague and the department to whom it was given by this step. */
  readonly to?: string | undefined;
  readonly department?: string | undefined;
}

/**
 * What happened to an opinion: its steps and the notes of colleagues, newest first.
 * @param undecided several answers that nobody has decided between: each is a step, though the row can hold one
 */
export function opinionHistory(
  { steps: taken = {}, notes: said = {} }: Pick<Feedback, "steps" | "notes">,
  undecided: readonly { readonly at: number; readonly by: string | undefined; readonly text: string }[] = [],
): readonly HistoryLine[] {
  const apart = new Map(Object.keys(said).map((at) => [answeredApartStep(Number(at)), said[at]?.text]));
  const answers = undecided.map(({ at, by, text }): HistoryLine => ({ at, by, step: "answered", text }));
  const steps = Object.entries(taken)
    .filter(([step, { at, by }]) => step !== "answered" || !answers.some((one) => one.at === at && one.by === by))
    .map(
      ([step, { at, by, to, department }]): HistoryLine => ({ at, by, step, text: apart.get(step), to, department }),
    );
  const notes = Object.entries(said)
    .filter(([at]) => taken[answeredApartStep(Number(at))] === undefined)
    .map(([at, note]): HistoryLine => ({ at: Number(at), by: note.by, step: undefined, text: note.text }));
  return [...steps, ...answers, ...notes].toSorted((a, b) => b.at - a.at || orderOf(b) - orderOf(a));
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
