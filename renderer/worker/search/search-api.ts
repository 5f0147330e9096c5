/**
 * The search as the page sees it: reads all readers once, then follows changes. A question that comes
 * while readers are still being read is answered when they are in.
 */
import type { SearchApi } from "../../platform/worker-api.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { createSimplifier } from "../simplify.ts";
import { createReadings } from "./readings.ts";
import { createSearchIndex } from "./search-index.ts";

/** Rows read at a time: one is being unpacked while the next is on its way. */
const CHUNK = 5000;

export function createSearchApi(db: DeskDb): SearchApi {
  const toSimplified = createSimplifier();
  const readings = createReadings(toSimplified);
  const index = createSearchIndex(readings, toSimplified);
  let loading: Promise<{ readers: number }> | null = null;
  /** Follow-ups run one after another, so that an older row never overwrites a newer one. */
  let following: Promise<unknown> = Promise.resolve();

  const take = (row: Row<"reader">): void => {
    if (row.gone === 1) index.remove(row.id);
    else index.put(row.id, row);
  };

  const chunkAfter = (id: string): Promise<readonly Row<"reader">[]> => db.reader.where("id").above(id).limit(CHUNK).toArray();

  const readAll = async (): Promise<{ readers: number }> => {
    let next = chunkAfter("");
    for (;;) {
      const rows = await next;
      const last = rows[rows.length - 1];
      if (last === undefined) return { readers: index.size };
      next = chunkAfter(last.id);
      for (const row of rows) take(row);
    }
  };

  const follow = async (ids: readonly string[]): Promise<void> => {
    const rows = await db.reader.bulkGet([...ids]);
    for (const [position, row] of rows.entries()) {
      if (row !== undefined) take(row);
      else index.remove(ids[position] ?? "");
    }
  };

  const load = (): Promise<{ readers: number }> => {
    if (loading === null) {
      loading = readAll();
      following = loading;
      // a failed read may be tried again
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
    changed(ids) {
      // before the first load there is nothing to follow: it will read the rows as they are
      if (loading === null) return Promise.resolve();
      const done = following.then(() => follow(ids));
      following = done.catch(() => undefined);
      return done;
    },
  };
}
