/**
 * The ledger of erased readers as the database keeps it: what a transaction must ask before it writes, and
 * what goes in the same transaction once the ledger grows. What cannot go there (journal, log, kept index) is
 * noted, and `purge.ts` of the worker follows.
 */
import { KINDS, RECORDS } from "#shared/model/kinds.ts";
import { FORGETTING } from "#shared/model/who-is-named.ts";
import {
  type Erasure,
  erasureOf,
  forgotten,
  type LookedCopies,
  lookedThrough,
  NOTHING_ERASED,
  withTaint,
} from "#shared/replication/erasing/erasing-progress.ts";
import { type Ledger, ledgerOf, namedBy, type RecordKey, recordKey } from "#shared/replication/erasing/ledger.ts";
import type { AppliedSlice } from "#shared/replication/exchange/slice.ts";
import type { RowChange } from "#shared/replication/rows/digest.ts";
import { quarantinedWithout, rowWithout } from "#shared/replication/rows/forget.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../database.ts";
import { followDigest } from "../exchange/kept-digest.ts";
import { readOrphans } from "../journal/rebuilding.ts";
import { rowsNaming } from "./rows-naming.ts";
import { rowsWith } from "./rows-with.ts";

const ERASURE = "erasure";
const ERASING = "erasing";
const NONE: Ledger = new Set();
/** Keys that are asked for one by one; for more the whole ledger is read, which is quicker. */
const MOST_ASKED = 100;

/** Of some records, those that are erased. Only inside a transaction that includes `erased`. */
export async function readLedgerOf(db: DeskDb, keys: readonly RecordKey[]): Promise<Ledger> {
  if ((await db.erased.count()) === 0) return NONE;
  if (keys.length > MOST_ASKED) return readLedger(db);
  const readers = keys.map(namedBy).flatMap(({ kind, id }) => (kind === "reader" ? [id] : []));
  const [byId, byRecord] = await Promise.all([db.erased.bulkGet(readers), rowsWith(db.erased, "records", keys)]);
  return ledgerOf([...byId, ...byRecord].filter((row) => row !== undefined));
}

export const readLedger = async (db: DeskDb): Promise<Ledger> => ledgerOf(await db.erased.toArray());

export async function readErasure(db: DeskDb): Promise<Erasure> {
  return ((await db.meta.get(ERASURE))?.value ?? NOTHING_ERASED) as Erasure; // written only below
}

const writeErasure = async (db: DeskDb, erasure: Erasure): Promise<void> => {
  await db.meta.put({ name: ERASURE, value: erasure });
};

/** With the rows the ledger goes, until they are made again. */
export const forgetLedger = async (db: DeskDb): Promise<void> => writeErasure(db, forgotten(await readErasure(db)));

/** After the ledger's rows have changed: where it stands now. */
export const recountLedger = async (db: DeskDb): Promise<void> =>
  writeErasure(db, erasureOf(await db.erased.toArray(), await readErasure(db)));

export const noteLooked = (db: DeskDb, found: LookedCopies): Promise<void> =>
  db.transaction("rw", db.meta, async () => writeErasure(db, lookedThrough(await readErasure(db), found)));

/** Erased records of which this desk may still hold something outside its rows. */
export async function readErasing(db: DeskDb): Promise<readonly RecordKey[]> {
  return ((await db.meta.get(ERASING))?.value ?? []) as readonly RecordKey[]; // written only below
}

export async function noteErasing(db: DeskDb, keys: Iterable<RecordKey>): Promise<void> {
  const all = new Set([...(await readErasing(db)), ...keys]);
  if (all.size > 0) await db.meta.put({ name: ERASING, value: [...all] });
}

/**
 * The same, but for those whose erasing counts no more by now: for them nothing is purged. None while the rows are
 * being made anew.
 */
export const countingErasing = (db: DeskDb): Promise<Ledger> =>
  db.transaction("rw", db.meta, db.erased, async () => {
    if ((await readOrphans(db)) !== null) return NONE;
    const ledger = await readLedger(db);
    const counting = (await readErasing(db)).filter((key) => ledger.has(key));
    await putErasing(db, counting);
    return new Set(counting);
  });

