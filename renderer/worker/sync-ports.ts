/** The engine's ports over host calls: files and keys are the host's, the database is ours. */
import type { BackupRef } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import type { CommonError } from "#shared/host/define.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type {
  LibraryKeys,
  Replica,
  Sealing,
  Store,
  StoreMemory,
  SyncPorts,
} from "#shared/replication/exchange/ports.ts";

export function createSyncPorts(
  host: Host,
  library: string,
  replica: Replica,
  memory: StoreMemory,
  clock: Clock,
): SyncPorts {
  return {
    keys: hostKeys(host),
    share: hostStore(host, "share"),
    local: hostStore(host, "local"),
    seal: hostSeal(host, library),
    replica,
    memory,
    clock,
  };
}

export const hostStore = (host: Host, store: "share" | "local" | BackupRef): Store => ({
  list: async (folder) => storeAnswer(await host("store.list", { store, folder })),
  get: async (name) => storeAnswer(await host("store.get", { store, name })),
  put: async (name, bytes) => storeAnswer(await host("store.put", { store, name, bytes })),
  delete: async (name) => storeAnswer(await host("store.delete", { store, name })),
});

const hostSeal = (host: Host, library: string): Sealing => ({
  library,
  seal: async (request) => sealAnswer(await host("seal.batch", request)),
  open: async (place, signKey, bytes) => sealAnswer(await host("seal.open", { ...place, signKey, bytes })),
  sealState: async (request) => sealAnswer(await host("seal.state", request)),
  openState: async (place, signKey, bytes) => sealAnswer(await host("seal.open-state", { ...place, signKey, bytes })),
  openCard: async (stream, bytes) => sealAnswer(await host("seal.card", { stream, bytes })),
  hash: async (bytes) => {
    const answer = sealAnswer(await host("seal.hash", { bytes }));
    if (!answer.ok) throw new Error("a hash is always possible");
    return answer.value;
  },
  newStream: async ({ stream, no, hash, seq }) => {
    return sealAnswer(await host("library.new-stream", { stream, no, hash, seq }));
  },
});

const hostKeys = (host: Host): LibraryKeys => ({
  adopt: async (epochs, lacking, looks) => {
    const named = epochs.map((each) => ({ ...each, to: [...each.to] }));
    return storeAnswer(await host("library.adopt-epochs", { epochs: named, lacking, looks }));
  },
  held: async () => {
    const own = sealAnswer(await host("library.own", {}));
    return own.ok ? ok(own.value.heldKeys) : own;
  },
});

/** A host that does not answer proves nothing about the store. */
function storeAnswer<T, E extends { readonly tag: string }>(
  answer: Result<T, E>,
): Result<T, Exclude<E, CommonError> | { readonly tag: "unknown"; readonly code: string }> {
  if (answer.ok) return answer;
  return isCommon(answer.error)
    ? err({ tag: "unknown", code: codeOf(answer.error) })
    : err(answer.error as Exclude<E, CommonError>); // the common ones were just taken out
}

/** What the host cannot do at all ends the sync; the engine reports it as it reports a broken database. */
function sealAnswer<T, E extends { readonly tag: string }>(answer: Result<T, E>): Result<T, Exclude<E, CommonError>> {
  if (answer.ok) return answer;
  if (isCommon(answer.error)) throw new Error(codeOf(answer.error));
  return err(answer.error as Exclude<E, CommonError>); // as above
}

const COMMON: readonly string[] = [
  "bad-request",
  "host-away",
  "io",
  "disk-full",
  "folder-away",
] satisfies readonly CommonError["tag"][];

const isCommon = (error: { readonly tag: string }): error is CommonError => COMMON.includes(error.tag);

const codeOf = (error: CommonError): string => (error.tag === "io" ? error.code : error.tag);
