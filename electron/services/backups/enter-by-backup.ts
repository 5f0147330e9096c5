/**
 * A computer whose data are all gone enters its library again by a backup and the library code: every file is
 * verified first, then the backup's state goes into the local copy, where the database begins with it, and the
 * desk gets keys and a new stream. It is a member only once all of that stands.
 */
import type { JoinError } from "#shared/host/library-calls.ts";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { openBackup } from "#shared/replication/backup/backup-open.ts";
import type { Sealing, Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, manifestName, parseName, partName, streamFolder } from "#shared/replication/files/names.ts";
import { readLibraryFiles, shareFaultOf } from "../library/share-folder.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import { openState } from "../sealing/sealed-state-file.ts";
import { sha256 } from "../sealing/signatures.ts";

export interface EnterDeps {
  readonly local: Store;
  /** The keys behind the code, from the slots that lie beside the backup. */
  readonly unlock: (
    library: string,
    slots: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ) => Promise<Result<LibraryKey, JoinError>>;
}

export interface Entered {
  readonly key: LibraryKey;
  /** Marker and key slots, for the local copy. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly device: string;
  readonly branch: string;
}

export async function takeBackupToLocal(
  backup: Store,
  library: string,
  { local, unlock }: EnterDeps,
): Promise<Result<Entered, JoinError | { readonly tag: "damaged"; readonly file: string }>> {
  const files = await readLibraryFiles(backup, library);
  if (!files.ok) return err(shareFaultOf(files.error));
  const key = await unlock(library, files.value.slots);
  if (!key.ok) return key;
  const opened = await openBackup(readingSeal(key.value), backup);
  if (!opened.ok) return err(asJoinError(opened.error));
  const { kept, card, parts } = opened.value;
  for await (const rows of parts()) if (!rows.ok) return err(asJoinError(rows.error));
  const { cursors } = kept.checkpoint;
  const batches = await batchesIn(backup, Object.keys(cursors.streams));
  if (!batches.ok) return batches;
  const names = [
    ...Object.keys(cursors.streams).map(deviceName),
    ...batches.value,
    ...kept.checkpoint.parts.map((_, index) => partName(kept, index)),
    manifestName(kept),
  ];
  for (const name of names) {
    const bytes = await backup.get(name);
    // a colleague's card that was not at hand when the backup was made comes with the first exchange
    if (!bytes.ok && bytes.error.tag === "missing" && name.endsWith("/device")) continue;
    if (!bytes.ok) return err(shareFaultOf(bytes.error));
    const put = await local.put(name, bytes.value);
    if (!put.ok) return err(shareFaultOf(put.error));
  }
  return ok({
    key: key.value,
    files: [...files.value.slots, files.value.marker],
    device: card.device,
    branch: card.branch,
  });
}

/** Those that went along: each is verified when it is used. */
async function batchesIn(backup: Store, streams: readonly string[]): Promise<Result<readonly string[], JoinError>> {
  const names: string[] = [];
  for (const stream of streams) {
    const folders = await backup.list(streamFolder(stream));
    if (!folders.ok && folders.error.tag !== "missing") return err(shareFaultOf(folders.error));
    for (const folder of folders.ok ? folders.value : []) {
      const files = await backup.list(`${streamFolder(stream)}/${folder}`);
      if (files.ok)
        names.push(
          ...files.value
            .map((file) => `${streamFolder(stream)}/${folder}/${file}`)
            .filter((name) => parseName(name)?.tag === "batch"),
        );
    }
  }
  return ok(names);
}

function asJoinError(
  error: Extract<Awaited<ReturnType<typeof openBackup>>, { ok: false }>["error"],
): JoinError | { readonly tag: "damaged"; readonly file: string } {
  switch (error.tag) {
    case "damaged":
    case "newer-format":
    case "no-folder":
    case "read-only":
    case "full":
    case "unclear":
      return error;
    default:
      return { tag: "unclear", code: error.tag };
  }
}

const locked = async () => err({ tag: "locked" } as const);

/** Opens, and seals nothing. */
const readingSeal = (key: LibraryKey): Sealing => ({
  library: key.library,
  seal: locked,
  open: locked,
  sealState: locked,
  openState: async (place, signKey, bytes) => openState(key, place, signKey, bytes),
  openCard: async (stream, bytes) => openCard(key, stream, bytes),
  hash: async (bytes) => bytesToHex(sha256(bytes)),
  newStream: locked,
});
