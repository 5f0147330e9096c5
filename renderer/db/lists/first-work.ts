/**
 * Open work of one colleague by ranges of indexes: of each kind as many rows as a screen may show, and how many there
 * are, however much stands open. In one transaction: each of several would wait anew for what a sync writes.
 */
import type { Collection, Table } from "dexie";
import { addDays } from "#shared/kernel/day.ts";
import { dueDay, isUntold, responsibleStaff } from "#shared/model/feedback.ts";
import type { DeskDb, Row } from "../database.ts";
import { NO_DAY, OF_NOBODY } from "../work-stages.ts";

/** What a rule asks of a colleague is for today: its day is only the last one on which it still makes sense. */
const RULE_AHEAD_DAYS = 14;

/** Where nobody is here. */
export const NOBODY = "";

interface First<R> {
  /** By day; of this colleague, then of nobody. */
  readonly rows: readonly R[];
  /** Of all. */
  readonly count: number;
}

export interface FirstWork {
  /** Due by today, mine or nobody's: among them the first promises. */
  readonly due: First<Row<"task">>;
  /** This colleague's own that are due later, promises among them. */
  readonly ahead: First<Row<"task">>;
  /** Of these what rules ask in the days ahead. */
  readonly ruled: First<Row<"task">>;
  /** Promises without a day: somebody waits for them all the same. */
  readonly undated: First<Row<"task">>;
  /** To be answered by today, put off or not. */
  readonly asked: First<Row<"feedback">>;
  /** This colleague's own that are to be answered later, put off or not. */
  readonly own: First<Row<"feedback">>;
  /** Answered, mine or nobody's, put off or not: their readers are to be told. */
  readonly untold: First<Row<"feedback">>;
  /** How many of these three were put off. */
  readonly asleep: number;
  /** All open tasks of this colleague, whenever they are due. */
  readonly tasks: number;
}

/** @param most rows of each kind that may be needed, put off ones aside @param today YYYY-MM-DD */
export const readFirstWork = (db: DeskDb, today: string, staff: string, most: number): Promise<FirstWork> =>
  db.transaction("r", [db.task, db.feedback], async () => await readAll(db, today, staff, most));

async function readAll(db: DeskDb, today: string, staff: string, most: number): Promise<FirstWork> {
  const isMine = (who: string | undefined): boolean => who === undefined || staff === NOBODY || who === staff;
  /** Of all where nobody is here. */
  const between = <R>(table: Table<R, string>, index: string, from: string, to: string): readonly Range<R>[] =>
    staff === NOBODY
      ? [table.where(index).between(from, to, true, true)]
      : [staff, OF_NOBODY].map((who) => table.where(`[workOf+${index}]`).between([who, from], [who, to], true, true));
  const ofStaff = <R>(ranges: () => Range<R>): readonly Range<R>[] => (staff === NOBODY ? [] : [ranges()]);
  /** Put off ones are among the first, and nobody can do those. @param asleep of them all */
  const firstOpinions = (asleep: number): Promise<readonly First<Row<"feedback">>[]> =>
    Promise.all([
      first(between(db.feedback, "unanswered", "", today), most + asleep),
      first(
        ofStaff(() => db.feedback.where("[workOf+unanswered]").between([staff, today], [staff, NO_DAY], false, true)),
        most + asleep,
      ),
      first(
        staff === NOBODY
          ? [db.feedback.orderBy("untold")]
          : [staff, OF_NOBODY].map((who) => db.feedback.where("untold").equals(who)),
        most + asleep,
      ),
    ]);
  // all at once, as if none were put off: each answer that is waited for costs a start more than the rows in it
  const [due, promises, ahead, ruled, undated, opinions, sleeping, tasks] = await Promise.all([
    // so many that what is no promise is among them too
    first(between(db.task, "todo", "", today), 2 * most),
    first(between(db.task, "owed", "", today), most),
    first(
      ofStaff(() => db.task.where("[assignee+todo]").between([staff, today], [staff, NO_DAY], false, false)),
      most,
    ),
    first(
      ofStaff(() =>
        db.task
          .where("[assignee+ruled]")
          .between([staff, today], [staff, addDays(today, RULE_AHEAD_DAYS)], false, true),
      ),
      most,
    ),
    first(between(db.task, "owed", NO_DAY, NO_DAY), most),
    firstOpinions(0),
    db.feedback.where("asleep").above(today).toArray(),
    staff === NOBODY
      ? db.task.orderBy("todo").count()
      : db.task.where("[assignee+todo]").between([staff], [staff, []]).count(),
  ]);
  const putOff = sleeping.filter(
    (row) =>
      ((isUntold(row) || (dueDay(row) ?? NO_DAY) <= today) && isMine(responsibleStaff(row))) ||
      (staff !== NOBODY && responsibleStaff(row) === staff),
  );
  const isCut = opinions.some(({ rows, count }) => rows.length < count);
  const [asked = NONE, own = NONE, untold = NONE] =
    putOff.length > 0 && isCut ? await firstOpinions(putOff.length) : opinions;
  const known = new Set(due.rows.map(({ id }) => id));
  return {
    due: { rows: [...due.rows, ...promises.rows.filter(({ id }) => !known.has(id))], count: due.count },
    ahead,
    ruled,
    undated,
    asked,
    own,
    untold,
    asleep: putOff.length,
    tasks,
  };
}

const NONE = { rows: [], count: 0 };

type Range<R> = Collection<R, string>;

async function first<R>(ranges: readonly Range<R>[], most: number): Promise<First<R>> {
  const found = await Promise.all(
    ranges.map(async (range) => {
      const [rows, count] = await Promise.all([range.clone().limit(most).toArray(), range.count()]);
      return { rows, count };
    }),
  );
  return { rows: found.flatMap(({ rows }) => rows), count: found.reduce((sum, { count }) => sum + count, 0) };
}
