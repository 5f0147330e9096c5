/**
 * The chosen folder: which folder it is, whether it is ours, and preparing an empty one. Nothing is
 * written into a folder before a person has said so, and then only after a second look.
 */
import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import * as v from "valibot";
import type { ShareFault } from "#shared/host/library-calls.ts";
import { toBase32 } from "#shared/kernel/base32.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { readMarkers, readOnlyMarker } from "#shared/replication/files/markers.ts";
import { KEYS, libraryMarker, parseName, storeMarker } from "#shared/replication/files/names.ts";
import { parseJson } from "../sealing/card-file.ts";
import type { StoreFile } from "./membership.ts";

export async function checkFolder(
  path: string,
): Promise<Result<{ path: string }, { readonly tag: "no-folder" } | { readonly tag: "not-a-folder" }>> {
  if (!isAbsolute(path)) return err({ tag: "no-folder" });
  const found = await stat(path).catch(() => null);
  if (found === null) return err({ tag: "no-folder" });
  return found.isDirectory() ? ok({ path: resolve(path) }) : err({ tag: "not-a-folder" });
}

/** @param library own library; null for one that is about to be joined */
export async function probeShare(
  share: Store,
  library: string | null,
): Promise<Result<{ library: string; store: string | null }, ShareFault>> {
  const names = await share.list("");
  if (!names.ok) return err(shareFaultOf(names.error));
  const markers = library === null ? readOnlyMarker(names.value) : readMarkers(names.value, library);
  if ("fault" in markers) return err(markers.fault);
  const marker = await share.get(libraryMarker(markers.library));
  if (!marker.ok) return err(shareFaultOf(marker.error));
  const format = v.safeParse(
    v.object({ format: v.number() }),
    parseJson(new TextDecoder().decode(marker.value.subarray(0, 4096))),
  );
  if (format.success && format.output.format > 1) return err({ tag: "newer-format" });
  return ok(markers);
}

/** The library's marker and key slots, as they stand in a store. */
export async function readLibraryFiles(
  store: Store,
  library: string,
): Promise<Result<{ readonly marker: StoreFile; readonly slots: readonly StoreFile[] }, StoreError>> {
  const marker = await store.get(libraryMarker(library));
  if (!marker.ok) return marker;
  const names = await store.list(KEYS);
  if (!names.ok) return names;
  const slots: StoreFile[] = [];
  for (const text of names.value) {
    const name = `${KEYS}/${text}`;
    if (parseName(name)?.tag !== "key") continue;
    const bytes = await store.get(name);
    if (!bytes.ok) return bytes;
    slots.push({ name, bytes: bytes.value });
  }
  return ok({ marker: { name: libraryMarker(library), bytes: marker.value }, slots });
}

/** Writes store marker, key slots and, last, the library's marker. */
export async function prepareShare(share: Store, local: Store, library: string): Promise<Result<null, ShareFault>> {
  const before = await probeShare(share, library);
  if (before.ok) return ok(null);
  if (before.error.tag !== "empty-folder" && before.error.tag !== "marker-lost") return before;
  const files = await readLibraryFiles(local, library);
  if (!files.ok) return err(shareFaultOf(files.error));
  const store = storeMarker(toBase32(randomBytes(10)));
  const marked = await share.put(store, new TextEncoder().encode("reader-desk store 1\n"));
  if (!marked.ok) return err(shareFaultOf(marked.error));
  // the second look: whoever else was founding here at this moment has left a marker by now
  const names = await share.list("");
  if (!names.ok) return err(shareFaultOf(names.error));
  const others = names.value.filter(
    (name) =>
      (parseName(name)?.tag === "store" && name !== store && before.error.tag === "empty-folder") ||
      parseName(name)?.tag === "library",
  );
  if (others.length > 0) {
    await share.delete(store);
    const again = await probeShare(share, library);
    return again.ok ? ok(null) : again;
  }
  for (const { name, bytes } of [...files.value.slots, files.value.marker]) {
    const put = await share.put(name, bytes);
    if (!put.ok) return err(shareFaultOf(put.error));
  }
  return ok(null);
}

export function shareFaultOf(error: StoreError | PutError): ShareFault {
  switch (error.tag) {
    case "no-folder":
    case "read-only":
    case "full":
      return error;
    case "missing":
      return { tag: "unclear", code: "ENOENT" };
    case "other-content":
      return { tag: "unclear", code: "EEXIST" };
    case "unreadable":
      return { tag: "unclear", code: error.what };
    case "unknown":
      return error.code === "ENOTDIR" ? { tag: "not-a-folder" } : { tag: "unclear", code: error.code };
  }
}
