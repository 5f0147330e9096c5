/**
 * A desk with all its parts but the screen: the host's services on real folders, the database, the writer,
 * and the exchange as the worker runs it. Calls are parsed by the contract, as from the page.
 */
import "./indexed-db.ts";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { type CallArgs, type CallName, type CallResult, CONTRACT, type Host } from "#shared/host/contract.ts";
import { KINDS } from "#shared/model/kinds.ts";
import { digestLine } from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { askByTyping } from "../../electron/services/chosen-folders.ts";
import type { DeskServices } from "../../electron/services/desk-services.ts";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { type HeldFolder, namingFolder } from "../../electron/services/folder-watch.ts";
import { deviceHandlers, folderHandlers, journalHandlers } from "../../electron/services/handlers.ts";
import { openLibraryHandlers } from "../../electron/services/library.ts";
import { renewalHandlers } from "../../electron/services/renewal/renewal-handlers.ts";
import { DeskDb } from "../../renderer/db/database.ts";
import { reapplyLedger } from "../../renderer/db/erasing/reapply-ledger.ts";
import { createJournalClient } from "../../renderer/db/journal/journal-client.ts";
import { ownStreamOf } from "../../renderer/db/journal/own-stream.ts";
import { type Reconciled, reconcile } from "../../renderer/db/journal/reconcile.ts";
import { LATEST_VERSION } from "../../renderer/db/migrations.ts";
import { waitMs, webLock } from "../../renderer/db/write/web-lock.ts";
import { createWriter, type Writer } from "../../renderer/db/write/writer.ts";
import { hostOfPage } from "../../renderer/platform/host-of-page.ts";
import type { BackupApi } from "../../renderer/platform/worker/backup-api.ts";
import type { SyncApi } from "../../renderer/platform/worker/sync-api.ts";
import { createBackupApi } from "../../renderer/worker/backup/serve-backups.ts";
import { purge } from "../../renderer/worker/erasing/purge.ts";
import { createLibraryUse, type LibraryUses } from "../../renderer/worker/library-use/library-use.ts";
import { createSyncApi } from "../../renderer/worker/serve-sync.ts";
import { createWriterFor } from "../../renderer/worker/worker-writer.ts";
import { oneAtATime } from "../../shared/kernel/one-at-a-time.ts";
import { lightCodes } from "./light-codes.ts";
import { openServices } from "./opened-services.ts";

/** Node has no web locks before version 24; one turn after another per name is all they promise. */
export function giveWebLocks(): void {
  const turns = new Map<string, Promise<unknown>>();
  const request = <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const next = (turns.get(name) ?? Promise.resolve()).then(run);
    turns.set(
      name,
      next.catch(() => null),
    );
    return next;
  };
  // Node 20 has no navigator at all, later ones one that may be given anew
  Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
}

