/**
 * What the host signs in this computer's name: a batch of the own stream, under the number that follows on the local
 * copy, with the entries that the journal holds under their numbers, while this computer is in the library. The page
 * only says which; a script on it gets nothing else signed.
 */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Out, SealRequest } from "#shared/kernel/sealed.ts";
import { isSameEntry } from "#shared/replication/erasing/ledger.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { type BatchBody, MAX_PLAIN_BYTES, parseBody } from "#shared/replication/files/batch.ts";
import {
  batchFolder,
  deviceName,
  folderOf,
  manifestName,
  parseName,
  shortHash,
} from "#shared/replication/files/names.ts";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import type { Journal } from "../journal.ts";
import type { HostKeys } from "../library/membership.ts";
import { openBatchFile } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import type { OutStreams } from "./out-streams.ts";
import { manifestsIn, readManifest } from "./store-files.ts";

export interface SealGuardDeps {
  readonly local: Store;
  /** Null where no folder is chosen. */
  readonly share: () => Store | null;
  readonly journal: Pick<Journal, "read">;
  readonly out: Pick<OutStreams, "lastOf">;
}

type Refusal = { readonly tag: "bad-request"; readonly issue: string } | Out;

const refused = (issue: string): Result<never, Refusal> => err({ tag: "bad-request", issue });

/** @returns why it is not signed */
export async function maySeal(
  { local, share, journal, out }: SealGuardDeps,
  keys: HostKeys,
  request: SealRequest,
): Promise<Result<null, Refusal>> {
  const { stream, no, firstSeq, previous, text } = request;
  if (stream !== keys.stream) return refused("not the own stream");
  const last = out.lastOf(stream);
  if (last !== null && no > last) return err({ tag: "out", no: last });
  const body = parseBody(text, firstSeq);
  if (!body.ok) return refused("not a batch");
  if (!(await areJournaled(journal, stream, firstSeq, body.value))) return refused("not what the journal holds");
  const stores = [local, share()].filter((store) => store !== null);
  const before = no > 1 && previous !== null ? await batchBefore(stores, keys, request, previous) : null;
  const isFirst = no === 1 && previous === null && firstSeq === 1;
  if (!isFirst && before?.nextSeq !== firstSeq) return refused("does not follow");
  if (!(await mayRaiseFloor(stores, keys, request, before))) return refused("the floor is not covered");
  return hasRoom(local, journal, keys, request);
}

interface Before {
  /** The number of the entry that follows on it. */
  readonly nextSeq: number;
  /** Null where only a checkpoint tells of it. */
  readonly floor: number | null;
}

/**
 * The own batch that a new one names as the one before it, or a checkpoint that ends with it, where all copies have
 * lost it.
 */
async function batchBefore(
  stores: readonly Store[],
  keys: HostKeys,
  { stream, no }: SealRequest,
  previous: string,
): Promise<Before | null> {
  for (const store of stores) {
    const found = (await ownBatch(store, keys, no - 1)).find(({ hash }) => hash === previous);
    if (found !== undefined) return found;
  }
  for (const store of stores) {
    for (const path of await manifestsIn(store)) {
      const checkpoint = (await readManifest(store, keys, path))?.checkpoint;
      const cursor = checkpoint?.cursors.streams[stream];
      if (cursor?.no === no - 1 && checkpoint?.hashes[stream] === previous)
        return { nextSeq: cursor.seq + 1, floor: null };
    }
  }
  return null;
}

/**
 * A floor stays as it was, or a checkpoint that stands here or on the share holds all below it: what lies under a floor
 * may be deleted.
 */
async function mayRaiseFloor(
  stores: readonly Store[],
  keys: HostKeys,
  { stream, no, floor = 1, base }: SealRequest,
  before: Before | null,
): Promise<boolean> {
  if (floor === 1 || before?.floor === floor) return true;
  if (floor > no || base === undefined) return false;
  for (const store of stores) {
    const manifest = await readManifest(store, keys, manifestName(base));
    if (manifest?.hash === base.hash && (manifest.checkpoint.cursors.streams[stream]?.no ?? 0) >= floor - 1)
      return true;
  }
  return false;
}

/**
 * One name, one content (R2): what stands there under the number already and follows on the same batch is not sealed
 * again.
 * Where the journal that it was sealed from is lost, it is a line of its own, which the next exchange tells from this
 * one.
 */
async function hasRoom(
  local: Store,
  journal: Pick<Journal, "read">,
  keys: HostKeys,
  { no, previous, firstSeq }: SealRequest,
): Promise<Result<null, Refusal>> {
  for (const batch of await ownBatch(local, keys, no)) {
    if (batch.previous !== previous || batch.firstSeq !== firstSeq) continue;
    if (await areJournaled(journal, keys.stream, firstSeq, batch.body)) return refused("sealed before");
  }
  return ok(null);
}

interface OwnBatch {
  readonly hash: string;
  readonly previous: string | null;
  readonly firstSeq: number;
  readonly nextSeq: number;
  readonly floor: number;
  readonly body: BatchBody;
}

/** The valid batches of the own stream under a number. */
async function ownBatch(local: Store, { library, stream }: HostKeys, no: number): Promise<readonly OwnBatch[]> {
  const folder = batchFolder(stream, folderOf(no));
  const [names, cardFile] = [await local.list(folder), await local.get(deviceName(stream))];
  const card = cardFile.ok ? openCard(library, stream, cardFile.value) : cardFile;
  if (!names.ok || !card.ok) return [];
  const found: OwnBatch[] = [];
  for (const file of names.value) {
    const name = parseName(`${folder}/${file}`);
    if (name?.tag !== "batch" || name.no !== no) continue;
    const bytes = await local.get(`${folder}/${file}`);
    const opened = bytes.ok ? openBatchFile(library, { stream, no }, card.value.signKey, bytes.value) : bytes;
    if (!opened.ok || shortHash(opened.value.hash) !== name.hash) continue;
    const body = parseBody(opened.value.text, opened.value.firstSeq);
    if (!body.ok) continue;
    const { hash, previous, firstSeq, floor } = opened.value;
    found.push({ hash, previous, firstSeq, nextSeq: firstSeq + body.value.entries.length, floor, body: body.value });
  }
  return found;
}

/** Each entry as the journal holds it, perhaps without what was erased meanwhile. */
async function areJournaled(
  journal: Pick<Journal, "read">,
  stream: string,
  firstSeq: number,
  { entries }: BatchBody,
): Promise<boolean> {
  for (let at = 0; at < entries.length; ) {
    const read = await journal.read(stream, firstSeq + at, 2 * MAX_PLAIN_BYTES);
    if (!read.ok || read.value.entries.length === 0) return false;
    for (const kept of read.value.entries.slice(0, entries.length - at)) {
      const parsed = parseEntry(kept);
      if (!parsed.ok || !isSameEntry(parsed.value, entries[at])) return false;
      at += 1;
    }
  }
  return true;
}
