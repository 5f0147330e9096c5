/**
 * What Ctrl+Z and Ctrl+Y reach, read from the change log alone, so that it survives a reload. An undo is
 * itself an entry that names what it took back; doing again takes back the undo.
 */
import type { Entry } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow } from "../database.ts";

interface UndoStack {
  /** Numbers of own entries, the last one is undone first. */
  readonly undo: readonly number[];
  readonly redo: readonly number[];
}

/** Whether Ctrl+Z may reach it: a person's own act. */
export const isAct = (entry: Pick<Entry, "batchId" | "aside">): boolean =>
  entry.batchId === undefined && entry.aside === undefined;

/** How many acts back the stack reaches. */
const UNDO_DEPTH = 100;

/** Oldest first; as many again as the stack is deep, since each undo is an act of its own. */
export const readLastActs = async (db: DeskDb): Promise<readonly LogRow[]> =>
  (
    await db.log
      .where("act")
      .equals(1)
      .reverse()
      .limit(UNDO_DEPTH * 2)
      .toArray()
  ).toReversed();

/** @param acts rows with `act`, oldest first */
export function undoStack(acts: readonly LogRow[]): UndoStack {
  let undo: number[] = [];
  let redo: number[] = [];
  for (const { seq, entry } of acts) {
    if (entry.undoes !== undefined) {
      const taken = new Set(entry.undoes);
      undo = undo.filter((item) => !taken.has(item));
      redo = [...redo, seq];
    } else if (entry.redoes !== undefined) {
      const taken = new Set(entry.redoes);
      redo = redo.filter((item) => !taken.has(item));
      undo = [...undo, seq];
    } else {
      undo = [...undo, seq];
      redo = [];
    }
  }
  return { undo: undo.slice(-UNDO_DEPTH), redo };
}
