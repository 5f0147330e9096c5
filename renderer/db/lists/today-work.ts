/** Open work at this desk, read once for Today and for the list beside a card, which are never shown together. */
import { firstThingsFirst, type Work } from "#shared/analysis/lists/first-things.ts";
import { mayContact } from "#shared/model/consent/may-contact.ts";
import { dueDay, isOpen } from "#shared/model/feedback.ts";
import { byLastDay } from "#shared/model/last-day.ts";
import { type CalledOut, maskName, maskPhone } from "#shared/model/readers/mask.ts";
import { isPromise } from "#shared/model/task.ts";
import { isNotToContact } from "#shared/rules/reason-gone.ts";
import { isRule } from "#shared/rules/rule.ts";
import type { DeskDb, Row } from "../database.ts";
import { type Masked, masked } from "../masked.ts";
import { readPeople } from "../reader-class.ts";
import { NOBODY, readFirstWork } from "./first-work.ts";
import { readReadersOfTasks } from "./readers-of-tasks.ts";

/** Beside a card a short list does the work; the rest is a number. */
const SHOWN = 8;
/** Today shows twelve at most; some more are read, for whatever is in hand. */
const READ = 24;

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

/** Before it is read: of everything, without who waits for it. */
type Found = Work &
  (
    | { readonly kind: "promise" | "task"; readonly row: Row<"task"> }
    | { readonly kind: "opinion"; readonly row: Row<"feedback"> }
  );

/** What is asked for. @param today YYYY-MM-DD @param staff who is here: where nobody is, the work of all */
export const todayKey = (today: string, staff: string = NOBODY): string => `${today} ${staff}`;

/** @param key as `todayKey` makes it */
export async function readTodayWork(db: DeskDb, key: string): Promise<TodayWork> {
  const [today = "", staff = NOBODY] = key.split(" ");
  const { due, ahead, ruled, undated, asked, own, untold, asleep, tasks } = await readFirstWork(db, today, staff, READ);
  const isAwake = ({ snoozedUntil }: Row<"feedback">): boolean => snoozedUntil === undefined || snoozedUntil <= today;
  const now = [...due.rows, ...ruled.rows].map(taskFound);
  const opinions = [...asked.rows, ...own.rows, ...untold.rows].filter(isAwake);
  const mine = [
    ...[...due.rows, ...ahead.rows].map(taskFound),
    ...undated.rows.map(taskFound),
    ...opinions.map(asOpinion),
  ];
  const first = firstThingsFirst(mine, today).slice(0, READ);
  const shown = [...now, ...asked.rows.map(asOpinion)].toSorted(byDayThenKind).slice(0, SHOWN);
  const known = await readWaiting(db, [...first, ...shown], today);
  const drawn = (found: readonly Found[]): readonly DueWork[] => found.map((item) => maskedWork(item, known));
  const dueTotal = due.count + ruled.count + asked.count;
  return {
    first: drawn(first),
    total: due.count + ahead.count + asked.count + undated.count + own.count + untold.count - asleep,
    tasks,
    due: drawn(shown),
    dueTotal,
  };
}

const taskFound = (row: Row<"task">): Found => ({
  id: row.id,
  kind: isPromise(row) ? "promise" : "task",
  due: row.due,
  row,
});

/** Its day is that of the answer: who is still to be told one waits without a day. */
const asOpinion = (row: Row<"feedback">): Found => ({
  id: row.id,
  kind: "opinion",
  due: isOpen(row) ? dueDay(row) : undefined,
  row,
});

/** Promises and other tasks alike, in the order in which they were made. */
const byDayThenKind = (a: Found, b: Found): number =>
  byLastDay(a.due, b.due) || Number(a.kind === "opinion") - Number(b.kind === "opinion") || (a.id < b.id ? -1 : 1);

/** @returns by the id of the work who waits for it, or whom it is about */
async function readWaiting(
  db: DeskDb,
  work: readonly Found[],
  today: string,
): Promise<ReadonlyMap<string, WaitingReader>> {
  const ofTasks = await readReadersOfTasks(
    db,
    work.flatMap((item) => (item.kind === "opinion" ? [] : [item.row])),
  );
  const whose = new Map(
    work.flatMap(({ id, kind, row }) => {
      const reader = kind === "opinion" ? row.reader : ofTasks.get(id);
      return reader === undefined ? [] : [[id, reader] as const];
    }),
  );
  const byId = new Map(work.map((item) => [item.id, item]));
  const ids = [...new Set(whose.values())];
  const people = new Map((await readPeople(db, ids)).map((row, place) => [ids[place], row]));
  return new Map(
    [...whose].flatMap(([work, id]) => {
      const row = people.get(id);
      if (row === undefined || row.gone === 1) return [];
      const { name = "", familyName } = row;
      const phone = numberFor(byId.get(work), row, today);
      return [[work, { id: row.id, name, who: maskName(name, familyName), phone }]];
    }),
  );
}

/** By which she may be called for it, masked. What a rule asks for is the library's own wish; all else answers her. */
function numberFor(item: Found | undefined, reader: Row<"reader">, today: string): string | undefined {
  if (item === undefined) return undefined;
  const rule = item.kind === "opinion" ? undefined : item.row.origin?.id;
  if (isRule(rule) && isNotToContact(rule, reader, today)) return undefined;
  const asked = { noReply: item.row.noReply === true };
  // of the place depends only what takes messages, and from when on a guardian is called instead
  const answer = mayContact({ reader, channel: "phone", purpose: "reply", asked, today, place: "other" });
  return answer.may ? maskPhone(answer.to) : undefined;
}

function maskedWork(item: Found, known: ReadonlyMap<string, WaitingReader>): DueWork {
  const reader = known.get(item.id);
  const stranger = reader === undefined ? strangerOf(item) : undefined;
  return item.kind === "opinion"
    ? { ...item, reader, stranger, row: masked("feedback", item.row) }
    : { ...item, reader, stranger, row: masked("task", item.row) };
}

function strangerOf({ kind, row }: Found): WaitingPerson | undefined {
  if (row.contact === undefined) return undefined;
  const { name = "" } = row.contact;
  const { contact } = kind === "opinion" ? masked("feedback", row) : masked("task", row);
  return { name, who: maskName(name), phone: row.noReply === true ? undefined : contact?.phone };
}
