/**
 * Whole devices for tests of the exchange: real sealing, the real merge, a store of its own in memory, and
 * any share. What a device does is deterministic but for its keys.
 */
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { DeviceCard, Predecessor } from "#shared/kernel/sealed.ts";
import type { Sealing, Store, SyncPorts } from "#shared/replication/exchange/ports.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { SyncOptions } from "#shared/replication/exchange/sync-run.ts";
import { parseBody } from "#shared/replication/files/batch.ts";
import { deviceName, libraryMarker, storeMarker } from "#shared/replication/files/names.ts";
import type { Op, StreamId } from "#shared/replication/rows/entry.ts";
import { heldKeys, type LibraryKey, openBatchFile, sealBatch } from "../../electron/services/sealing/batch-file.ts";
import { openCard, sealCard } from "../../electron/services/sealing/card-file.ts";
import { openState, sealState } from "../../electron/services/sealing/sealed-state-file.ts";
import {
  type KeyPair,
  makeAgreementKeys,
  makeSigningKeys,
  sha256,
  streamOf,
} from "../../electron/services/sealing/signatures.ts";
import { MemoryReplica } from "./memory-replica.ts";
import { createMemoryStore, type MemoryStore } from "./memory-store.ts";
import { openedOnce } from "./opened-once.ts";
import { createStoreMemory } from "./store-memory.ts";

export const LIBRARY_ID = "0123456789abcdef";
export const LIBRARY: LibraryKey = { library: LIBRARY_ID, epoch: 1, key: new Uint8Array(32).fill(7) };
const STORE_ID = "fedcba9876543210";

/** A share as it is after founding. */
export function markedShare(library: LibraryKey = LIBRARY): MemoryStore {
  const share = createMemoryStore();
  share.files.set(libraryMarker(library.library), new Uint8Array([1]));
  share.files.set(storeMarker(STORE_ID), new Uint8Array([2]));
  return share;
}

export interface Device {
  readonly name: string;
  readonly nowMs: () => number;
  readonly replica: MemoryReplica;
  readonly local: MemoryStore;
  readonly ports: (share: Store) => SyncPorts;
  readonly sync: (share: Store, options?: SyncOptions) => Promise<SyncReport>;
  /** A person there wants to hear no more of a head whose batch nobody can read. */
  readonly setAside: (head: string) => Promise<void>;
  readonly write: (id: string, cells: Op["cells"]) => void;
  /** As a copied data folder, or a backup to be restored: everything the same, from now on apart. */
  readonly clone: () => Device;
  /**
   * The same device in another world: what both seal alike is one file, so that others' having seen it counts in both.
   */
  readonly twin: () => Device;
}

export interface TestClock {
  ms: number;
}

interface Author {
  stream: StreamId;
  left: Predecessor | null;
  readonly pairs: Map<StreamId, KeyPair>;
  /** Of a twin: batches sealed so far, by stream, number and entries. */
  sealed?: Map<string, ReturnType<typeof sealBatch>>;
}

export function makeDevice(name: string, clock: TestClock, library: LibraryKey = LIBRARY): Device {
  const author: Author = { stream: "", left: null, pairs: new Map() };
  const local = createMemoryStore();
  author.stream = newStream(library, author, local, name, null);
  return assemble(name, clock, library, author, local, new MemoryReplica(author.stream, () => clock.ms), new Map());
}

function assemble(
  name: string,
  clock: TestClock,
  library: LibraryKey,
  author: Author,
  local: MemoryStore,
  replica: MemoryReplica,
  seen: Map<string, Readonly<Record<StreamId, number>>>,
): Device {
  const seal = memorySeal(library, author, local, name);
  const memory = createStoreMemory(seen);
  const ports = (share: Store): SyncPorts => ({ share, local, seal, replica, memory, clock: { now: () => clock.ms } });
  return {
    name,
    nowMs: () => clock.ms,
    replica,
    local,
    ports,
    sync: (share, options) => sync(ports(share), options),
    setAside: async (head) => {
      const { [head]: known, ...others } = await memory.unread();
      if (known !== undefined) await memory.noteUnread({ ...others, [head]: { ...known, aside: true } });
    },
    write: (id, cells) => {
      clock.ms += 1;
      replica.write([{ kind: "reader", id, cells }]);
    },
    clone: () => copyOf({ stream: author.stream, left: author.left, pairs: new Map(author.pairs) }),
    twin: () => {
      author.sealed ??= new Map();
      return copyOf({ ...author, pairs: new Map(author.pairs) });
    },
  };

  function copyOf(other: Author): Device {
    return assemble(
      name,
      clock,
      library,
      other,
      createMemoryStore(new Map(local.files)),
      replica.copy(() => clock.ms),
      new Map(seen),
    );
  }
}

function newStream(
  library: LibraryKey,
  author: Author,
  local: MemoryStore,
  device: string,
  predecessor: Predecessor | null,
): StreamId {
  const sign = makeSigningKeys();
  const stream = streamOf(sign.publicKey);
  author.pairs.set(stream, sign);
  const card: Omit<DeviceCard, "stream"> = {
    device,
    branch: "main",
    signKey: bytesToHex(sign.publicKey),
    agreeKey: bytesToHex(makeAgreementKeys().publicKey),
    predecessor,
    since: 0,
  };
  local.files.set(deviceName(stream), sealCard(library, card, sign.privateKey));
  return stream;
}

const memorySeal = (library: LibraryKey, author: Author, local: MemoryStore, device: string): Sealing => ({
  library: library.library,
  seal: async (request) => {
    const pair = author.pairs.get(request.stream);
    if (pair === undefined) return err({ tag: "locked" });
    const body = parseBody(request.text, request.firstSeq);
    const place = `${request.stream} ${request.no} ${JSON.stringify(body.ok && body.value.entries)}`;
    const file = author.sealed?.get(place) ?? sealBatch(library, pair.privateKey, request);
    author.sealed?.set(place, file);
    return ok(file);
  },
  open: async (place, signKey, bytes) =>
    openedOnce(["batch", keys(library), place.stream, place.no, signKey], bytes, () =>
      openBatchFile(library, place, signKey, bytes),
    ),
  sealState: async (request) => {
    const pair = author.pairs.get(request.stream);
    return pair === undefined ? err({ tag: "locked" }) : ok(sealState(library, pair.privateKey, request));
  },
  openState: async (place, signKey, bytes) =>
    openedOnce(["state", keys(library), place.stream, place.no, place.index, signKey], bytes, () =>
      openState(library, place, signKey, bytes),
    ),
  openCard: async (stream, bytes) =>
    openedOnce(["card", keys(library), stream], bytes, () => openCard(library, stream, bytes)),
  hash: async (bytes) => bytesToHex(sha256(bytes)),
  newStream: async (predecessor) => {
    if (predecessor.stream === author.stream) {
      author.stream = newStream(library, author, local, device, predecessor);
      author.left = predecessor;
    }
    return ok({ stream: author.stream, predecessor: author.left ?? predecessor });
  },
});

const keys = (library: LibraryKey): string =>
  [library.library, ...heldKeys(library).map(({ epoch, key }) => `${epoch}:${bytesToHex(key)}`)].join(" ");

/** Everybody syncs in turn until two rounds bring nothing new. */
export async function settleAll(devices: readonly Device[], share: Store): Promise<void> {
  for (let round = 0; round < 12; round++) {
    const reports: SyncReport[] = [];
    for (const device of devices) reports.push(await device.sync(share));
    if (reports.every(({ outcome }) => outcome.tag === "nothing-new")) return;
  }
}
