/** Every list and count that the page makes by itself, asked of a library that has something for each. */
import { LOG_GROUPS, sumLogDay } from "#shared/analysis/day-log.ts";
import { tallyDay } from "#shared/analysis/day-tally.ts";
import { byUrgency, countViews, inView, VIEWS } from "#shared/analysis/lists/inbox-views.ts";
import { sortTasks, TASK_VIEWS } from "#shared/analysis/lists/task-views.ts";
import { usedSince } from "#shared/analysis/lists/used-since.ts";
import { dueDay, isOpen, isOpinionLate } from "#shared/model/feedback.ts";
import { isAtDesk } from "#shared/model/interaction.ts";
import { isTaskLate, isToAccept, readerOfTask } from "#shared/model/task.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { keepDuplicatesFound } from "../../../../../renderer/db/duplicates-found.ts";
import { readLeft } from "../../../../../renderer/db/left-lines.ts";
import { readContactsDue } from "../../../../../renderer/db/lists/contacts-due.ts";
import { readOpenWork } from "../../../../../renderer/db/lists/open-work-counts.ts";
import {
  countLateOpinions,
  readNewestOpinions,
  readUnfinished,
} from "../../../../../renderer/db/lists/opinions-listed.ts";
import { readBelongings } from "../../../../../renderer/db/lists/reader-belongings.ts";
import { readReaderCard } from "../../../../../renderer/db/lists/reader-card-rows.ts";
import { CARE_VIEWS, readInCare } from "../../../../../renderer/db/lists/readers-in-care.ts";
import { dayOfInstant, readRecordsOf, readSeen } from "../../../../../renderer/db/lists/records-of-day.ts";
import { readShift } from "../../../../../renderer/db/lists/shift.ts";
import { readTaskList } from "../../../../../renderer/db/lists/task-list.ts";
import { readTodayWork } from "../../../../../renderer/db/lists/today-work.ts";
import { readHouse } from "../../../../../renderer/db/read-house.ts";
import { looksAt } from "../../../../../renderer/features/history/looks.tsx";
import { readDuplicates } from "../../../../../renderer/features/readers/duplicates/duplicates-queries.ts";
import { readChosenFacts } from "../../../../../renderer/features/readers/list/chosen-readers.ts";
import { readSide } from "../../../../../renderer/features/readers/merge/merge-side.ts";
import { filtersOf, timelineOf } from "../../../../../renderer/features/readers/timeline.ts";
import { readLeaverWork } from "../../../../../renderer/features/settings/colleagues/leaver-work.ts";
import type { NotingDb } from "./read-fields.ts";

interface Asked {
  readonly staff: string;
  readonly branch: string;
  /** Who has records, opinions and work of every kind. */
  readonly reader: string;
  readonly today: string;
  readonly now: number;
}

const W = ["s", 1, "0".repeat(16), "s"] as const;

/** What the sample has none of, or not today: something for each list. */
async function putOneOfEach(db: DeskDb, { staff, branch, reader, today, now }: Asked): Promise<void> {
  const w = [...W] as const;
  const others = (await db.reader.toCollection().primaryKeys()).filter((id) => id !== reader);
  const [other = "", third = ""] = others;
  await db.reader.update(reader, { owner: staff, keepInTouchDays: 1, contactFrom: "2020-01-01" });
  await db.interaction.bulkPut([
    { id: "i1", w, reader, at: now, branch, staff, desk: "desk", purpose: "lost-found", question: "伞" },
    { id: "i2", w, reader: other, at: now, branch, staff, direction: "out", outcome: "not-answered" },
  ]);
  await db.participant.put({ id: "p2", w, interaction: "i2", reader });
  await db.feedback.bulkPut([
    { id: "f1", w, reader, branch, status: "registered", receivedAt: now, owner: staff, due: today },
    { id: "f2", w, reader, branch, status: "answered", receivedAt: now, firstAsked: staff, text: "热" },
  ]);
  await db.task.bulkPut([
    { id: "t1", w, promisedTo: reader, due: today, assignee: staff },
    { id: "t2", w, about: { kind: "reader", id: reader }, due: today, assignee: staff, origin: { by: "rule" } },
    { id: "t3", w, about: { kind: "feedback", id: "f1" }, done: now, assignee: staff },
  ]);
  await db.activity.put({ id: "a1", w, reader, on: today, kind: "loan" });
  await db.handover.bulkPut([
    { id: "h1", w, branch, at: now, text: "灯坏了" },
    { id: "h2", w, branch, at: now, found: "伞" },
  ]);
  await db["not-same"].put({ id: "n1", w, first: reader, second: other });
  await db.reveal.bulkPut(["l1", "l2"].map((id) => ({ id, w, about: { kind: "reader", id: reader }, at: now })));
  const pair = { first: third, second: reader, reasons: [], since: 0 };
  await keepDuplicatesFound(db, { at: now, readers: 2, total: 1, pairs: [pair] });
}

/**
 * A list masks the rows that it shows, and copies them whole for that: what is counted of them then notes again.
 * @returns `kind.field` of all that they have read
 */
export async function fieldsOfLists({ db, begin, read, noted }: NotingDb, asked: Asked): Promise<ReadonlySet<string>> {
  await putOneOfEach(db, asked);
  const { staff, branch, reader, today, now } = asked;
  begin();
  const key = [today, staff, branch].join(" ");
  await readHouse(db);
  await readTodayWork(db, key);
  await readContactsDue(db, key);
  for (const view of CARE_VIEWS) await readInCare(db, JSON.stringify({ view, today, branch }));
  await readLeft(db, { branch, staff, today });
  await readShift(db, branch, today);
  await readReaderCard(db, reader, { today, place: "mainland" });
  await readOpenWork(db, [reader]);
  await readChosenFacts(db, [reader]);
  await readDuplicates(db, now);
  await readSide(db, reader);
  await readLeaverWork(db, staff);
  await readSeen(db, "desk", 0, 5);
  await looksAt(db, { kind: "reader", ids: [reader] });

  const hourOf = (at: number): number => new Date(at).getHours();
  const day = await readRecordsOf(db, today);
  tallyDay(day, ["find"], hourOf, 12);
  sumLogDay(day, Object.fromEntries(LOG_GROUPS.map((group) => [group, ["none"]])), hourOf);

  const at = { staff, today };
  await countLateOpinions(db, today);
  const open = noted("feedback", [...(await readUnfinished(db)).all, ...(await readNewestOpinions(db, 5))]);
  countViews(open, at);
  for (const view of VIEWS) open.filter((row) => inView(view, row, at)).toSorted(byUrgency);
  for (const view of TASK_VIEWS) {
    const tasks = noted("task", (await readTaskList(db, view, at)).rows);
    for (const row of sortTasks(view, tasks)) [isTaskLate(row, today), isToAccept(row), readerOfTask(row)];
  }

  const belongings = await readBelongings(db, [reader], []);
  const shown = {
    ...belongings,
    interactions: noted("interaction", belongings.interactions),
    takenPart: noted("interaction", belongings.takenPart),
    opinions: noted("feedback", belongings.opinions),
    tasks: noted("task", belongings.tasks),
    activity: noted("activity", belongings.activity),
  };
  usedSince(
    shown.activity,
    [...shown.interactions, ...shown.takenPart].filter(isAtDesk).map(({ at = 0 }) => dayOfInstant(at)),
    "2020-01-01",
  );
  filtersOf(
    timelineOf(
      shown,
      () => now,
      () => now,
    ),
  );
  for (const row of shown.opinions) [isOpen(row), dueDay(row), isOpinionLate(row, today)];
  return read;
}
