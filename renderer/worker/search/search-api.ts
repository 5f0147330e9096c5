/**
 * The search as the page sees it: starts from the kept snapshot or reads all readers, then follows changes.
 * A question that comes before it is ready is answered when it is.
 */

import type { DeskDb, Row } from "../../db/database.ts";
import type { SearchApi } from "../../platform/worker-api.ts";
import { createSimplifier } from "../simplify.ts";
import { createReadings } from "./readings.ts";
import { createSearchIndex, type PackedIndex, type SearchIndex } from "./search-index.ts";
import { type Mark, movedElsewhere, readMark, readSnapshot, writeSnapshot } from "./snapshot.ts";

/** Rows read at a time: one is being unpacked while the next is on its way. */
const CHUNK = 5000;
/** Quiet time after changes from elsewhere before a new snapshot is made. */
const QUIET_MS = 30_000;

export function createSearchApi(db: DeskDb, quietMs = QUIET_MS): SearchApi {
  const toSimplified = createSimplifier();
  const readings = createReadings(toSimplified);
  const make = (packed?: PackedIndex): SearchIndex => createSearchIndex(readings, toSimplified, packed);
  let index = make();
  let mark: Mark | null = null;
  let loading: Promise<{ readers: number }> | null = null;
  /** Steps run one after another, so that an older row never overwrites a newer one. */
  let steps: Promise<unknown> = Promise.resolve();
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = steps.then(step);
    steps = done.catch(() => undefined);
    return done;
  };

  const follow = async (ids: readonly string[]): Promise<void> => {
    const rows = await db.reader.bulkGet([...ids]);
    for (const [position, row] of rows.entries()) {
      if (row === undefined) index.remove(ids[position] ?? "");
      else take(index, row);
    }
  };

  const readAnew = async (): Promise<void> => {
    const before = await readMark(db);
    const fresh = make();
    await readAll(db, fresh);
    index = fresh;
    mark = before;
    // nobody waits for it; a full disk costs the next start a second, nothing else
    void writeSnapshot(db, before, fresh.pack()).catch(() => undefined);
  };

  const start = async (): Promise<{ readers: number }> => {
    const kept = await readSnapshot(db);
    if (kept === null) {
      await readAnew();
    } else {
      index = make(kept.packed);
      mark = kept.mark;
      await follow(kept.since);
    }
    return { readers: index.size };
  };

  const renew = async (): Promise<void> => {
    if (mark !== null && movedElsewhere(mark, await readMark(db))) await readAnew();
  };

  const load = (): Promise<{ readers: number }> => {
    if (loading === null) {
      loading = inTurn(start);
      // a failed start may be tried again
      loading.catch(() => {
        loading = null;
      });
    }
    return loading;
  };

  return {
    load,
    async query(query) {
      await load();
      return index.query(query);
    },
    async reading(name) {
      return readings.shown(name);
    },
    async sorted() {
      await load();
      return index.sorted();
    },
    async changed(ids) {
      // before the first load there is nothing to follow: it will read the rows as they are
      if (loading === null) return;
      await inTurn(() => follow(ids));
      clearTimeout(quiet);
      quiet = setTimeout(() => void inTurn(renew), quietMs);
    },
  };
}

function take(index: SearchIndex, row: Row<"reader">): void {
  if (row.gone === 1 || row.as !== undefined) index.remove(row.id);
  else index.put(row.id, row);
}

async function readAll(db: DeskDb, index: SearchIndex): Promise<void> {
  const chunkAfter = (id: string): Promise<readonly Row<"reader">[]> => db.reader.where("id").above(id).limit(CHUNK).toArray();
  let next = chunkAfter("");
  for (;;) {
    const rows = await next;
    const last = rows[rows.length - 1];
    if (last === undefined) return;
    next = chunkAfter(last.id);
    for (const row of rows) take(index, row);
  }
}
