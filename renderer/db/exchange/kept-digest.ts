/**
 * The digest of all rows, kept where the rows are: every transaction that writes rows moves it too, so it
 * never has to be counted and a crash leaves both or neither.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import type { Table, Transaction } from "dexie";
import type { Kind } from "#shared/model/kinds.ts";
import {
  changeDigest,
  type DigestAt,
  type HashText,
  type RowChange,
  type StateDigest,
} from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb, UnknownRow } from "../database.ts";

const NAME = "digest";

const encoder = new TextEncoder();

/** The browser's own SHA-256 answers later, and a transaction would not wait for it. */
export const hashText: HashText = (text) => sha256(encoder.encode(text));

/** Of a database without records, nothing. */
export async function readDigest(db: DeskDb): Promise<StateDigest> {
  const row = await db.meta.get(NAME);
  return row === undefined ? {} : (row.value as StateDigest); // written only below
}

/** With where every stream stands. Only inside a transaction that includes `streams`, `quarantine` and `meta`. */
export async function readDigestAt(db: DeskDb): Promise<DigestAt> {
  const streams = await db.streams.filter(({ seq }) => seq > 0).toArray();
  return {
    at: Object.fromEntries(streams.map(({ stream, seq }) => [stream, seq])),
    aside: await db.quarantine.count(),
    tables: await readDigest(db),
  };
}

/** Only inside a transaction that writes the rows themselves, and includes `meta`. */
export async function followDigest(db: DeskDb, changes: readonly RowChange[]): Promise<void> {
  if (changes.length > 0) await keepDigest(db, changeDigest(await readDigest(db), changes, hashText));
}

const keepDigest = async (db: DeskDb, digest: StateDigest): Promise<void> => {
  await db.meta.put({ name: NAME, value: digest });
};

/** Kinds that came later have no table yet when this runs. */
const KINDS_THEN: readonly Kind[] = [
  "reader",
  "activity",
  "interaction",
  "feedback",
  "task",
  "staff",
  "branch",
  "setting",
  "code",
  "reveal",
  "lost-batch",
];

/** From the rows themselves, table by table: for a database that was filled before there was a digest. */
export async function countDigest(transaction: Transaction): Promise<void> {
  let digest: StateDigest = {};
  const add = (rows: readonly RowChange[]): void => {
    digest = changeDigest(digest, rows, hashText);
  };
  for (const kind of KINDS_THEN) {
    const table: Table<AnyRow> = transaction.table(kind);
    await inRuns(table, (rows) => add(rows.map((row) => ({ kind, before: undefined, after: row }))));
  }
  const unknown: Table<UnknownRow> = transaction.table("unknown");
  await inRuns(unknown, (rows) => add(rows.map(({ kind, row }) => ({ kind, before: undefined, after: row }))));
  await transaction.table("meta").put({ name: NAME, value: digest });
}

const RUN = 1000;

/** A whole table need not stand in memory. */
async function inRuns<R>(table: Table<R>, use: (rows: readonly R[]) => void): Promise<void> {
  let run: R[] = [];
  await table.each((row) => {
    run.push(row);
    if (run.length < RUN) return;
    use(run);
    run = [];
  });
  use(run);
}

/** All rows are gone. */
export const clearDigest = (db: DeskDb): Promise<void> => db.meta.delete(NAME);
