/**
 * A desk for tests of the exchange: the host's real services over real folders, and a replica in memory that lives on.
 */
import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { type CallArgs, type CallName, type CallResult, CONTRACT, type Host } from "#shared/host/contract.ts";
import type { Json } from "#shared/kernel/json.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { SyncOptions } from "#shared/replication/exchange/sync-run.ts";
import { askByTyping } from "../../electron/services/chosen-folders.ts";
import type { DeskServices } from "../../electron/services/desk-services.ts";
import { openDeviceSettings } from "../../electron/services/device-settings-file.ts";
import { type FileSystem, nodeFileSystem } from "../../electron/services/file-system.ts";
import type { LibraryHandlers } from "../../electron/services/handlers.ts";
import { openInstallation } from "../../electron/services/installation.ts";
import { createJournal } from "../../electron/services/journal.ts";
import { openLibraryHandlers } from "../../electron/services/library.ts";
import type { StretchCode } from "../../electron/services/sealing/library-code.ts";
import { type Keychain, openSecrets } from "../../electron/services/secrets.ts";
import { createErasedEvidence } from "../../electron/services/trust/erased-evidence.ts";
import { openOutStreams } from "../../electron/services/trust/out-streams.ts";
import { openTrail } from "../../electron/services/trust/trail.ts";
import { createSyncPorts } from "../../renderer/worker/sync-ports.ts";
import { lightCodes } from "./light-codes.ts";
import { MemoryReplica } from "./memory-replica.ts";
import { createStoreMemory } from "./store-memory.ts";
import { folderOfFile } from "./temporary-folder.ts";

export interface HostDesk {
  readonly name: string;
  readonly host: Host;
  readonly dataFolder: string;
  readonly replica: MemoryReplica;
  sync(options?: SyncOptions): Promise<SyncReport>;
  write(id: string, cells: Readonly<Record<string, string>>): void;
}

export function given<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** By data folder, whose entries the host finds in its journal. */
const journaled = new Map<string, MemoryReplica>();

/** The replica keeps its entries in memory; the host of this data folder reads them as its journal. */
export const journalIn = (dataFolder: string, replica: MemoryReplica): void => void journaled.set(dataFolder, replica);

/**
 * What the host holds against a page: erasings it has seen, computers that are out, records of its own, the journal.
 */
export async function trustIn(
  dataFolder: string,
): Promise<Pick<DeskServices, "evidence" | "out" | "trail" | "journal" | "smallFiles">> {
  const deps = { fs: nodeFileSystem, dataFolder, key: new Uint8Array(32), random, minFreeBytes: 0 };
  const read: DeskServices["journal"]["read"] = async (stream, fromSeq, maxBytes) => {
    const replica = journaled.get(dataFolder);
    const entries = replica?.stream === stream ? await replica.journaled(fromSeq, maxBytes) : [];
    return {
      ok: true,
      value: { entries: entries as unknown as readonly Json[], lastSeq: fromSeq + entries.length - 1 },
    }; // entries are JSON
  };
  return {
    evidence: createErasedEvidence(),
    smallFiles: new Map(),
    out: given(await openOutStreams(nodeFileSystem, dataFolder)),
    trail: openTrail({ ...deps, clock: { now: Date.now } }),
    journal: { ...createJournal(deps), read },
  };
}

/** What guards the keys of a data folder. */
export interface Guard {
  /** None: the file's owner. */
  readonly keychain?: Keychain;
  /** Of the keys. */
  readonly fs?: FileSystem;
  /** The work before the library code under which the keys are sealed too. */
  readonly stretch?: StretchCode;
}

/** The host of one data folder, called as the page calls it: arguments parsed by the contract. */
export async function openHost(
  dataFolder: string,
  { keychain, fs = nodeFileSystem, stretch = lightCodes }: Guard = {},
): Promise<Host> {
  const settings = given(await openDeviceSettings(nodeFileSystem, dataFolder));
  const secrets = given(await openSecrets(fs, dataFolder, random, keychain ?? null, { stretch }));
  const installation = given(await openInstallation(nodeFileSystem, dataFolder, random));
  const handlers: LibraryHandlers = await openLibraryHandlers(
    { fs: nodeFileSystem, dataFolder, secrets, installation, settings, ...(await trustIn(dataFolder)) },
    { now: Date.now },
    askByTyping,
    lightCodes,
  );
  return async <N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> => {
    const handler = handlers[name as keyof LibraryHandlers] as (args: unknown) => Promise<CallResult<N>>; // only library calls are made here
    return handler(v.parse(CONTRACT[name].args, args));
  };
}

/**
 * @param code null: founds the library and prepares the share
 * @param now of entries and exchange
 */
export async function openHostDesk(
  name: string,
  share: string,
  code: string | null,
  now: () => number = Date.now,
  guard?: Guard,
): Promise<HostDesk> {
  const dataFolder = await folderOfFile();
  const host = await openHost(dataFolder, guard);
  const names = { deskName: name, branchName: "城东馆" };
  given(await host("share.choose", { path: share }));
  const { stream } = given(
    code === null
      ? await host("library.found", { libraryName: "城东图书馆", ...names })
      : await host("library.join", { code, ...names }),
  );
  if (code === null) given(await host("share.prepare", {}));
  return deskOver(name, dataFolder, host, new MemoryReplica(stream, now), now);
}

/** The same desk after its host was started again, or as a copy of its data folder elsewhere. */
export function deskOver(
  name: string,
  dataFolder: string,
  host: Host,
  replica: MemoryReplica,
  now: () => number = Date.now,
): HostDesk {
  const memory = createStoreMemory();
  journalIn(dataFolder, replica);
  return {
    name,
    host,
    dataFolder,
    replica,
    sync: async (options) => {
      const { libraryId } = given(await host("library.own", {}));
      return sync(createSyncPorts(host, libraryId, replica, memory, { now }), options);
    },
    write: (id, cells) => void replica.write([{ kind: "reader", id, cells }]),
  };
}
