/**
 * All rows of the database handed to the host and taken back into an empty one: records, log with its undo, cursors,
 * drafts, whatever stands there, so that nothing has to be named. Left out is only what is made again from the rows.
 * Streams and meta come last, in one transaction: a database without streams is one that is not filled yet.
 */
import Dexie, { type Collection, type Table } from "dexie";
import type { Host } from "#shared/host/contract.ts";
import type { CommonError } from "#shared/host/define.ts";
import type { RowsCopy } from "#shared/host/renewal-calls.ts";
import { assert } from "#shared/kernel/assert.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { DeskDb } from "../database.ts";
import { LATEST_VERSION } from "../migrations.ts";

export interface CopyDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly onProgress: (done: number, total: number) => void;
}

/** One part's text: rows of some tables, and in the last how many there are of each. */
interface Part {
  readonly rows: readonly (readonly [table: string, rows: readonly unknown[]])[];
  readonly counts?: Readonly<Record<string, number>>;
}

/** Made again from the rows when somebody asks. */
const MADE_AGAIN = "cache";
const LAST = ["streams", "meta"];
const ROWS_AT_ONCE = 500;
/** Characters after which a part is handed over, and what one call may carry at most. */
const PART_LENGTH = 2_000_000;
const MOST_LENGTH = 6_000_000;

const tablesOf = (db: DeskDb): readonly Table<unknown>[] => {
  const copied = db.tables.filter(({ name }) => name !== MADE_AGAIN);
  return [...copied.filter(({ name }) => !LAST.includes(name)), ...copied.filter(({ name }) => LAST.includes(name))];
};

/**
 * Nothing may be written meanwhile. @returns how many parts there are; null where it was given up, or the host could
 * not keep one
 */
export async function copyOut(
  { db, host, onProgress }: CopyDeps,
  database: string,
  isCancelled: () => boolean,
): Promise<number | null> {
  const total = Object.values(await countRows(db)).reduce((sum, count) => sum + count, 0);
  // of what was read, not of what stands there: the browser's answer about lasting storage may be noted meanwhile
  const counts: Record<string, number> = {};
  let [parts, done, length] = [0, 0, 0];
  let texts: string[] = [];
  const put = async (end = ""): Promise<boolean> => {
    const answer = await host("renewal.put", { database, part: parts, text: `{"rows":[${texts.join()}]${end}}` });
    parts += 1;
    [texts, length] = [[], 0];
    onProgress(done, total);
    return answer.ok && !isCancelled();
  };
  for (const table of tablesOf(db)) {
    counts[table.name] = 0;
    for await (const rows of pagesOf(table)) {
      if (table === db.meta) for (const row of rows) assert(isPlain(row), "what stands in meta is plain");
      for (const text of textsOf(rows)) {
        if (length + text.length > MOST_LENGTH && !(await put())) return null;
        texts.push(`["${table.name}",${text}]`);
        length += text.length;
      }
      counts[table.name] = (counts[table.name] ?? 0) + rows.length;
      done += rows.length;
      if (length >= PART_LENGTH && !(await put())) return null;
    }
  }
  return (await put(`,"counts":${JSON.stringify(counts)}`)) ? parts : null;
}

/** One text for all, or more where that would be too long for a call. */
function textsOf(rows: readonly unknown[]): readonly string[] {
  const text = JSON.stringify(rows);
  if (text.length <= MOST_LENGTH || rows.length === 1) return [text];
  const half = rows.length >> 1;
  return [...textsOf(rows.slice(0, half)), ...textsOf(rows.slice(half))];
}

async function* pagesOf(table: Table<unknown>): AsyncGenerator<readonly unknown[]> {
  const { keyPath } = table.schema.primKey;
  for (let after: unknown; ; ) {
    const from = after === undefined ? table.orderBy(":id") : table.where(":id").above(after);
    const page = await (table.name === "log" ? logPage(from) : from.limit(ROWS_AT_ONCE).toArray());
    if (page.length === 0) return;
    yield page;
    after = Dexie.getByKeyPath(page.at(-1) as object, keyPath as string); // it takes compound paths too
  }
}

/** A row of the log may hold the readers of a whole sheet: as many as fit a part. */
async function logPage(from: Collection<unknown>): Promise<readonly unknown[]> {
  const page: unknown[] = [];
  let length = 0;
  await from
    .until(() => length >= PART_LENGTH)
    .each((row) => {
      // the one that ends it is still handed in
      if (length >= PART_LENGTH) return;
      page.push(row);
      length += JSON.stringify(row).length;
    });
  return page;
}

/** `damaged`: the database is empty, and the journal must do. */
export type CopiedIn = "whole" | "damaged";

/** Refused, nothing is known of the copy, which waits for the next try. */
export async function copyIn(
  { db, host, onProgress }: CopyDeps,
  { parts, version }: Pick<RowsCopy, "parts" | "version">,
): Promise<Result<CopiedIn, CommonError>> {
  await clearAll(db);
  if (version !== LATEST_VERSION) return ok("damaged");
  const late: (readonly [table: string, rows: readonly unknown[]])[] = [];
  let counts: Part["counts"];
  for (let no = 0; no < parts; no++) {
    const answer = await host("renewal.part", { part: no });
    if (!answer.ok) {
      if (answer.error.tag !== "damaged") return err(answer.error);
      break;
    }
    const part = JSON.parse(answer.value.text) as Part; // sealed by our own host as copyOut wrote it
    counts = part.counts;
    late.push(...part.rows.filter(([table]) => LAST.includes(table)));
    const now = part.rows.filter(([table]) => !LAST.includes(table));
    if (now.length > 0)
      await db.transaction(
        "rw",
        [...new Set(now.map(([table]) => table))],
        async () => await Promise.all(now.map(([table, rows]) => db.table(table).bulkAdd(rows))),
      );
    onProgress(no + 1, parts);
  }
  const isWhole = counts !== undefined && (await isSame(db, counts, late));
  if (isWhole)
    await db.transaction(
      "rw",
      LAST,
      async () => await Promise.all(late.map(([table, rows]) => db.table(table).bulkPut(rows))),
    );
  else await clearAll(db);
  return ok(isWhole ? "whole" : "damaged");
}

async function isSame(
  db: DeskDb,
  counts: Readonly<Record<string, number>>,
  late: readonly (readonly [string, readonly unknown[]])[],
): Promise<boolean> {
  const here = await countRows(db);
  for (const [table, count] of Object.entries(counts)) {
    const stands = LAST.includes(table)
      ? late.reduce((sum, [name, rows]) => sum + (name === table ? rows.length : 0), 0)
      : here[table];
    if (stands !== count) return false;
  }
  return true;
}

async function countRows(db: DeskDb): Promise<Record<string, number>> {
  return Object.fromEntries(
    await Promise.all(tablesOf(db).map(async (table) => [table.name, await table.count()] as const)),
  );
}

const clearAll = (db: DeskDb): Promise<unknown> =>
  db.transaction("rw", db.tables, async () => await Promise.all(db.tables.map((table) => table.clear())));

/** Whether JSON gives it back as it is. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean" || value === undefined) return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isPlain(item));
  return (
    typeof value === "object" &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPlain)
  );
}
