/**
 * Follows an erasing on this desk into what no transaction of the rows reaches: the mark for the browser's files, the
 * ledger's own file, the journal, the change log and its undo. The mark of what is still to do stands until all of it
 * is done, so a crash at any point, or a host that does not answer, only means that the next start or exchange ends it.
 */
import type { Host } from "#shared/host/contract.ts";
import type { LedgerLine } from "#shared/host/ledger-calls.ts";
import { isErased, type Ledger, type LedgerRow, recordsOf, scrubbed } from "#shared/replication/erasing/ledger.ts";
import { opWithout, writesWithout } from "#shared/replication/rows/forget.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { readDatabaseId } from "../renewal/database-id.ts";
import { countingErasing, endErasing } from "./erase-rows.ts";
import { dropDrafts } from "./erased-drafts.ts";

interface PurgeDeps {
  readonly db: DeskDb;
  readonly host: Host;
  /** Adds to the ledger what has come of the same readers meanwhile. */
  readonly eraseBelongings: () => Promise<unknown>;
  /** Takes them out of what is made from the rows and kept. */
  readonly forget: (keys: Ledger) => Promise<void>;
}

/** Entries that one transaction looks through: each has up to half a megabyte, of an import or a photograph. */
const AT_ONCE = 50;

/** @returns what is gone now; empty where there was nothing to do, null where the host could not do its part yet */
export async function purgeErased({ db, host, eraseBelongings, forget }: PurgeDeps): Promise<Ledger | null> {
  await eraseBelongings();
  const all = await countingErasing(db);
  if (all.size === 0) return all;
  // the database's own files keep what is deleted: the next start has to renew them
  const marked = await host("renewal.mark", { database: await readDatabaseId(db) });
  if (!marked.ok) return null;
  // the file before the rest: whatever breaks off from here on, a restored desk knows of it
  const noted = await host("ledger.add", { lines: (await db.erased.toArray()).map(ledgerLineOf) });
  if (!noted.ok) return null;
  const erased = noted.value.refused.length === 0 ? all : await without(db, all, noted.value.refused);
  const journaled = await host("journal.erase", { records: [...erased] });
  if (!journaled.ok) return null;
  await scrubLog(db, erased);
  await dropDrafts(db, erased);
  await forget(erased);
  await endErasing(db, erased);
  return erased;
}

/** What the host finds nowhere erased stays marked, and is brought again. */
async function without(db: DeskDb, erased: Ledger, refused: readonly string[]): Promise<Ledger> {
  const named = new Set((await db.erased.toArray()).filter(({ id }) => !refused.includes(id)).flatMap(recordsOf));
  return new Set([...erased].filter((key) => named.has(key)));
}

export const ledgerLineOf = ({ id, records, at, by, reason }: LedgerRow): LedgerLine => ({
  id,
  records: Array.isArray(records) ? records.map(String) : [],
  ...(typeof at === "number" && { at }),
  ...(typeof by === "string" && { by }),
  ...(typeof reason === "string" && { reason }),
});

async function scrubLog(db: DeskDb, erased: Ledger): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after;
    after = await db.transaction("rw", db.log, async () => {
      const page = await db.log.where("seq").above(from).limit(AT_ONCE).toArray();
      await db.log.bulkPut(
        page.flatMap((row) => {
          const left = withoutErased(row, erased);
          return left === row ? [] : [left];
        }),
      );
      return page.at(-1)?.seq;
    });
  }
}

/**
 * What is left of it can still be undone; an act of which nothing is left is passed over. Itself where it says nothing
 * of them.
 */
function withoutErased(row: LogRow, erased: Ledger): LogRow {
  const entry = scrubbed(row.entry, erased);
  // whom a value named that the entry has replaced
  const replaced = row.entry.ops.map((op, index) => opWithout({ ...op, cells: row.before[index] ?? {} }, erased).cells);
  const sides = row.sides?.map((cells, index) =>
    Object.entries(cells).map(
      ([cell, writes]) =>
        [cell, writes, writesWithout(row.entry.ops[index]?.kind ?? "", cell, writes, erased)] as const,
    ),
  );
  const namesNobody = (sides ?? []).flat().every(([, before, after]) => before === after);
  if (entry === row.entry && namesNobody && replaced.every((cells, index) => cells === (row.before[index] ?? cells)))
    return row;
  const kept = [...row.entry.ops.keys()].filter((index) => {
    const op = row.entry.ops[index];
    return op !== undefined && !isErased(erased, op);
  });
  const of = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => kept.includes(index));
  const created = row.created?.flatMap((index) => (kept.includes(index) ? [kept.indexOf(index)] : []));
  const { act, created: _, ...rest } = row;
  return {
    ...rest,
    entry,
    before: of(replaced),
    beforeBy: of(row.beforeBy),
    ...(sides !== undefined && {
      sides: of(sides.map((cells) => Object.fromEntries(cells.map(([cell, , after]) => [cell, after])))),
    }),
    ...(created !== undefined && created.length > 0 && { created }),
    ...(act !== undefined && kept.length > 0 && { act }),
  };
}
