/**
 * All that the files of a store give to whoever has the library's key: every batch, every part and manifest of a
 * checkpoint, inflated.
 */
import { parseName, streamFolder } from "#shared/replication/files/names.ts";
import { type LibraryKey, openBatchFile } from "../../electron/services/sealing/batch-file.ts";
import { openCard } from "../../electron/services/sealing/card-file.ts";
import { openState } from "../../electron/services/sealing/sealed-state-file.ts";

/** @returns the plain text of each file, by its name; a file that does not open is an error of the test */
export function decryptedFiles(
  files: ReadonlyMap<string, Uint8Array>,
  library: LibraryKey,
): ReadonlyMap<string, string> {
  const plain = new Map<string, string>();
  for (const [name, bytes] of files) {
    const parsed = parseName(name);
    if (parsed?.tag !== "batch" && parsed?.tag !== "part" && parsed?.tag !== "manifest") continue;
    const { stream, no } = parsed;
    const card = openCard(library, stream, files.get(`${streamFolder(stream)}/device`) ?? new Uint8Array());
    if (!card.ok) throw new Error(`no card beside ${name}`);
    const { signKey } = card.value;
    const opened =
      parsed.tag === "batch"
        ? openBatchFile(library, { stream, no }, signKey, bytes)
        : openState(library, { stream, no, index: parsed.tag === "part" ? parsed.index : "manifest" }, signKey, bytes);
    if (!opened.ok) throw new Error(`${name}: ${opened.error.tag}`);
    plain.set(name, opened.value.text);
  }
  return plain;
}

/** Names of the files in which a text stands once they are opened. */
export const filesWith = (
  files: ReadonlyMap<string, Uint8Array>,
  library: LibraryKey,
  text: string,
): readonly string[] =>
  [...decryptedFiles(files, library)].flatMap(([name, plain]) => (plain.includes(text) ? [name] : []));
