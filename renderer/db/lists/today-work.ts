/** Open work at this desk, read once for Today and for the list beside a card, which are never shown together. */
import { firstThingsFirst, type Work } from "#shared/analysis/lists/first-things.ts";
import { addDays } from "#shared/kernel/day.ts";
import { dueDay, OPEN_STATUSES } from "#shared/model/feedback.ts";
import { byLastDay } from "#shared/model/last-day.ts";
import { type CalledOut, maskName } from "#shared/model/readers/mask.ts";
import { isPromise, readerOfTask } from "#shared/model/task.ts";
import type { DeskDb, Row } from "../database.ts";
import { rowsWith } from "../erasing/rows-with.ts";
import { type Masked, masked } from "../masked.ts";
import { readPeople } from "../reader-class.ts";
import { NO_DAY } from "../task-stage.ts";

/** Beside a card a short list does the work; the rest is a number. */
const SHOWN = 8;
/** Today shows twelve at most; some more are read, for whatever is in hand. */
const READ = 24;
/** What a rule asks of a colleague is for today: its day is only the last one on which it still makes sense. */
const RULE_AHEAD_DAYS = 14;

/** Who waits for it and has no card. */
interface WaitingPerson {
  /** In full, for a desk that no queue reads. */
  readonly name: string;
  readonly who: CalledOut;
  /** Masked. */
  readonly phone: string | undefined;
}

/** A reader who waits for it, or whom it is about. */
interface WaitingReader extends WaitingPerson {
  readonly id: string;
}

export type DueWork = Work & {
  readonly reader: WaitingReader | undefined;
  readonly stranger: WaitingPerson | undefined;
} & (
    | { readonly kind: "promise" | "task"; readonly row: Masked<"task"> }
    | { readonly kind: "opinion"; readonly row: Masked<"feedback"> }
  );

export interface TodayWork {
  /** Of work of mine, what comes first. */
  readonly first: readonly DueWork[];
  readonly total: number;
  /** All open tasks of this colleague, whenever they are due. */
  readonly tasks: number;
  /** Tasks and opinions due by today and what rules ask of this colleague, latest first to be late. */
  readonly due: readonly DueWork[];
  readonly dueTotal: number;
}

export const NOBODY = "";

/** Before it is read: of everything, without who waits for it. */
type Found = Work &
  (
    | { readonly kind: "promise" | "task"; readonly row: Row<"task"> }
    | { readonly kind: "opinion"; readonly row: Row<"feedback"> }
  );

/** @param key today and who is here: nobody sees the work of all */
export async function readTodayWork(db: DeskDb, key: string): Promise<TodayWork> {
  const [today = "", staff = NOBODY] = key.split(" ");
  const isMine = (who: string | undefined): boolean => who === undefined || staff === NOBODY || who === staff;
  const isOwn = (who: string | undefined): boolean => staff !== NOBODY && who === staff;
  const [ahead, undated, open, tasks] = await Promise.all([
    db.task.where("todo").belowOrEqual(addDays(today, RULE_AHEAD_DAYS)).toArray(),
    // somebody waits for them all the same
    db.task.where("owed").equals(NO_DAY).toArray(),
    rowsWith(db.feedback, "status", OPEN_STATUSES),
    staff === NOBODY
      ? db.task.orderBy("todo").count()
      : db.task.where("[assignee+todo]").between([staff], [staff, []]).count(),
  ]);
  const isNow = (row: Row<"task">): boolean =>
    (row.due ?? "") <= today ? isMine(row.assignee) : row.origin?.by === "rule" && isOwn(row.assignee);
  const isDue = (row: Row<"feedback">): boolean => (dueDay(row) ?? "9999") <= today && isMine(row.owner);
  const isAwake = ({ snoozedUntil }: Row<"feedback">): boolean => snoozedUntil === undefined || snoozedUntil <= today;
  const due: readonly Found[] = ahead.filter(isNow).map((row) => ({
    id: row.id,
    kind: isPromise(row) ? "promise" : "task",
    due: row.due,
    row,
  }));
  const opinions = open.filter(({ gone }) => gone !== 1);
  const asked = (rows: readonly Row<"feedback">[]): readonly Found[] =>
    rows.map((row) => ({ id: row.id, kind: "opinion", due: dueDay(row), row }));
  const waiting: readonly Found[] = undated
    .filter(({ assignee }) => isMine(assignee))
    .map((row) => ({ id: row.id, kind: "promise", due: undefined, row }));
  const mine = [
    ...due,
    ...waiting,
    ...asked(opinions.filter((row) => (isDue(row) || isOwn(row.owner)) && isAwake(row))),
  ];
  const beside = [...due, ...asked(opinions.filter(isDue))];
  const first = firstThingsFirst(mine, today).slice(0, READ);
  const shown = beside.toSorted((a, b) => byLastDay(a.due ?? today, b.due ?? today)).slice(0, SHOWN);
  const known = await readWaiting(db, [...first, ...shown]);
  const drawn = (found: readonly Found[]): readonly DueWork[] => found.map((item) => maskedWork(item, known));
  return { first: drawn(first), total: mine.length, tasks, due: drawn(shown), dueTotal: beside.length };
}

async function readWaiting(db: DeskDb, work: readonly Found[]): Promise<ReadonlyMap<string, WaitingReader>> {
  const ids = [...new Set(work.flatMap((item) => readerOf(item) ?? []))];
  const people = await readPeople(db, ids);
  return new Map(
    ids.flatMap((id, place) => {
      const row = people[place];
      if (row === undefined || row.gone === 1) return [];
      const { name = "", familyName } = row;
      return [[id, { id: row.id, name, who: maskName(name, familyName), phone: masked("reader", row).phones?.[0] }]];
    }),
  );
}

const readerOf = (item: Found): string | undefined =>
  item.kind === "opinion" ? item.row.reader : readerOfTask(item.row);

function maskedWork(item: Found, known: ReadonlyMap<string, WaitingReader>): DueWork {
  const reader = known.get(readerOf(item) ?? "");
  const stranger = reader === undefined ? strangerOf(item) : undefined;
  return item.kind === "opinion"
    ? { ...item, reader, stranger, row: masked("feedback", item.row) }
    : { ...item, reader, stranger, row: masked("task", item.row) };
}

function strangerOf({ kind, row }: Found): WaitingPerson | undefined {
  if (row.contact === undefined) return undefined;
  const { name = "" } = row.contact;
  const { contact } = kind === "opinion" ? masked("feedback", row) : masked("task", row);
  return { name, who: maskName(name), phone: contact?.phone };
}
