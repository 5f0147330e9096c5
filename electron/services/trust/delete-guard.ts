/**
 * What the host deletes for a page. Of a store goes only what its own files show to be spare: a head that a newer one
 * of its stream has replaced, a batch below the floor that its author has signed, in the local copy one for which a
 * checkpoint there stands, a checkpoint beside which another stands, what does not open as what its name says, and what
 * a computer has left that is out. Own files of a stream that was left go from the local copy. Nothing else, whoever
 * asks.
 */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Checkpoint } from "#shared/replication/checkpoints/checkpoint.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { readHeads } from "#shared/replication/files/heads.ts";
import {
  deviceName,
  HEADS,
  manifestName,
  parseName,
  type StoreName,
  shortHash,
  streamFolder,
} from "#shared/replication/files/names.ts";
import type { HostKeys } from "../library/membership.ts";
import { openBatchFile } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import { openState } from "../sealing/sealed-state-file.ts";
import type { OutStreams } from "./out-streams.ts";
import { listed, manifestsIn, readManifest } from "./store-files.ts";

export interface DeleteGuardDeps {
  readonly local: Store;
  readonly out: Pick<OutStreams, "lastOf">;
}

type Refusal = { readonly tag: "bad-request"; readonly issue: string };

export interface DeleteGuard {
  /** @param isLocal whether the store is the local copy */
  mayDelete(keys: HostKeys, store: Store, isLocal: boolean, name: string): Promise<Result<null, Refusal>>;
}

export function createDeleteGuard({ local, out }: DeleteGuardDeps): DeleteGuard {
  /** Floors only rise: what was read once holds. */
  const floors = new Map<string, number>();
  /** By name, which has one content only. */
  const checkpoints = new Map<string, Checkpoint["cursors"]["streams"]>();

  const signKeyOf = async ({ library }: HostKeys, store: Store, stream: string): Promise<string | null> => {
    for (const place of [local, store]) {
      const bytes = await place.get(deviceName(stream));
      const card = bytes.ok ? openCard(library, stream, bytes.value) : bytes;
      if (card.ok) return card.value.signKey;
    }
    return null;
  };

  /** Whether a file is what its name says; null where the store does not answer. */
  const isSound = async (keys: HostKeys, store: Store, path: string, name: StoreName): Promise<boolean | null> => {
    const bytes = await store.get(path);
    // a folder under its name, and what is longer than any file of ours, is no more than that
    if (!bytes.ok)
      return bytes.error.tag === "missing" || (bytes.error.tag === "unreadable" && bytes.error.what !== "refused")
        ? false
        : null;
    if (name.tag === "device") return openCard(keys.library, name.stream, bytes.value).ok;
    if (name.tag !== "batch" && name.tag !== "manifest" && name.tag !== "part") return true;
    const signKey = await signKeyOf(keys, store, name.stream);
    // without a card nothing is known against it
    if (signKey === null) return true;
    if (name.tag !== "batch")
      return openState(
        keys.library,
        { stream: name.stream, no: name.no, index: name.tag === "part" ? name.index : "manifest" },
        signKey,
        bytes.value,
      ).ok;
    const opened = openBatchFile(keys.library, name, signKey, bytes.value);
    if (!opened.ok) return opened.error.tag === "wrong-key" || opened.error.tag === "newer-format";
    return shortHash(opened.value.hash) === name.hash;
  };

  /** The floor that the newest batch of a stream names, in the local copy or in the store itself. */
  const floorOf = async (keys: HostKeys, store: Store, stream: string): Promise<number> => {
    const signKey = await signKeyOf(keys, store, stream);
    let floor = floors.get(stream) ?? 1;
    if (signKey === null) return floor;
    for (const place of [local, store]) {
      const newest = await newestBatch(place, stream);
      const bytes = newest === null ? null : await place.get(newest.path);
      const opened =
        newest === null || bytes?.ok !== true
          ? null
          : openBatchFile(keys.library, { stream, no: newest.no }, signKey, bytes.value);
      if (opened?.ok === true) floor = Math.max(floor, opened.value.floor);
    }
    floors.set(stream, floor);
    return floor;
  };

  const isBelowFloor = async (keys: HostKeys, store: Store, stream: string, no: number): Promise<boolean> =>
    no < (floors.get(stream) ?? 1) || no < (await floorOf(keys, store, stream));

  /** Whether a checkpoint in the local copy holds what a batch says. */
  const isCovered = async (keys: HostKeys, stream: string, no: number): Promise<boolean> => {
    for (const path of await manifestsIn(local)) {
      const cursors =
        checkpoints.get(path) ?? (await readManifest(local, keys, path))?.checkpoint.cursors.streams ?? {};
      if (Object.keys(cursors).length > 0) checkpoints.set(path, cursors);
      if ((cursors[stream]?.no ?? 0) >= no) return true;
    }
    return false;
  };

  const isSpare = async (
    keys: HostKeys,
    store: Store,
    isLocal: boolean,
    path: string,
    name: StoreName,
  ): Promise<boolean> => {
    if (
      name.tag !== "head" &&
      name.tag !== "batch" &&
      name.tag !== "device" &&
      name.tag !== "part" &&
      name.tag !== "manifest"
    )
      return false;
    const { stream } = name;
    if (name.tag !== "device" && out.lastOf(stream) !== null) return true;
    if (name.tag === "head") {
      const listed = await store.list(HEADS);
      return (
        (listed.ok && (readHeads(listed.value).get(stream) ?? []).some(({ no }) => no > name.no)) ||
        (await isBelowFloor(keys, store, stream, name.no))
      );
    }
    // an erasing takes it from here before its author's floor lets others do so
    if (name.tag === "batch" && isLocal && (await isCovered(keys, stream, name.no))) return true;
    const isLeft = isLocal && stream !== keys.stream && keys.signing(stream) !== null;
    if (name.tag === "batch" && (isLeft || (await isBelowFloor(keys, store, stream, name.no)))) return true;
    if (name.tag === "part" && !(await store.get(manifestName(name))).ok) return true;
    if (name.tag === "manifest" && (await hasOtherCheckpoint(store, path))) return true;
    return (await isSound(keys, store, path, name)) === false;
  };

  return {
    mayDelete: async (keys, store, isLocal, path) => {
      const name = parseName(path);
      return name !== null && (await isSpare(keys, store, isLocal, path, name))
        ? ok(null)
        : err({ tag: "bad-request", issue: `still needed: ${path.slice(0, 90)}` });
    },
  };
}

async function newestBatch(
  store: Store,
  stream: string,
): Promise<{ readonly path: string; readonly no: number } | null> {
  const folders = (await listed(store, streamFolder(stream))).filter((folder) => /^[0-9a-f]{4}$/.test(folder)).sort();
  for (const folder of folders.toReversed()) {
    const batches = (await listed(store, `${streamFolder(stream)}/${folder}`)).flatMap((file) => {
      const path = `${streamFolder(stream)}/${folder}/${file}`;
      const name = parseName(path);
      return name?.tag === "batch" ? [{ path, no: name.no }] : [];
    });
    const newest = batches.sort((a, b) => b.no - a.no)[0];
    if (newest !== undefined) return newest;
  }
  return null;
}

const hasOtherCheckpoint = async (store: Store, manifest: string): Promise<boolean> =>
  (await manifestsIn(store)).some((path) => path !== manifest);
