/** The page's writer tells the worker's index whom an entry changes; in the other direction the change log does. */
import type { Entry } from "#shared/replication/rows/entry.ts";
import { readersIn } from "../db/readers-in.ts";
import type { SearchApi } from "../platform/worker/worker-api.ts";

export function tellSearch(entry: Entry, search: Pick<SearchApi, "changed">): void {
  const ids = readersIn(entry);
  if (ids.length > 0) void search.changed(ids);
}
