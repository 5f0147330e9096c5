/**
 * The digest of a database that was filled before there was one, counted from its rows: for its upgrade, which knows
 * the tables of its own time only.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import type { Table, Transaction } from "dexie";
import type { Kind } from "#shared/model/kinds.ts";
import { changeDigest, type HashText, type RowChange, type StateDigest } from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

/** Its name in `meta`. */
export const DIGEST = "digest";

const encoder = new TextEncoder();

/** The browser's own SHA-256 answers later, and a transaction would not wait for it. */
export const hashText: HashText = (text) => sha256(encoder.encode(text));

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
  const unknown: Table<{ readonly kind: string; readonly row: AnyRow }> = transaction.table("unknown");
  await inRuns(unknown, (rows) => add(rows.map(({ kind, row }) => ({ kind, before: undefined, after: row }))));
  await transaction.table("meta").put({ name: DIGEST, value: digest });
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
