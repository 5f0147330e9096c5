/** The opinions of the inbox, masked: all that ask for something, and the newest of all. */
import { FEEDBACK_STATUSES } from "#shared/model/feedback.ts";
import type { DeskDb, Row } from "../database.ts";
import { rowsWith } from "../erasing/rows-with.ts";
import { type Masked, masked } from "../masked.ts";
import { type SeenCells, seenCells } from "../write/opened-form.ts";

/** What its forms had seen of it when they were opened goes along with what they show. */
export type ListedOpinion = Masked<"feedback"> & { readonly seen: SeenCells };

const NOT_CLOSED = FEEDBACK_STATUSES.filter((status) => status !== "closed");

/** All that are not closed, or were before their reader was told. */
export const readUnfinished = async (db: DeskDb): Promise<readonly ListedOpinion[]> =>
  shownRows(
    (await Promise.all([rowsWith(db.feedback, "status", NOT_CLOSED), db.feedback.orderBy("untold").toArray()])).flat(),
  );

export const readNewestOpinions = async (db: DeskDb, limit: number): Promise<readonly ListedOpinion[]> =>
  shownRows(await db.feedback.orderBy("receivedAt").reverse().limit(limit).toArray());

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