export interface WholeDesk {
  readonly dataFolder: string;
  readonly db: DeskDb;
  readonly host: Host;
  /** Every call that was made of the host so far. */
  readonly asked: readonly CallName[];
  readonly sync: SyncApi;
  /** Ends an erasing on this desk. */
  readonly purge: () => Promise<boolean>;
  readonly backups: BackupApi;
  /** What the statistics count, as it is followed and kept. */
  readonly uses: LibraryUses;
  /** Brings database and journal to one state, as every start does, and answers the desk's writer. */
  readonly start: () => Promise<{ readonly writer: Writer; readonly reconciled: Reconciled }>;
  /** Every record's canonical line. */
  readonly lines: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export function okValue<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** @param clock of host and page alike */
export async function openWholeDesk(
  dataFolder: string,
  dbName: string,
  clock = { now: Date.now },
  fs = nodeFileSystem,
): Promise<WholeDesk> {
  const services = okValue(await openServices(dataFolder, fs));
  const asked: CallName[] = [];
  const host = await hostOf(services, asked, fs === nodeFileSystem ? promptly(services.folder) : services.folder);
  const db = new DeskDb(dbName, LATEST_VERSION);
  await db.open();
  const uses = createLibraryUse(db);
  const deps = {
    db,
    host,
    clock,
    random: (length: number) => new Uint8Array(randomBytes(length)),
    installation: dbName,
    search: { ...noSearch, applied: uses.applied, rebuilt: uses.rebuilt, forget: uses.forget },
  };
  const sealing = oneAtATime();
  const sync = createSyncApi(deps, sealing);
  const backups = createBackupApi({ ...deps, writer: createWriterFor(deps) }, sealing);
  return {
    dataFolder,
    db,
    host,
    asked,
    sync,
    purge: () => sealing(() => purge(deps)),
    backups,
    uses,
    start: async () => {
      const own = okValue(await host("library.own", {}));
      const stream = (await ownStreamOf(db)) ?? own.stream;
      const reconciled = okValue(
        await reconcile({
          db,
          host,
          stream,
          now: clock.now,
          applyOthers: (needed) => sync.applyFromCopy(needed),
          refill: () => sync.refillFromCopy(() => undefined),
        }),
      );
      const journal = createJournalClient({
        db,
        host,
        stream,
        exclusive: webLock(`journal-${dbName}`),
        wait: waitMs,
        journaled: reconciled.journaled,
      });
      const writer = createWriter({ db, stream, clock, journal, staff: "staff" });
      await reapplyLedger(db, host, writer);
      return { writer, reconciled };
    },
    lines: async () => {
      const found: string[] = [];
      for (const kind of KINDS)
        for (const row of await db.table<AnyRow>(kind).toArray()) found.push(digestLine(kind, row) ?? "");
      return found.filter((line) => line !== "").sort();
    },
    close: async () => {
      db.close();
      await services.close();
    },
  };
}

/** As when somebody copies the whole profile to another computer. */
export async function cloneDesk(desk: WholeDesk, dataFolder: string, dbName: string): Promise<WholeDesk> {
  await cp(desk.dataFolder, dataFolder, { recursive: true, filter: (path) => !path.endsWith("running.json") });
  const twin = new DeskDb(dbName);
  await twin.open();
  for (const table of desk.db.tables) await twin.table(table.name).bulkPut(await table.toArray());
  twin.close();
  return openWholeDesk(dataFolder, dbName);
}

/**
 * The host asks before each call whether the folder is still its own, by four turns of the disk's threads. Where the
 * file by which it knows that is byte for byte what it was, the answer is too; else it is asked as ever.
 */
function promptly(folder: HeldFolder): HeldFolder {
  const mark = join(folder.path, "running.json");
  const read = (): string | null => {
    try {
      return readFileSync(mark, "utf8");
    } catch {
      return null;
    }
  };
  let known: string | null = null;
  const away = async (): Promise<string | null> => {
    const now = read();
    if (now !== null && now === known) return null;
    const code = await folder.away();
    known = code === null ? now : null;
    return code;
  };
  return { path: folder.path, away };
}

async function hostOf(services: DeskServices, asked: CallName[], folder: HeldFolder): Promise<Host> {
  const handlers = {
    ...deviceHandlers(services, { shell: "browser", version: "0", locales: [], demo: false }),
    ...journalHandlers(services),
    ...folderHandlers(services),
    ...renewalHandlers(services),
    ...(await openLibraryHandlers(services, { now: Date.now }, askByTyping, lightCodes)),
  };
  services.lease.take(PAGE, false);
  const serve = namingFolder(
    async (name, args) => {
      const handler = handlers[name as keyof typeof handlers] as (args: unknown) => Promise<unknown>; // the calls of a window are not made here
      return handler(v.parse(CONTRACT[name as CallName].args, args));
    },
    folder,
    services.log,
  );
  const call = async <N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> => {
    asked.push(name);
    return (await serve(name, args)) as CallResult<N>;
  };
  return hostOfPage(call, PAGE);
}

const PAGE = "the only page";

const noSearch = {
  wrote: () => undefined,
  applied: () => undefined,
  rebuilt: () => undefined,
  keep: () => undefined,
  forget: async () => undefined,
};
