/**
 * What this computer has noted of the time, in the database beside the rows: how late it is at least, whose clocks
 * were found wrong, and since which own entry this one may have been. Nothing of it is exchanged.
 */
import { BACK_MS, type ClockDoubt, doubtClock, type TimeKnown } from "#shared/kernel/clock-doubt.ts";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { readHead } from "../journal/head.ts";

export interface ClockNote extends TimeKnown {
  /** Colleagues' computers that said a time that was not yet: what they say from there on does not count. */
  readonly wrong: Readonly<Record<StreamId, number>>;
  /** The last own entry before the clock was believed to go back. */
  readonly wentBackAfter?: number;
  /** Own entries made while the clock was wrong, which nobody has put right or left so far. */
  readonly span?: WrongSpan;
}

export interface WrongSpan {
  readonly first: number;
  readonly last: number;
  /** What the clock said at the last of them, and what it said when it was right again. */
  readonly lastAt: number;
  readonly rightAt: number;
}

/** The clock is in doubt: a command waits for a person's answer and runs again. */
export class ClockInDoubt extends Error {}

const NAME = "clock";
const NOTHING: ClockNote = { known: 0, share: 0, settled: null, wrong: {} };
/** How often what is believed is noted while nothing is written. */
const NOTED_EVERY_MS = 60 * 60_000;

export async function readClockNote(db: DeskDb): Promise<ClockNote | null> {
  const row = await db.meta.get(NAME);
  return row === undefined ? null : (row.value as ClockNote); // written only below
}

const writeClockNote = (db: DeskDb, note: ClockNote): PromiseLike<unknown> => db.meta.put({ name: NAME, value: note });

/** Holds the clock against everything that is known by now; notes it where it can be believed. */
export function lookAtClock(db: DeskDb, now: number): Promise<ClockDoubt | null> {
  return db.transaction("rw", db.meta, db.streams, async () => {
    const before = await readClockNote(db);
    const { hlc } = await readHead(db);
    const note: ClockNote = { ...(before ?? NOTHING), share: await sharesTime(db, before?.wrong ?? {}) };
    const doubt = doubtClock(now, note, hlc);
    const known = doubt === null && now > note.known + NOTED_EVERY_MS ? now : note.known;
    if (before === null || note.share !== before.share || known !== note.known)
      await writeClockNote(db, { ...note, known });
    return doubt;
  });
}

/** A person says that the clock is right, whatever stands here: the rest was wrong, or long ago. */
export function believeClock(db: DeskDb, now: number): Promise<void> {
  return db.transaction("rw", db.meta, db.streams, db.log, async () => {
    const before = (await readClockNote(db)) ?? NOTHING;
    const { hlc } = await readHead(db);
    const ahead = (await db.streams.toArray()).filter(({ own, at }) => own !== 1 && at - now >= BACK_MS);
    const wrong = {
      ...before.wrong,
      ...Object.fromEntries(ahead.map(({ stream, at }) => [stream, Math.min(at, before.wrong[stream] ?? at)])),
    };
    const newest = await db.log.orderBy(":id").last();
    const isBack = Math.max(before.known, newest === undefined ? 0 : hlcToMs(newest.entry.hlc)) - now >= BACK_MS;
    const first = newest === undefined ? null : isBack ? await firstAhead(db, now) : sinceWentBack(before, newest, now);
    const { span: _, wentBackAfter: __, ...rest } = before;
    await writeClockNote(db, {
      ...rest,
      known: now,
      settled: hlc,
      wrong,
      share: await sharesTime(db, wrong),
      ...(isBack && newest !== undefined && { wentBackAfter: newest.seq }),
      ...(!isBack && first === null && before.wentBackAfter !== undefined && { wentBackAfter: before.wentBackAfter }),
      ...(newest !== undefined &&
        first !== null && { span: { first, last: newest.seq, lastAt: hlcToMs(newest.entry.hlc), rightAt: now } }),
    });
  });
}

/** What was made under the wrong clock has been put right, or is left as it is. */
export function settleSpan(db: DeskDb): Promise<void> {
  return db.transaction("rw", db.meta, async () => {
    const note = await readClockNote(db);
    if (note?.span === undefined) return;
    const { span: _, ...rest } = note;
    await writeClockNote(db, rest);
  });
}

async function sharesTime(db: DeskDb, wrong: ClockNote["wrong"]): Promise<number> {
  const rows = await db.streams.toArray();
  return rows.reduce(
    (latest, { stream, own, at }) =>
      own === 1 || at >= (wrong[stream] ?? Number.POSITIVE_INFINITY) ? latest : Math.max(latest, at),
    0,
  );
}

/** The first of the own entries that end the log and lie ahead of a clock that is right. */
async function firstAhead(db: DeskDb, now: number): Promise<number | null> {
  let first: number | null = null;
  await db.log
    .orderBy(":id")
    .reverse()
    .until(({ entry }) => hlcToMs(entry.hlc) - now < BACK_MS)
    .each(({ seq }) => {
      first = seq;
    });
  return first;
}

/** Where the clock went back once and is far ahead of that now, it was wrong in between. */
const sinceWentBack = ({ wentBackAfter }: ClockNote, { seq, entry }: LogRow, now: number): number | null =>
  wentBackAfter !== undefined && wentBackAfter < seq && now - hlcToMs(entry.hlc) >= BACK_MS ? wentBackAfter + 1 : null;
