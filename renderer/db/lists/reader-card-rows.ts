/** What the card shows of a reader, read masked by index range. */
import { type ChannelSaid, channelsSaid } from "#shared/model/consent/channels-said.ts";
import type { Where } from "#shared/model/consent/may-contact.ts";
import { isOpen } from "#shared/model/feedback.ts";
import { wasNotReached } from "#shared/model/interaction.ts";
import { byLastDay } from "#shared/model/last-day.ts";
import type { DeskDb, Row } from "../database.ts";
import { rowsWith } from "../erasing/rows-with.ts";
import { type Masked, masked, maskedRows } from "../masked.ts";
import { readReaderClass } from "../reader-class.ts";
import { participantsOf, recordsWith } from "../taking-part.ts";

const LAST_RECORDS = 5;
/** Work that a note asked for hangs on its record; what hangs on older ones still stands in the lists of tasks. */
const RECORDS_WITH_WORK = 50;

export interface ReaderCardRows {
  readonly reader: Masked<"reader">;
  readonly said: readonly ChannelSaid[];
  readonly records: readonly Masked<"interaction">[];
  readonly recordCount: number;
  /** When she was last spoken to: a call that nobody answered is no word. */
  readonly spokenAt: number | undefined;
  /** Of the records, those of others in which she took part. */
  readonly takenPart: ReadonlySet<string>;
  /** Of her own among the records: the readers beside her. */
  readonly together: ReadonlyMap<string, readonly string[]>;
  readonly opinions: readonly Masked<"feedback">[];
  readonly promises: readonly Masked<"task">[];
  readonly tasks: readonly Masked<"task">[];
}

/** Null: no such reader here. */
export async function readReaderCard(db: DeskDb, id: string, where: Where): Promise<ReaderCardRows | null> {
  // few were ever merged: what one record has is asked for together with who she is, as each answer is waited for
  const [person, ofOne] = await Promise.all([readReaderClass(db, id), readOf(db, [id])]);
  if (person === undefined) return null;
  const { reader, ids } = person;
  const [own, others, told, promises, about] = ids.length === 1 && ids[0] === id ? ofOne : await readOf(db, ids);
  const records = latestFirst([...own, ...others]);
  const opinions = told.filter(isOpen);
  // a note that asks for work gives its record an outcome: a quick log has neither
  const recent = own.slice(0, RECORDS_WITH_WORK).filter(({ outcome }) => outcome !== undefined);
  const shown = records.slice(0, LAST_RECORDS);
  const takenPart = takenPartIn(others, ids);
  const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);
  const [behind, together] = await Promise.all([
    openTasks(db, "about.id", idsOf([...recent, ...opinions])),
    participantsOf(db, idsOf(shown.filter(({ id }) => !takenPart.has(id)))),
  ]);
  const promised = new Set(promises.map((row) => row.id));
  return {
    reader: masked("reader", reader),
    said: await saidOf(db, reader, where),
    records: maskedRows("interaction", shown),
    recordCount: records.length,
    spokenAt: records.find((row) => !wasNotReached(row))?.at,
    takenPart,
    together,
    opinions: byDue(maskedRows("feedback", opinions)),
    promises: byDue(maskedRows("task", promises)),
    tasks: byDue(
      maskedRows(
        "task",
        [...about, ...behind].filter((row) => !promised.has(row.id)),
      ),
    ),
  };
}

/** A guardian is asked for only where there is something of which her number decides. */
async function saidOf(db: DeskDb, reader: Row<"reader">, where: Where): Promise<readonly ChannelSaid[]> {
  if (reader.consents === undefined) return [];
  const guardian = reader.guardian === undefined ? undefined : await readReaderClass(db, reader.guardian);
  return channelsSaid(reader, guardian?.reader, where);
}

const readOf = (db: DeskDb, ids: readonly string[]) =>
  Promise.all([
    recordsOf(db, ids),
    recordsWith(db, ids),
    rowsWith(db.feedback, "reader", ids),
    openTasks(db, "promisedTo", ids),
    openTasks(db, "about.id", ids),
  ]);

const openTasks = async (
  db: DeskDb,
  index: "promisedTo" | "about.id",
  keys: readonly string[],
): Promise<readonly Row<"task">[]> => (await rowsWith(db.task, index, keys)).filter((row) => row.done === undefined);

async function recordsOf(db: DeskDb, readers: readonly string[]): Promise<readonly Row<"interaction">[]> {
  const lists = await Promise.all(
    readers.map((reader) =>
      db.interaction.where("[reader+at]").between([reader, 0], [reader, Number.POSITIVE_INFINITY]).toArray(),
    ),
  );
  return latestFirst(lists.flat().filter((row) => row.gone !== 1));
}

/** Each once: two records of one person may both be in one of them. */
const latestFirst = (rows: readonly Row<"interaction">[]): readonly Row<"interaction">[] =>
  [...new Map(rows.map((row) => [row.id, row])).values()].toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));

const takenPartIn = (rows: readonly Row<"interaction">[], ids: readonly string[]): ReadonlySet<string> =>
  new Set(rows.flatMap(({ id, reader }) => (reader !== undefined && ids.includes(reader) ? [] : [id])));

const byDue = <T extends { readonly due?: string }>(rows: readonly T[]): readonly T[] =>
  rows.toSorted((a, b) => byLastDay(a.due, b.due));
