/** Which rows of a table were written, by this page, its worker or another window: what Dexie tells its live queries. */
import { Dexie, type IntervalTree, RangeSet } from "dexie";
import type { DeskDb } from "./database.ts";

/**
 * @param changed hears ids after each commit; null where too many were written to be named, or after the page slept
 * @returns listens no more
 */
export function onRowsChanged(db: DeskDb, table: string, changed: (ids: readonly string[] | null) => void): () => void {
  const part = `idb://${db.name}/${table}/`;
  const hear = (parts: Readonly<Record<string, IntervalTree>>): void => {
    const ranges = parts[part];
    if (ranges !== undefined || "all" in parts) changed("all" in parts || ranges === undefined ? null : idsIn(ranges));
  };
  Dexie.on("storagemutated", hear);
  return () => Dexie.on.storagemutated.unsubscribe(hear);
}

function idsIn(ranges: IntervalTree): readonly string[] | null {
  const ids: string[] = [];
  for (const { from, to } of RangeSet(ranges)) {
    if (typeof from !== "string" || from !== to) return null;
    ids.push(from);
  }
  return ids;
}
