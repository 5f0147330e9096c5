/** The engine's ports as this worker has them: the host's files and keys, and this database. */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { StoreMemory, SyncPorts } from "#shared/replication/exchange/ports.ts";
import type { SyncStop } from "#shared/replication/exchange/sync-report.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../db/database.ts";
import { createReplica } from "../db/exchange/replica.ts";
import { keepUnreadHeads, readUnread } from "../db/exchange/unread-heads.ts";
import { webLock } from "../db/write/web-lock.ts";
import { createSyncPorts } from "./sync-ports.ts";
import type { WorkerDeps } from "./worker-deps.ts";

export type PortDeps = Pick<WorkerDeps, "db" | "host" | "clock" | "random" | "installation" | "search">;

export async function openPorts({
  db,
  host,
  clock,
  random,
  installation,
  search,
}: PortDeps): Promise<Result<SyncPorts, SyncStop>> {
  const own = await host("library.own", {});
  if (!own.ok) return err(own.error.tag === "locked" ? own.error : { tag: "local-store", code: own.error.tag });
  const replica = createReplica({
    db,
    host,
    stream: own.value.stream,
    now: clock.now,
    random,
    exclusive: webLock(`journal-${installation}`),
    onApplied: ({ stream, entries }) => search.applied(stream, entries),
    onRebuilt: search.rebuilt,
  });
  return ok(createSyncPorts(host, own.value.libraryId, replica, storeMemory(db), clock));
}

const storeMemory = (db: DeskDb): StoreMemory => ({
  read: async (store) => ((await db.meta.get(`store.${store}`))?.value ?? {}) as Readonly<Record<StreamId, number>>, // written only below
  write: async (store, heads) => {
    await db.meta.put({ name: `store.${store}`, value: heads });
  },
  unread: () => readUnread(db),
  noteUnread: (heads) => keepUnreadHeads(db, heads),
});
