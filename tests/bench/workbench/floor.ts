/**
 * The floor of every writing figure: the very rows that the desk has written, put again into a database of
 * the same tables and indexes, in as many strict transactions, by IndexedDB alone. Only putting is timed.
 */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { DeskDb, LogRow } from "../../../renderer/db/database.ts";
import type { FloorRequest, FloorTimes } from "./workbench.ts";

/** Log rows fetched at a time: a whole library does not fit into one array twice. */
const FETCH = 50;

export async function measureFloor(db: DeskDb, { kind, commandsAtOnce, after }: FloorRequest): Promise<FloorTimes> {
  const both = await openEmpty(db, [kind, "log"]);
  const alone = await openEmpty(db, [kind]);
  let rowsAndLogMs = 0;
  let rowsMs = 0;
  let rows = 0;
  try {
    for (let from = after; ; ) {
      const logs = await db.log
        .where("seq")
        .above(from)
        .limit(FETCH * Math.ceil(commandsAtOnce / FETCH))
        .toArray();
      const last = logs.at(-1);
      if (last === undefined) return { rows, rowsAndLogMs, rowsMs };
      from = last.seq;
      for (let at = 0; at < logs.length; at += commandsAtOnce) {
        const group = logs.slice(at, at + commandsAtOnce);
        const records = await recordsOf(db, kind, group);
        if (records.length === 0) continue;
        rows += records.length;
        rowsAndLogMs += await timePut(both, { [kind]: records, log: group });
        rowsMs += await timePut(alone, { [kind]: records });
      }
    }
  } finally {
    for (const database of [both, alone]) {
      database.close();
      indexedDB.deleteDatabase(database.name);
    }
  }
}

/** Whole tables, read a page at a time, each page put in one strict transaction. */
export async function measureStateFloor(
  db: DeskDb,
  kinds: readonly string[],
  rowsAtOnce: number,
): Promise<{ readonly rows: number; readonly ms: number }> {
  const raw = await openEmpty(db, kinds);
  let rows = 0;
  let ms = 0;
  try {
    for (const kind of kinds) {
      for (let after: unknown = ""; ; ) {
        const page: readonly { readonly id: string }[] = await db
          .table(kind)
          .where(":id")
          .above(after)
          .limit(rowsAtOnce)
          .toArray();
        if (page.length === 0) break;
        ms += await timePut(raw, { [kind]: page });
        rows += page.length;
        after = page.at(-1)?.id;
      }
    }
    return { rows, ms };
  } finally {
    raw.close();
    indexedDB.deleteDatabase(raw.name);
  }
}

/** One command's rows per transaction: its record, its log entry, and the two small rows that move with it. */
export async function floorOfCommands(db: DeskDb, logs: readonly LogRow[]): Promise<readonly number[]> {
  const raw = await openEmpty(db, ["interaction", "log", "streams", "meta"]);
  const times: number[] = [];
  try {
    for (const log of logs) {
      const records = await recordsOf(db, "interaction", [log]);
      times.push(
        await timePut(raw, {
          interaction: records,
          log: [log],
          streams: [{ stream: "own", seq: log.seq }],
          meta: [{ name: "head", value: log.entry.hlc }],
        }),
      );
    }
    return times;
  } finally {
    raw.close();
    indexedDB.deleteDatabase(raw.name);
  }
}

async function recordsOf(db: DeskDb, kind: FloorRequest["kind"], logs: readonly LogRow[]): Promise<readonly unknown[]> {
  const ids = logs.flatMap(({ entry }) => entry.ops.filter((op) => op.kind === kind).map((op) => op.id));
  return (await db.table(kind).bulkGet(ids)).filter((row) => row !== undefined);
}

/** The same key paths and indexes as the desk's own, read from its database. */
function openEmpty(db: DeskDb, names: readonly string[]): Promise<IDBDatabase> {
  const model = db.backendDB().transaction([...names]);
  const stores = names.map((name) => {
    const store = model.objectStore(name);
    return {
      name,
      keyPath: store.keyPath,
      indexes: [...store.indexNames]
        .map((index) => store.index(index))
        .map(({ name: of, keyPath, unique, multiEntry }) => ({ of, keyPath, unique, multiEntry })),
    };
  });
  const name = `floor-${uuidV7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))}`;
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => {
      for (const { name: store, keyPath, indexes } of stores) {
        const made = request.result.createObjectStore(store, { keyPath });
        for (const { of, keyPath: path, unique, multiEntry } of indexes)
          made.createIndex(of, path, { unique, multiEntry });
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function timePut(database: IDBDatabase, rows: Readonly<Record<string, readonly unknown[]>>): Promise<number> {
  const startedAt = performance.now();
  const transaction = database.transaction(Object.keys(rows), "readwrite", { durability: "strict" });
  for (const [name, list] of Object.entries(rows)) {
    const store = transaction.objectStore(name);
    for (const row of list) store.put(row);
  }
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(performance.now() - startedAt);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
