/**
 * Reads all rows for a checkpoint, a page at a time in short transactions, so that a quick log never
 * waits; at the end, in one transaction, what own commands have touched meanwhile, with every cursor of that
 * moment.
 */
import { KINDS, rowsAtOnce } from "#shared/model/kinds.ts";
import { QUARANTINE, type StateRow } from "#shared/replication/checkpoints/state-row.ts";
import { LEDGER } from "#shared/replication/erasing/ledger.ts";
import type { StateEnd } from "#shared/replication/exchange/ports.ts";
import { ownState } from "#shared/replication/lines/own-sealed.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb, QuarantineRow, StreamRow } from "../database.ts";
import { readHead, readStream } from "../journal/head.ts";
import { readSealed } from "../journal/own-stream.ts";
import { allTables, type RecordId, readRows, rowKey } from "../write/commit.ts";
import { readDigestAt } from "./kept-digest.ts";

/** Rows of one page. */
const PAGE = 1000;
/** Records touched meanwhile that one transaction reads again; after more than that, all is read again another time. */
const MAX_TOUCHED = 5000;

export interface StatePage {
  readonly rows: readonly StateRow[];
  readonly next: string | null;
}

/** @param after the `next` of the page before; null for the first */
export async function readStatePage(db: DeskDb, after: string | null): Promise<StatePage> {
  const mark = after === null ? { table: 0 } : (JSON.parse(after) as Mark); // made only below
  const { rows, last, most } = await pageOf(db, mark);
  const isMore = rows.length === most;
  if (isMore) return { rows, next: markText({ table: mark.table, key: last }) };
  return { rows, next: mark.table + 1 < TABLES ? markText({ table: mark.table + 1 }) : null };
}

/** Where a reading stands: in which table, behind which key. */
interface Mark {
  readonly table: number;
  readonly key?: unknown;
}

/** The kinds, then the unknown ones, then what was set aside. */
const TABLES = KINDS.length + 2;

const markText = (mark: Mark): string => JSON.stringify(mark);

async function pageOf(
  db: DeskDb,
  { table, key }: Mark,
): Promise<{ readonly rows: readonly StateRow[]; readonly last: unknown; readonly most: number }> {
  const kind = KINDS[table];
  const most = kind === undefined ? PAGE : rowsAtOnce(kind, PAGE);
  const page = async <T>(name: string): Promise<readonly T[]> => {
    const all = db.table<T>(name);
    return (key === undefined ? all.orderBy(":id") : all.where(":id").above(key)).limit(most).toArray();
  };
  if (kind !== undefined) {
    const rows = await page<AnyRow>(kind);
    return { rows: rows.map((row): StateRow => [kind, row]), last: rows.at(-1)?.id, most };
  }
  if (table === KINDS.length) {
    const rows = await page<{ readonly kind: string; readonly id: string; readonly row: AnyRow }>("unknown");
    const end = rows.at(-1);
    return { rows: rows.map((kept): StateRow => [kept.kind, kept.row]), last: end && [end.kind, end.id], most };
  }
  const rows = await page<QuarantineRow>("quarantine");
  return { rows: rows.map(({ n: _, ...aside }): StateRow => [QUARANTINE, aside]), last: rows.at(-1)?.n, most };
}

/**
 * @param seq own entries up to it were there before the first page was read
 * @param journaled last own entry in the journal
 * @returns null where a touched record is gone, something was erased, too many were touched, or an entry is not
 * journaled
 */
export async function readStateEnd(
  db: DeskDb,
  stream: StreamId,
  seq: number,
  journaled: number,
): Promise<StateEnd | null> {
  return db.transaction("r", allTables(db), async () => {
    const own = await readStream(db, stream);
    if (own.seq > journaled) return null;
    const touched = await touchedBehind(db, seq);
    // what was erased meanwhile stands in the pages before
    if (touched === null || touched.some(({ kind }) => kind === LEDGER)) return null;
    const found = await readRows(db, touched);
    const rows: StateRow[] = [];
    for (const { kind, id } of touched) {
      const row = found.get(rowKey(kind, id));
      if (row === undefined) return null;
      rows.push([kind, row]);
    }
    const { hlc } = await readHead(db);
    const { told } = ownState(stream, own, await readSealed(db), journaled);
    const others = (await db.streams.toArray()).filter((row) => row.stream !== stream);
    const streams = [...others, { ...own, told }].map((row) => [row.stream, cursorOf(row)] as const);
    return { cursors: { hlc, streams: Object.fromEntries(streams) }, digest: await readDigestAt(db), rows };
  });
}

const cursorOf = ({ stream: _, own: __, ...cursor }: StreamRow): Omit<StreamRow, "stream" | "own"> => cursor;

async function touchedBehind(db: DeskDb, seq: number): Promise<readonly RecordId[] | null> {
  const touched = new Map<string, RecordId>();
  await db.log
    .where("seq")
    .above(seq)
    .until(() => touched.size > MAX_TOUCHED)
    .each(({ entry }) => {
      for (const { kind, id } of entry.ops) touched.set(rowKey(kind, id), { kind, id });
    });
  return touched.size > MAX_TOUCHED ? null : [...touched.values()];
}
