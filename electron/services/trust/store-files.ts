/** What the guards read of a store: its folders, the checkpoints in it, each opened as at an exchange. */
import { type Checkpoint, parseManifest } from "#shared/replication/checkpoints/checkpoint.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, isStreamId, parseName, STREAMS, streamFolder } from "#shared/replication/files/names.ts";
import type { HostKeys } from "../library/membership.ts";
import { openCard } from "../sealing/card-file.ts";
import { openState } from "../sealing/sealed-state-file.ts";

export interface ManifestFile {
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly checkpoint: Checkpoint;
}

export async function listed(store: Store, folder: string): Promise<readonly string[]> {
  const names = await store.list(folder);
  return names.ok ? names.value : [];
}

/** The names of all manifests in a store. */
export async function manifestsIn(store: Store): Promise<readonly string[]> {
  const found: string[] = [];
  for (const stream of await listed(store, STREAMS)) {
    if (!isStreamId(stream)) continue;
    for (const folder of await listed(store, streamFolder(stream))) {
      const inside = folder.startsWith("state-") ? await listed(store, `${streamFolder(stream)}/${folder}`) : [];
      if (inside.includes("manifest")) found.push(`${streamFolder(stream)}/${folder}/manifest`);
    }
  }
  return found;
}

/** Null where it does not open. */
export async function readManifest(store: Store, { library }: HostKeys, path: string): Promise<ManifestFile | null> {
  const name = parseName(path);
  if (name?.tag !== "manifest") return null;
  const [bytes, cardFile] = [await store.get(path), await store.get(deviceName(name.stream))];
  const card = cardFile.ok ? openCard(library, name.stream, cardFile.value) : cardFile;
  const opened =
    bytes.ok && card.ok
      ? openState(library, { stream: name.stream, no: name.no, index: "manifest" }, card.value.signKey, bytes.value)
      : null;
  const checkpoint = opened?.ok === true ? parseManifest(opened.value.text) : null;
  return opened?.ok === true && checkpoint?.ok === true
    ? { hash: opened.value.hash, checkpoint: checkpoint.value }
    : null;
}
