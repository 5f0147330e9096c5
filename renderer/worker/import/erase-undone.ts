/**
 * Erases everywhere whom an import had brought and its undoing has hidden: undone, a record stays in log, journal and
 * files as any deleted one. Left is whoever has been worked with since, or was merged with somebody: that is to be
 * looked at one by one.
 */

import { caseNumber } from "#shared/model/reveal.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow, Row } from "../../db/database.ts";
import { type ErasePlan, eraseChanges, planErasing } from "../../db/erasing/erase-reader.ts";
import { createChain } from "../../db/write/command-chain.ts";
import type { Writer } from "../../db/write/writer.ts";
import type { ErasedUndone, Rate } from "../../platform/worker/import-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";

/** Readers that the import made and that are deleted now. */
export const undoneReaders = async (db: DeskDb, importId: string): Promise<readonly string[]> =>
  (await readersOf(db, importId)).flatMap(({ id, gone }) => (gone === 1 ? [id] : []));

/** Readers that the import made, or brought back, and that are here still. */
export const stayingReaders = async (db: DeskDb, importId: string): Promise<readonly string[]> =>
  (await readersOf(db, importId, isBack)).flatMap(({ id, gone }) => (gone === 1 ? [] : [id]));

/** Readers that the import made, or brought back, and that are deleted now. */
export const goneReaders = async (db: DeskDb, importId: string): Promise<readonly string[]> =>
  (await readersOf(db, importId, isBack)).flatMap(({ id, gone }) => (gone === 1 ? [id] : []));

const isBack = ({ entry, before }: LogRow, index: number): boolean =>
  entry.undoes === undefined && entry.ops[index]?.cells[DELETED] === null && before[index]?.[DELETED] === true;

async function readersOf(
  db: DeskDb,
  importId: string,
  isMore: (row: LogRow, index: number) => boolean = () => false,
): Promise<readonly Row<"reader">[]> {
  const ids = new Set<string>();
  await db.log
    .where("batchId")
    .equals(importId)
    .each((row) => {
      const made = new Set(row.created);
      for (const [index, { kind, id }] of row.entry.ops.entries())
        if (kind === "reader" && (made.has(index) || isMore(row, index))) ids.add(id);
    });
  return (await db.reader.bulkGet([...ids])).filter((row) => row !== undefined);
}

/**
 * Cancelled, or stopped by a journal that takes no more, it answers what is erased for sure; pressed again, it goes on.
 */
export async function eraseUndone(
  { db, clock, random }: Pick<WorkerDeps, "db" | "clock" | "random">,
  writer: Writer,
  { importId, staff }: { readonly importId: string; readonly staff: string },
  onProgress: (rate: Rate) => void,
  isCancelled: () => boolean,
): Promise<ErasedUndone> {
  const readers = await undoneReaders(db, importId);
  const order = { at: clock.now(), reason: "mistake" as const, ...(staff !== "" && { by: staff }) };
  let left = 0;
  const chain = createChain({
    writer,
    onProgress: (done, isWaiting) =>
      onProgress({ done: done + left, total: readers.length, ...(isWaiting && { waiting: true }) }),
    isCancelled,
  });
  for (const reader of readers) {
    if (isCancelled()) break;
    const plan = await planErasing(db, reader);
    if (isWorkedWith(plan)) {
      left += 1;
      continue;
    }
    // each is one person: the sync centre counts persons by what one command has erased
    const commands = eraseChanges(plan, order, caseNumber(random));
    let goesOn = true;
    for (const [index, changes] of commands.entries())
      goesOn &&= await chain.add(
        await writer.run("reader.erase", changes, { undoable: false }),
        index === commands.length - 1 ? 1 : 0,
      );
    if (!goesOn) break;
  }
  const saved = await chain.end();
  return { erased: chain.confirmed, left, saved };
}

const isWorkedWith = ({ ids, records }: ErasePlan): boolean => ids.length > 1 || records.length > 0;
