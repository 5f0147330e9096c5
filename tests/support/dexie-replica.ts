/**
 * The database's replica with a journal per stream in memory, for the contract of replicas: in Node over an imitation
 * of IndexedDB, in a browser over the real one.
 */
import type { Host } from "#shared/host/contract.ts";
import type { LedgerLine } from "#shared/host/ledger-calls.ts";
import { assert } from "#shared/kernel/assert.ts";
import { ok } from "#shared/kernel/result.ts";
import { KINDS } from "#shared/model/kinds.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import { takingBack } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { DeskDb } from "../../renderer/db/database.ts";
import { purgeErased } from "../../renderer/db/erasing/purge-erased.ts";
import { createReplica } from "../../renderer/db/exchange/replica.ts";
import { ownStreamOf } from "../../renderer/db/journal/own-stream.ts";
import { reconcile } from "../../renderer/db/journal/reconcile.ts";
import { LATEST_VERSION } from "../../renderer/db/migrations.ts";
import { commit, rowKey } from "../../renderer/db/write/commit.ts";
import { MemoryJournal } from "./memory-journal.ts";
import type { OpenReplica } from "./replica-contract.ts";
import { streamRandom } from "./stream-random.ts";

export const openDexieReplica: OpenReplica = async (firstStream, now) => {
  const name = `replica-${crypto.randomUUID()}`;
  const journals = new Map<StreamId, MemoryJournal>();
  const journalOf = (stream: StreamId): MemoryJournal => {
    const journal = journals.get(stream) ?? new MemoryJournal();
    journals.set(stream, journal);
    return journal;
  };
  const ledger = new Map<string, LedgerLine>();
  const host = (async (call: Parameters<Host>[0], args: { stream: StreamId }) =>
    call === "ledger.read" ? ok([...ledger.values()]) : journalOf(args.stream).host(call, args as never)) as Host; // the journal's calls, and the ledger's own file
  const hostOfAll = (async (call: Parameters<Host>[0], args: unknown) => {
    for (const line of (args as { lines?: readonly LedgerLine[] }).lines ?? [])
      ledger.set(line.id, {
        ...line,
        records: [...new Set([...(ledger.get(line.id)?.records ?? []), ...line.records])],
      });
    for (const journal of journals.values()) await journal.host(call, args as never);
    return ok(call === "ledger.add" ? { refused: [] } : null);
  }) as Host; // only what is erased is told to all
  const start = async (): Promise<DeskDb> => {
    const opened = new DeskDb(name, LATEST_VERSION);
    await opened.open();
    return opened;
  };
  let db = await start();
  const stream = async (): Promise<StreamId> => (await ownStreamOf(db)) ?? firstStream;
  const open = (): ReturnType<typeof createReplica> =>
    createReplica({ db, host, stream: firstStream, now, random: streamRandom(firstStream), exclusive: (run) => run() });
  let replica = open();
  return {
    get replica() {
      return replica;
    },
    async write(ops) {
      const own = await stream();
      const committed = await commit(
        db,
        own,
        { now },
        {
          command: "test",
          staff: "s",
          touches: ops,
          build: (rows) => ({
            ops: ops.map((op) => ({ ...op, cells: takingBack(op.cells, rows.get(rowKey(op.kind, op.id))) })),
          }),
          act: true,
        },
      );
      // all of it was on what is erased
      if (committed === null) return { seq: 0, hlc: "0".repeat(16), pulls: 0, staff: "s", command: "test", ops: [] };
      const { entry } = committed.log;
      const appended = await host("journal.append", { stream: own, expectedSeq: entry.seq, entries: [{ ...entry }] });
      assert(appended.ok, "the journal takes the entry");
      return entry;
    },
    async rows() {
      const found = new Map<string, AnyRow>();
      for (const kind of KINDS)
        for (const row of await db.table<AnyRow>(kind).toArray()) found.set(rowKey(kind, row.id), row);
      for (const { kind, row } of await db.unknown.toArray()) found.set(rowKey(kind, row.id), row);
      return found;
    },
    journal: async (): Promise<readonly Entry[]> => journalOf(await stream()).entries,
    async endErasing() {
      const erased = await purgeErased({
        db,
        host: hostOfAll,
        eraseBelongings: () => replica.eraseBelongings(),
        forget: async () => undefined,
      });
      assert(erased !== null, "the host does its part");
    },
    quarantine: async () => (await db.quarantine.orderBy("n").toArray()).map(({ n: _, ...set }) => set),
    async restart(applyOthers) {
      db.close();
      db = await start();
      replica = open();
      const reconciled = await reconcile({ db, host, stream: await stream(), now, applyOthers });
      assert(reconciled.ok, "the journal can be read");
    },
    async close() {
      db.close();
      indexedDB.deleteDatabase(name);
    },
  };
};
