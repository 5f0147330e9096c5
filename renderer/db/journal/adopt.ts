/**
 * Fills an emptied database with a checkpoint's rows: a part is one transaction, rows and mark together, and
 * the cursors come last, in one transaction with the end of the mark. So a crash or a cancel in the middle leaves
 * a state that is known to be unfinished and goes on where it stood.
 */
import { assert } from "#shared/kernel/assert.ts";
import { isKind } from "#shared/model/kinds.ts";
import { isAside, type StateRow } from "#shared/replication/checkpoints/state-row.ts";
import type { StateBase } from "#shared/replication/exchange/ports.ts";
import { adoptCursors, coveredSeq } from "#shared/replication/lines/adopted.ts";
import type { RowChange } from "#shared/replication/rows/digest.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { forgetNamed, noteErasing, readLedger, recountLedger } from "../erasing/erase-rows.ts";
import { followDigest } from "../exchange/kept-digest.ts";
import { stillThere } from "../same-database.ts";
import { allTables, type RowsById, readRows, rowKey } from "../write/commit.ts";
import { writeHead } from "./head.ts";
import { writeSealed } from "./own-stream.ts";
import { type Adopting, readAdopting, writeAdopting } from "./rebuilding.ts";

/** Whether rows of this very checkpoint stand here. */
export const isAdopting = async (db: DeskDb, { key }: StateBase): Promise<boolean> =>
  (await readAdopting(db))?.key === key;

/** @param readOwn the journal's entries from a number on, some of them */
export async function adoptBase(
  db: DeskDb,
  stream: StreamId,
  base: StateBase,
  nowMs: number,
  readOwn: (fromSeq: number) => Promise<readonly Entry[]>,
): Promise<void> {
  const before = (await readAdopting(db)) ?? { key: base.key, parts: 0 };
  if (before.cursors) return;
  let next = before.parts < base.parts ? base.rows(before.parts) : null;
  for (let part = before.parts; next !== null; part++) {
    const rows = await next;
    // the next part is opened while this one is written
    next = part + 1 < base.parts ? base.rows(part + 1) : null;
    next?.catch(() => undefined);
    await putPart(db, rows, part >= base.again, { key: base.key, parts: part + 1 });
  }
  const lastCovered = await logCovered(db, coveredSeq(base.cursors, stream), readOwn);
  await db.transaction("rw", allTables(db), async () => {
    await stillThere(db);
    const { own, others, sealed, head } = adoptCursors(stream, base.cursors, lastCovered, nowMs);
    await db.streams.bulkPut([
      ...Object.entries(others).map(([of, cursor]) => ({ stream: of, ...cursor })),
      { stream, ...own, own: 1 as const },
    ]);
    await writeSealed(db, sealed);
    await writeHead(db, head);
    // what stands there of erased readers came without the entries that have erased them
    await recountLedger(db);
    const ledger = await readLedger(db);
    await noteErasing(db, ledger);
    // its writer may have known less of what an erasing empties
    await forgetNamed(db, ledger);
    await writeAdopting(db, { key: base.key, parts: base.parts, cursors: true });
  });
}

/** @param again some of these rows have come before, and are right this time */
async function putPart(db: DeskDb, rows: readonly StateRow[], again: boolean, mark: Adopting): Promise<void> {
  const byKind = new Map<string, AnyRow[]>();
  for (const item of rows) {
    if (isAside(item)) continue;
    const list = byKind.get(item[0]) ?? [];
    byKind.set(item[0], list);
    list.push(item[1]);
  }
  const asides = rows.filter(isAside).map(([, aside]) => aside);
  await db.transaction("rw", allTables(db), async () => {
    await stillThere(db);
    const before: RowsById = again
      ? await readRows(
          db,
          [...byKind].flatMap(([kind, list]) => list.map(({ id }) => ({ kind, id }))),
        )
      : new Map();
    const writes: PromiseLike<unknown>[] = [...byKind].map(([kind, list]) =>
      isKind(kind) ? db.table(kind).bulkPut(list) : db.unknown.bulkPut(list.map((row) => ({ kind, id: row.id, row }))),
    );
    if (asides.length > 0) writes.push(db.quarantine.bulkAdd(asides));
    const changes = [...byKind].flatMap(([kind, list]) =>
      list.map((row): RowChange => ({ kind, before: before.get(rowKey(kind, row.id)), after: row })),
    );
    // the database writes while the digest is counted
    await Promise.all([...writes, followDigest(db, changes), writeAdopting(db, mark)]);
  });
}

/**
 * Own entries that the checkpoint covers stand in the log, so that numbers go on; what they replaced is not known, so
 * none is undone.
 */
async function logCovered(
  db: DeskDb,
  last: number,
  readOwn: (fromSeq: number) => Promise<readonly Entry[]>,
): Promise<Entry | undefined> {
  let covered: Entry | undefined;
  for (let from = 1; from <= last; from = (covered?.seq ?? 0) + 1) {
    const entries = (await readOwn(from)).filter(({ seq }) => seq <= last);
    covered = entries.at(-1);
    assert(covered !== undefined, "the journal has what the checkpoint covers");
    await db.log.bulkPut(
      entries.map(
        (entry): LogRow => ({
          seq: entry.seq,
          entry,
          before: entry.ops.map(() => ({})),
          beforeBy: entry.ops.map(() => ({})),
        }),
      ),
    );
  }
  return covered;
}
