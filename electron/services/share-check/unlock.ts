/** The library key of a share, by the library code. */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { readOnlyMarker } from "#shared/replication/files/markers.ts";
import { libraryMarker } from "#shared/replication/files/names.ts";
import { readLibraryFiles } from "../library/share-folder.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { parseLibraryCode, type StretchCode, unwrapSlot } from "../sealing/library-code.ts";

export type UnlockError =
  | { readonly tag: "no-folder" }
  /** No library's marker. */
  | { readonly tag: "no-library" }
  | { readonly tag: "two-libraries"; readonly libraries: readonly string[] }
  | { readonly tag: "code-malformed" }
  | { readonly tag: "code-wrong" }
  /** No key slot, or none that can be read. */
  | { readonly tag: "no-slot" }
  | { readonly tag: "unreadable"; readonly code: string };

async function findLibrary(store: Store): Promise<Result<string, UnlockError>> {
  const names = await store.list("");
  if (!names.ok)
    return err(names.error.tag === "unknown" ? { tag: "unreadable", code: names.error.code } : { tag: "no-folder" });
  const markers = readOnlyMarker(names.value);
  if ("library" in markers) return ok(markers.library);
  return err(
    markers.fault.tag === "two-libraries"
      ? { tag: "two-libraries", libraries: markers.fault.libraries }
      : { tag: "no-library" },
  );
}

export async function unlockShare(
  store: Store,
  typed: string,
  stretch?: StretchCode,
): Promise<Result<LibraryKey, UnlockError>> {
  const code = parseLibraryCode(typed);
  if (code === null) return err({ tag: "code-malformed" });
  const library = await findLibrary(store);
  if (!library.ok) return library;
  const files = await readLibraryFiles(store, library.value);
  if (!files.ok)
    return err(files.error.tag === "unknown" ? { tag: "unreadable", code: files.error.code } : { tag: "no-slot" });
  let wasReadable = false;
  for (const { bytes } of files.value.slots) {
    const key = await unwrapSlot(code, library.value, bytes, stretch);
    if (key.ok) return key;
    wasReadable ||= key.error.tag === "code-wrong";
  }
  return err({ tag: wasReadable ? "code-wrong" : "no-slot" });
}

export function unlockWords(error: UnlockError, folder: string): string {
  switch (error.tag) {
    case "no-folder":
      return `${folder} is not there, or is no folder.`;
    case "no-library":
      return `${folder} holds no library of Reader Desk: there is no file ${libraryMarker("…")} in it.`;
    case "two-libraries":
      return `${folder} holds the markers of two libraries (${error.libraries.join(", ")}): two shares were mixed. Take one out.`;
    case "code-malformed":
      return "This is not a library code: it has 26 letters and digits, as printed on the code sheet.";
    case "code-wrong":
      return "This code does not open this library.";
    case "no-slot":
      return `${folder}/keys holds no key that can be read. Any desk of this library puts it back with its next “Rebuild the share here”.`;
    case "unreadable":
      return `${folder} cannot be read (${error.code}).`;
  }
}
