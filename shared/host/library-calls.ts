/** Founding and joining a library, its code, and the sealed exchange. Keys stay in the host. */
import * as v from "valibot";
import { call } from "./define.ts";

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
/** `share` is the folder that was chosen; `local` the copy in the data folder. */
const store = v.picklist(["share", "local"]);
const entry = v.pipe(v.string(), v.maxLength(90));

export type StoreError =
  | { readonly tag: "missing" }
  /** No proof either way: the step stops, nothing follows from it. */
  | { readonly tag: "unknown"; readonly code: string };

export const libraryCalls = {
  /** Makes keys, library id and stream; with a share path writes its markers (the folder must be empty). */
  "library.found": call(v.object({ libraryName: name, deskName: name, branchName: name }))<{ libraryId: string; stream: string; code: string }>(),
  "library.join": call(v.object({ code: v.pipe(v.string(), v.maxLength(80)), deskName: name, branchName: name }))<
    { libraryId: string; stream: string },
    { tag: "code-malformed" } | { tag: "code-wrong" } | { tag: "no-folder" } | { tag: "no-library" } | { tag: "two-libraries" }
  >(),
  /** For the code sheet. */
  "library.code": call(v.object({}))<{ code: string; libraryId: string }>(),
  /** HMAC-SHA-256 under the library id, for derived ids: `texts` → hex digests. */
  "library.derive": call(v.object({ texts: v.array(v.string()) }))<readonly string[]>(),
  "share.choose": call(v.object({ path: v.nullable(v.pipe(v.string(), v.maxLength(1000))) }))<{ path: string }, { tag: "cancelled" } | { tag: "no-folder" } | { tag: "not-a-folder" }>(),
  "store.list": call(v.object({ store, prefix: entry }))<readonly string[], StoreError>(),
  "store.get": call(v.object({ store, name: entry }))<Uint8Array, StoreError>(),
  "store.put": call(v.object({ store, name: entry, bytes: v.instance(Uint8Array) }))<null, StoreError | { tag: "other-content" } | { tag: "read-only" }>(),
  "store.delete": call(v.object({ store, name: entry }))<null, StoreError>(),
};
