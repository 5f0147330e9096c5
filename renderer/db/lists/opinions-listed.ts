/** The opinions of the inbox, masked: all that ask for something, and the newest of all. */
import type { ViewedOpinion } from "#shared/analysis/lists/inbox-views.ts";
import { FEEDBACK_STATUSES } from "#shared/model/feedback.ts";
import type { DeskDb, Row } from "../database.ts";
import { rowsWith } from "../erasing/rows-with.ts";
import { type Masked, masked } from "../masked.ts";
import { type SeenCells, seenCells } from "../write/opened-form.ts";

/** What its forms had seen of it when they were opened goes along with what they show. */
export type ListedOpinion = Masked<"feedback"> & { readonly seen: SeenCells };

const NOT_CLOSED = FEEDBACK_STATUSES.filter((status) => status !== "closed");

/** Thousands, of which few are shown: to be counted and put in order they need not be masked. */
export interface Unfinished {
  readonly all: readonly (ViewedOpinion & { readonly id: string })[];
  /** Some of them as they may be shown, each made once. */
  readonly shown: (ids: readonly string[]) => readonly ListedOpinion[];
}

/** All that are not closed, or were before their reader was told. */
export async function readUnfinished(db: DeskDb): Promise<Unfinished> {
  const [notClosed, untold] = await Promise.all([
    rowsWith(db.feedback, "status", NOT_CLOSED),
    db.feedback.orderBy("untold").toArray(),
  ]);
  const rows = [...notClosed, ...untold.filter(({ status }) => status === "closed")].filter(({ gone }) => gone !== 1);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const made = new Map<string, readonly ListedOpinion[]>();
  const shown = (id: string): readonly ListedOpinion[] => {
    const known = made.get(id) ?? shownRows([byId.get(id)]);
    made.set(id, known);
    return known;
  };
  return { all: rows, shown: (ids) => ids.flatMap(shown) };
}

export const readNewestOpinions = async (db: DeskDb, limit: number): Promise<readonly ListedOpinion[]> =>
  shownRows(
    await db.feedback
      .orderBy("receivedAt")
      .reverse()
      .filter(({ gone }) => gone !== 1)
      .limit(limit)
      .toArray(),
  );

/** Those that are there: what was taken back or deleted stands in the table as well. */
export const countOpinions = async (db: DeskDb): Promise<number> =>
  (await db.feedback.count()) - (await db.feedback.where("gone").equals(1).count());

/** Those of them that are there. */
export const readOpinions = async (db: DeskDb, ids: readonly string[]): Promise<readonly ListedOpinion[]> =>
  shownRows(await db.feedback.bulkGet([...ids]));

/** @param today YYYY-MM-DD */
export const countLateOpinions = (db: DeskDb, today: string): Promise<number> =>
  db.feedback.where("unanswered").below(today).count();

const shownRows = (rows: readonly (Row<"feedback"> | undefined)[]): readonly ListedOpinion[] =>
  rows.flatMap((row) =>
    row === undefined || row.gone === 1
      ? []
      : [{ ...masked("feedback", row), seen: seenCells("feedback", row, FORM_CELLS) }],
  );

/** Those that are typed; whatever else is changed here is one press. */
const FORM_CELLS = ["publicReply", "listPublicly", "externalOrder", "paperRef"];
