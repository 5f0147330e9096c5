/**
 * Step 1: whose folder is this? Only the own library's marker admits to anything further; an empty or
 * foreign folder is never written to, and its emptiness means nothing (R1).
 */
import { Stopped } from "../exchange/stopped.ts";
import type { SyncStop } from "../exchange/sync-report.ts";
import type { Run } from "../exchange/sync-run.ts";
import { HEADS, KEYS, libraryMarker, parseName, STREAMS } from "./names.ts";

export interface Markers {
  /** Id of the store, under which it is remembered; null where its marker is lost. */
  readonly store: string | null;
}

export type FolderFault = Extract<
  SyncStop,
  { readonly tag: "empty-folder" | "wrong-folder" | "marker-lost" | "another-library" }
>;
export type TwoLibraries = { readonly tag: "two-libraries"; readonly libraries: readonly string[] };

interface FoundMarkers extends Markers {
  readonly library: string;
}

/** Whose folder it is, for somebody who belongs to no library yet: there must be one marker only. */
export function readOnlyMarker(
  names: readonly string[],
): FoundMarkers | { readonly fault: FolderFault | TwoLibraries } {
  const [first, ...more] = librariesIn(names);
  if (first !== undefined && more.length > 0) return { fault: { tag: "two-libraries", libraries: [first, ...more] } };
  return readMarkers(names, first ?? null);
}

/**
 * @param names what stands in the root of the store
 * @param library the own one, whose marker is enough, whatever lies beside it
 */
export function readMarkers(
  names: readonly string[],
  library: string | null,
): FoundMarkers | { readonly fault: FolderFault } {
  const libraries = librariesIn(names);
  const [first] = libraries;
  if (first === undefined) return { fault: { tag: faultWithoutMarker(names) } };
  if (library === null || !libraries.includes(library)) return { fault: { tag: "another-library", library: first } };
  const stores = names.map(parseName).flatMap((name) => (name?.tag === "store" ? [name.id] : []));
  return { library, store: stores.sort()[0] ?? null };
}

function faultWithoutMarker(names: readonly string[]): "empty-folder" | "marker-lost" | "wrong-folder" {
  const left = names.filter((name) => !name.startsWith("tmp-"));
  if (left.length === 0) return "empty-folder";
  return left.every((name) => OUR_FOLDERS.includes(name) || parseName(name) !== null) ? "marker-lost" : "wrong-folder";
}

const OUR_FOLDERS: readonly string[] = [HEADS, STREAMS, KEYS];

/** A listing may say a name twice. */
const librariesIn = (names: readonly string[]): readonly string[] => [
  ...new Set(names.map(parseName).flatMap((name) => (name?.tag === "library" ? [name.library] : []))),
];

export async function checkMarkers(run: Run): Promise<Markers> {
  const names = await run.share.list("");
  const markers = readMarkers(names, run.library);
  if ("fault" in markers) throw new Stopped(markers.fault);
  for (const other of librariesIn(names))
    if (other !== run.library) run.log.warn({ tag: "second-marker", file: libraryMarker(other) });
  return { store: markers.store };
}