/** Nothing of these is left on this desk. */
export const endErasing = (db: DeskDb, keys: Ledger): Promise<void> =>
  db.transaction("rw", db.meta, async () =>
    putErasing(
      db,
      (await readErasing(db)).filter((key) => !keys.has(key)),
    ),
  );

async function putErasing(db: DeskDb, keys: readonly RecordKey[]): Promise<void> {
  if (keys.length > 0) await db.meta.put({ name: ERASING, value: keys });
  else await db.meta.delete(ERASING);
}

/** What a slice says of erased records, in the transaction that writes its rows. */
export async function noteSlice(
  db: DeskDb,
  stream: string,
  { erases, owners, taints }: Pick<AppliedSlice, "erases" | "owners" | "taints">,
): Promise<void> {
  if (taints !== null) await writeErasure(db, withTaint(await readErasure(db), stream, taints));
  if (owners.length > 0) await noteErasing(db, owners);
  await eraseNamed(db, erases);
}

/** Takes the rows of what the ledger names, in the transaction in which it grows; over all tables. */
export async function eraseNamed(db: DeskDb, named: readonly RecordKey[]): Promise<void> {
  if (named.length === 0) return;
  const erased: Ledger = new Set(named);
  const idsOf = new Map<string, string[]>();
  for (const { kind, id } of [...erased].map(namedBy)) idsOf.set(kind, [...(idsOf.get(kind) ?? []), id]);
  for (const [kind, ids] of idsOf) await eraseOfKind(db, kind, ids);
  await forgetNamed(db, erased);
  await noteErasing(db, erased);
  await recountLedger(db);
}

/**
 * Empties, in records that stay, whom the ledger names. Over all tables.
 * @returns how many records named somebody
 */
export async function forgetNamed(db: DeskDb, erased: Ledger): Promise<number> {
  if (erased.size === 0) return 0;
  // what is shown is found by an index; what stands beside it waits for a decision
  const asking = KINDS.filter(
    (kind) => RECORDS[kind].inbox && RECORDS[kind].rows !== "few" && FORGETTING.some((field) => field.kind === kind),
  );
  const open = await Promise.all(
    asking.map(async (kind) =>
      (await db.table<AnyRow>(kind).where("open").equals(1).toArray()).map((row) => [kind, row] as const),
    ),
  );
  const changes = new Map<string, RowChange>();
  for (const [kind, before] of [...open.flat(), ...(await rowsNaming(db, FORGETTING, [...erased]))]) {
    const after = rowWithout(kind, before, erased);
    if (after !== before) changes.set(recordKey({ kind, id: before.id }), { kind, before, after });
  }
  for (const { kind, after } of changes.values()) await db.table(kind).put(after);
  await followDigest(db, [...changes.values()]);
  for (const kept of await db.quarantine.filter((one) => quarantinedWithout([one], erased)[0] !== one).toArray()) {
    const [left] = quarantinedWithout([kept], erased);
    await (left === undefined ? db.quarantine.delete(kept.n ?? 0) : db.quarantine.put(left));
  }
  return changes.size;
}

async function eraseOfKind(db: DeskDb, kind: string, ids: readonly string[]): Promise<void> {
  const isKnown = KINDS.some((known) => known === kind);
  const keys = ids.map((id): [string, string] => [kind, id]);
  const found = isKnown
    ? await db.table<AnyRow, string>(kind).bulkGet([...ids])
    : (await db.unknown.bulkGet(keys)).map((kept) => kept?.row);
  const rows = found.filter((row) => row !== undefined);
  if (rows.length === 0) return;
  await (isKnown
    ? db.table(kind).bulkDelete(rows.map(({ id }) => id))
    : db.unknown.bulkDelete(rows.map(({ id }): [string, string] => [kind, id])));
  await followDigest(
    db,
    rows.map((before) => ({ kind, before, after: undefined })),
  );
}
