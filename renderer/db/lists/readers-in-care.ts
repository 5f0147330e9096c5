/**
 * Readers whom somebody looks after, in the order in which they wait: those of a responsible colleague by the day of
 * their next word, potential ones by their next step until they have a card or have said no.
 */
import { nextOpenDay } from "#shared/analysis/life/doors.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { madeAt } from "#shared/kernel/ids.ts";
import { type NoContactReason, stopOf } from "#shared/model/consent/may-contact.ts";
import { byLastDay, isOver } from "#shared/model/last-day.ts";
import { readerOfTask } from "#shared/model/task.ts";
import { type ContactRhythm, contactDay } from "#shared/rules/contact-day.ts";
import type { DeskDb, Row } from "../database.ts";
import { rowsAmong } from "../erasing/rows-with.ts";
import { type LastWords, lastWords } from "../last-contact.ts";
import { type Masked, masked } from "../masked.ts";
import { readPeople } from "../reader-class.ts";
import { rhythmOf } from "./contacts-due.ts";
import { dayOfInstant } from "./records-of-day.ts";

export const CARE_VIEWS = ["owned", "potential"] as const;
export type CareView = (typeof CARE_VIEWS)[number];

export interface CareAsked {
  readonly view: CareView;
  /** YYYY-MM-DD */
  readonly today: string;
  /** Of this colleague alone; absent: of all. */
  readonly of?: string;
  /** By whose open days a missed call is tried again. */
  readonly branch?: string;
}

/** Days are YYYY-MM-DD. */
export interface CareRow {
  readonly id: string;
  readonly name: string;
  readonly owner: string | undefined;
  /** The last word, from either side. */
  readonly last: string | undefined;
  /** Calls since then that nobody answered. */
  readonly missed: number;
  /** The first open task about her, masked. */
  readonly step: Masked<"task"> | undefined;
  /** Nobody may write or call of the library's own accord. */
  readonly stop: NoContactReason | undefined;
  /** Of the rhythm, in days; undefined where there is none. */
  readonly days: number | undefined;
  /** Of the next word; undefined where nothing says when. */
  readonly next: string | undefined;
  readonly hasPlan: boolean;
  /** Of a potential reader: when she was met, where a person made the record. */
  readonly metOn: string | undefined;
  readonly source: string | undefined;
  /** The day of the next word or step is over. */
  readonly isLate: boolean;
}

/** @param key a `CareAsked` as JSON */
export async function readInCare(db: DeskDb, key: string): Promise<readonly CareRow[]> {
  const asked = JSON.parse(key) as CareAsked; // as the screen has written it
  const { view, today, branch = "" } = asked;
  const people = await peopleInCare(db, asked);
  const wanted = people.map(({ id }) => id);
  const [words, steps, calendar = {}] = await Promise.all([
    lastWords(db, wanted),
    nextSteps(db, wanted),
    db.branch.get(branch),
  ]);
  const openAfter = (day: number): number => dayToNumber(nextOpenDay(calendar, numberToDay(day)));
  return people
    .map((person) => careRow(person, words.get(person.id), steps.get(person.id), { view, today }, openAfter))
    .toSorted(view === "owned" ? byNextWord : byNextStep);
}

/** How many that are: of the view beside the one that is shown. @param key a `CareAsked` as JSON */
export const countInCare = async (db: DeskDb, key: string): Promise<number> =>
  (await peopleInCare(db, JSON.parse(key) as CareAsked)).length; // as the screen has written it

async function peopleInCare(db: DeskDb, { view, today, of }: CareAsked): Promise<readonly Row<"reader">[]> {
  const rows = await (view === "owned" ? ownedRows(db, of) : cardlessRows(db));
  const ids = rows.flatMap(({ id, gone, as }) => (gone === 1 || as !== undefined ? [] : [id]));
  // whoever was merged is one person: the card, or the colleague, may stand in another record of hers
  return (await readPeople(db, ids)).flatMap((person) => {
    if (person === undefined || person.gone === 1 || person.leaving !== undefined) return [];
    if (of !== undefined && person.owner !== of) return [];
    const isNobody = stopOf(person, "duty", today) === "nobody";
    return isNobody || (view === "potential" && person.card !== undefined) ? [] : [person];
  });
}

