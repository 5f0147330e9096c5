/**
 * Tasks of rules that a round withdraws, because their reason was none as is known by now, or because nobody may contact
 * their reader any more. Only such as nobody has touched: what a person has written into one keeps it, and what somebody
 * said to its reader meanwhile, unless it was she who wanted no more of it. Where a colleague has done so
 * without knowing of the withdrawal, the task is there again as soon as the two meet, and the next round takes the
 * withdrawal back: nobody is asked about it.
 */
import { standingOn } from "#shared/analysis/life/life-state.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { cellsOf, frontierOf, isEmptyCell } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow, FrontierWrite } from "#shared/replication/rows/row.ts";
import { isNotToContact, isReasonGone } from "#shared/rules/reason-gone.ts";
import { isRule, RULES_AUTHOR } from "#shared/rules/rule.ts";
import type { AllTerms } from "#shared/rules/terms.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { lastWords } from "../../db/last-contact.ts";
import { readMergedReaders, readPeople } from "../../db/reader-class.ts";
import type { Change } from "../../db/write/changes.ts";
import type { WithdrawnTask } from "../../platform/worker/rules-api.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import { localDay } from "../library-use/use-rows.ts";

const MADE_WITH: ReadonlySet<string> = new Set(["about", "due", "origin", "assignee"]);

interface Withdrawals {
  readonly tasks: readonly WithdrawnTask[];
  /** Those as deletions, and of what is kept after all its withdrawal taken back. */
  readonly changes: readonly Change[];
}

export async function withdrawals(
  db: DeskDb,
  { day, placed }: Pick<LibraryView, "day" | "placed">,
  terms: AllTerms,
): Promise<Withdrawals> {
  const { mainOf } = await readMergedReaders(db);
  const open = (await db.task.orderBy("todo").toArray()).flatMap((row) => {
    const { about, due, origin } = row;
    if (!isAsMade(row) || about?.kind !== "reader" || due === undefined || !isRule(origin?.id)) return [];
    const from = dayToNumber(due) - terms[origin.id].thresholds.due;
    return [{ id: row.id, reader: mainOf(about.id), rule: origin.id, from }];
  });
  const asked = new Set(open.map(({ reader }) => reader));
  const people = new Map(placed.flatMap(({ person }) => (asked.has(person.id) ? [[person.id, person] as const] : [])));
  const ids = [...asked];
  const rows = new Map((await readPeople(db, ids)).map((row, place) => [ids[place], row]));
  const isStopped = ({ reader, rule }: (typeof open)[number]): boolean =>
    isNotToContact(rule, rows.get(reader) ?? {}, numberToDay(day));
  const gone = open.filter((made) => {
    if (isStopped(made)) return true;
    const person = people.get(made.reader);
    return person !== undefined && isReasonGone(made, day, (on) => standingOn(person.history, on).state);
  });
  const words = await lastWords(db, [...new Set(gone.map(({ reader }) => reader))]);
  const tasks = gone.flatMap((made) => {
    const { id, reader, rule, from } = made;
    const { at, missedAt } = words.get(reader) ?? {};
    const isSpokenTo = [at, missedAt].some((each) => each !== undefined && dayToNumber(localDay(each)) >= from);
    return isSpokenTo && !isStopped(made) ? [] : [{ task: id, reader, rule }];
  });
  const taken = new Set(tasks.map(({ task }) => task));
  const back = (await db.task.where("open").equals(1).toArray()).filter(
    (row) => isKeptFrom(row as AnyRow) && !taken.has(row.id), // a row of a kind is one of any
  );
  const changes = [
    ...[...taken].map((id): Change => ({ act: "delete", kind: "task", id, onlyWhere: isAsMade })),
    ...back.map(
      ({ id }): Change => ({ act: "cells", kind: "task", id, cells: { [DELETED]: null }, onlyWhere: isKeptFrom }),
    ),
  ];
  return { tasks, changes };
}

/** Deleted by nobody but the rules. */
export const isWithdrawn = (row: AnyRow): boolean => row.gone === 1 && isOfRules(row);

/** Withdrawn, and kept by what the withdrawal had not seen. */
const isKeptFrom = (row: AnyRow): boolean => row.gone !== 1 && isOfRules(row);

const isOfRules = (row: AnyRow): boolean => {
  const deletions = frontierOf("task", row, DELETED).filter(({ v }) => v === true);
  return deletions.length > 0 && deletions.every(({ by }) => by[3] === RULES_AUTHOR);
};

/** All that stands in it was written when a rule made it, here or at several desks apart from each other. */
function isAsMade(row: AnyRow | Row<"task">): boolean {
  const made = row as AnyRow; // a row of a kind is one of any
  const { done, origin } = row as Row<"task">; // nothing else is asked
  if (made.gone === 1 || done !== undefined || origin?.by !== "rule") return false;
  const key = ({ by }: FrontierWrite): string => `${by[0]} ${by[1]}`;
  const makings = new Set(frontierOf("task", made, "origin").map(key));
  return cellsOf("task", made).every((cell) =>
    frontierOf("task", made, cell).every(
      (write) =>
        (cell === DELETED && write.by[3] === RULES_AUTHOR) ||
        (makings.has(key(write)) && (MADE_WITH.has(cell) || isEmptyCell(write.v ?? null))),
    ),
  );
}
