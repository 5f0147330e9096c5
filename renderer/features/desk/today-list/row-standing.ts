/** How a row of Today stands at this moment, whatever the list still shows of it. */
import { nextOpenDay } from "#shared/analysis/life/doors.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import { isOpen, isUntold } from "#shared/model/feedback.ts";
import { contactDay } from "#shared/rules/contact-day.ts";
import type { DeskDb } from "../../../db/database.ts";
import { lastWords } from "../../../db/last-contact.ts";
import { type ContactDue, rhythmOf } from "../../../db/lists/contacts-due.ts";
import type { DueWork } from "../../../db/lists/today-work.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import type { InHand } from "./today-rows.ts";

export type HeldRow = InHand<DueWork, ContactDue>;

export type RowStanding =
  | { readonly tag: "open" | "done" | "answered" | "reached" | "missed" | "declined" }
  | { readonly tag: "later"; readonly day: string }
  /** Deleted, or somebody else's by now. */
  | { readonly tag: "elsewhere" };

interface WhoAsks {
  readonly staff: string | undefined;
  readonly branch: string | undefined;
  readonly today: string;
}

const OPEN: RowStanding = { tag: "open" };
const ELSEWHERE: RowStanding = { tag: "elsewhere" };

export const readRowStanding = (db: DeskDb, row: HeldRow, desk: WhoAsks): Promise<RowStanding> =>
  row.part === "contacts" ? readContact(db, row.item, desk) : readWork(db, row.item, desk);

async function readWork(db: DeskDb, item: DueWork, { today }: WhoAsks): Promise<RowStanding> {
  if (item.kind === "opinion") {
    const row = await db.feedback.get(item.id);
    if (row === undefined || row.gone === 1) return ELSEWHERE;
    const isTelling = !isOpen(item.row);
    if (isTelling && !isUntold(row)) return { tag: "done" };
    if (!isTelling && !isOpen(row)) return { tag: "answered" };
    if (row.snoozedUntil !== undefined && row.snoozedUntil > today) return { tag: "later", day: row.snoozedUntil };
    return row.owner === item.row.owner ? OPEN : ELSEWHERE;
  }
  const row = await db.task.get(item.id);
  if (row === undefined || row.gone === 1) return ELSEWHERE;
  if (row.done !== undefined) return { tag: "done" };
  if (row.assignee !== item.row.assignee) return ELSEWHERE;
  return row.due !== undefined && row.due !== item.due && row.due > today ? { tag: "later", day: row.due } : OPEN;
}

async function readContact(db: DeskDb, { id }: ContactDue, { staff, branch, today }: WhoAsks): Promise<RowStanding> {
  const [row, words, calendar = {}] = await Promise.all([
    db.reader.get(id),
    lastWords(db, [id]),
    branch === undefined ? undefined : db.branch.get(branch),
  ]);
  if (row === undefined || row.gone === 1 || row.as !== undefined || row.owner !== staff) return ELSEWHERE;
  const { keepInTouchDays: days = 0, contactFrom } = row;
  const person = await readReaderClass(db, id);
  if (days === 0 || stopOf(person?.reader ?? row, "consent", today) !== undefined) return { tag: "declined" };
  const now = dayToNumber(today);
  const rhythm = rhythmOf(row, words.get(id));
  const openAfter = (day: number): number => dayToNumber(nextOpenDay(calendar, numberToDay(day)));
  if (contactDay(rhythm, openAfter) <= now) return OPEN;
  if (contactFrom !== undefined && contactFrom > today) return { tag: "later", day: contactFrom };
  return { tag: rhythm.missedOn !== undefined && openAfter(rhythm.missedOn) > now ? "missed" : "reached" };
}