const ownedRows = (db: DeskDb, of: string | undefined): Promise<readonly Row<"reader">[]> =>
  of === undefined ? db.reader.where("owner").above("").toArray() : db.reader.where("owner").equals(of).toArray();

/** Whoever lacks a card stands in no index of cards: of all others only the keys are read. */
async function cardlessRows(db: DeskDb): Promise<readonly Row<"reader">[]> {
  const [all, withCard] = await Promise.all([
    db.reader.toCollection().primaryKeys(),
    db.reader.orderBy("card").primaryKeys(),
  ]);
  const carded = new Set(withCard);
  const rows = await db.reader.bulkGet(all.filter((id) => !carded.has(id)));
  return rows.flatMap((row) => row ?? []);
}

async function nextSteps(db: DeskDb, readers: readonly string[]): Promise<ReadonlyMap<string, Row<"task">>> {
  const [aboutThem, promised] = await Promise.all([
    rowsAmong(db.task, "about.id", readers, ({ about }) => about?.id),
    rowsAmong(db.task, "promisedTo", readers, ({ promisedTo }) => promisedTo),
  ]);
  const first = new Map<string, Row<"task">>();
  for (const task of [...aboutThem, ...promised]) {
    const reader = readerOfTask(task);
    if (reader === undefined || task.gone === 1 || task.done !== undefined) continue;
    const known = first.get(reader);
    if (known === undefined || byLastDay(task.due, known.due) < 0) first.set(reader, task);
  }
  return first;
}

function careRow(
  person: Row<"reader">,
  words: LastWords | undefined,
  step: Row<"task"> | undefined,
  { view, today }: Pick<CareAsked, "view" | "today">,
  openAfter: (day: number) => number,
): CareRow {
  const { id, name = "", owner, plan, source, keepInTouchDays: days = 0, contactFrom } = person;
  const stop = stopOf(person, "consent", today);
  const met = madeAt(id);
  const hasRhythm = owner !== undefined && days > 0;
  const isAsked = stop === undefined && (hasRhythm || contactFrom !== undefined);
  const due = isAsked ? contactDay(hasRhythm ? rhythmOf(person, words) : putOff(contactFrom), openAfter) : undefined;
  // never spoken to: today is the day
  const next = due === undefined ? undefined : due === Number.NEGATIVE_INFINITY ? today : numberToDay(due);
  return {
    id,
    name,
    owner,
    last: words?.at === undefined ? undefined : dayOfInstant(words.at),
    missed: words?.missed ?? 0,
    step: step && masked("task", step),
    stop,
    days: days > 0 ? days : undefined,
    next,
    hasPlan: plan !== undefined,
    metOn: view === "potential" && met !== undefined ? dayOfInstant(met) : undefined,
    source,
    isLate: isOver(view === "potential" ? step?.due : next, today),
  };
}

const putOff = (day: string | undefined): ContactRhythm => ({
  last: undefined,
  days: 0,
  missedOn: undefined,
  notBefore: day === undefined ? undefined : dayToNumber(day),
});

/** The longest waiting first; of whom nothing says when, and then whoever wants no contact, last. */
const byNextWord = (a: CareRow, b: CareRow): number =>
  Number(a.stop !== undefined) - Number(b.stop !== undefined) || byLastDay(a.next, b.next) || byName(a, b);

/** Steps that are late, then those who have none, met longest ago first, then the steps to come. */
function byNextStep(a: CareRow, b: CareRow): number {
  const rank = ({ step, isLate }: CareRow): number => (isLate ? 0 : step === undefined ? 1 : 2);
  return (
    rank(a) - rank(b) ||
    (a.step === undefined ? byLastDay(a.metOn, b.metOn) : byLastDay(a.step.due, b.step?.due)) ||
    byName(a, b)
  );
}

const byName = (a: CareRow, b: CareRow): number => (a.id < b.id ? -1 : 1);
