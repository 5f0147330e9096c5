/**
 * Step 1: whose folder is this? Only the own library's marker admits to anything further; an empty or
 * foreign folder is never written to, and its emptiness means nothing (R1).
 */
import { err, ok } from "../kernel/result.ts";
import { parseName } from "./names.ts";
import type { SyncStop } from "./sync-report.ts";
import type { Attempt, Run } from "./sync-run.ts";

export interface Markers {
  /** Id of the store, under which it is remembered; null where its marker is lost. */
  readonly store: string | null;
}

export type FolderFault = Extract<SyncStop, { readonly tag: "empty-folder" | "wrong-folder" | "another-library" | "two-libraries" }>;

/**
 * @param names what stands in the root of the store
 * @param library own library; null where any will do
 */
export function readMarkers(names: readonly string[], library: string | null): { readonly fault: FolderFault } | { readonly library: string; readonly store: string | null } {
  const parsed = names.map(parseName);
  // a listing may say a name twice
  const libraries = [...new Set(parsed.flatMap((name) => (name?.tag === "library" ? [name.library] : [])))];
  const stores = parsed.flatMap((name) => (name?.tag === "store" ? [name.id] : []));
  const [first, ...more] = libraries;
  if (first === undefined) return { fault: names.some((name) => !name.startsWith("tmp-")) ? { tag: "wrong-folder" } : { tag: "empty-folder" } };
  if (more.length > 0) return { fault: { tag: "two-libraries", libraries } };
  if (library !== null && first !== library) return { fault: { tag: "another-library", library: first } };
  return { library: first, store: stores.sort()[0] ?? null };
}

export async function checkMarkers(run: Run): Attempt<Markers> {
  const names = await run.share.list("");
  if (!names.ok) return names;
  const markers = readMarkers(names.value, run.library);
  return "fault" in markers ? err(markers.fault) : ok({ store: markers.store });
}
