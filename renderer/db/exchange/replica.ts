/** The database as the sync engine sees it: cursors, own journaled entries, and slices to apply. */

import type { Host } from "#shared/host/contract.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { caseNumber } from "#shared/model/reveal.ts";
import { OUTLIVING } from "#shared/model/who-is-named.ts";
import { belongingOps } from "#shared/replication/erasing/arrived-belongings.ts";
import { casesAmong, numberOp, UNNUMBERED } from "#shared/replication/erasing/case-numbers.ts";
import { START_CURSOR, streamState } from "#shared/replication/exchange/cursor.ts";
import type { Replica, ReplicaState } from "#shared/replication/exchange/ports.ts";
import type { Slice } from "#shared/replication/exchange/slice.ts";
import { ownState, publishedAfter, sealedAfter } from "#shared/replication/lines/own-sealed.ts";
import type { Entry, Op, StreamId } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../database.ts";
import { belongingsOf } from "../erasing/belongings.ts";
import { eraseAgain } from "../erasing/erase-again.ts";
import { noteLooked, readErasing, readErasure, readLedger } from "../erasing/erase-rows.ts";
import { rowsNaming } from "../erasing/rows-naming.ts";
import { readHead, readStream, writeHead } from "../journal/head.ts";
import type { Exclusive } from "../journal/journal-client.ts";
import { moveStream } from "../journal/move-stream.ts";
import { ownStreamOf, readSealed, writeSealed } from "../journal/own-stream.ts";
import { readOrphans } from "../journal/rebuilding.ts";
import { appendMissing, type ReconcileDeps, rebuild, reconcile } from "../journal/reconcile.ts";
import { stillThere } from "../same-database.ts";
import { commit } from "../write/commit.ts";
import { waitMs } from "../write/web-lock.ts";
import { applySlice } from "./apply-slice.ts";
import { readDigestAt } from "./kept-digest.ts";
import { sweepTombstones } from "./sweep-tombstones.ts";
import { readStateEnd, readStatePage } from "./whole-state.ts";

export interface ReplicaDeps {
  readonly db: DeskDb;
  readonly host: Host;
  /** The stream that the host writes for this desk. */
  readonly stream: StreamId;
  readonly now: () => number;
  readonly random: RandomBytes;
  /** Keeps appends to the journal apart. */
  readonly exclusive: Exclusive;
  /** Told of every slice as soon as it is applied. */
  readonly onApplied?: (slice: Slice) => void;
  /** Told when all rows have been made again. */
  readonly onRebuilt?: () => void;
}

const JOURNAL_ATTEMPTS = 40;
const JOURNAL_WAIT_MS = 50;
/** Looks that one entry numbers. */
const MOST_NUMBERED = 1000;

export function createReplica({
  db,
  host,
  stream: firstStream,
  now,
  random,
  exclusive,
  onApplied,
  onRebuilt,
}: ReplicaDeps): Replica {
  const ownStream = async (): Promise<StreamId> => (await ownStreamOf(db)) ?? firstStream;

  const journaledSeq = async (stream: StreamId): Promise<number> => {
    const state = await host("journal.state", { stream });
    return state.ok ? state.value.lastSeq : 0;
  };

  const reconcileDeps = (stream: StreamId, applyOthers: ReconcileDeps["applyOthers"]): ReconcileDeps => ({
    db,
    host,
    stream,
    now,
    applyOthers,
  });

  const erase = async (ops: readonly Op[]): Promise<void> => {
    const stream = await ownStream();
    await commit(
      db,
      stream,
      { now },
      { command: "reader.erase", staff: "", touches: ops, build: () => ({ ops }), act: false },
    );
    await exclusive(async () => appendMissing({ db, host, stream }, await journaledSeq(stream)));
  };

  /** Looks that came, or lost whom they were about, without a number. */
  const numberCases = async (): Promise<number> => {
    // every exchange comes by here, and most libraries have erased nobody
    if ((await db.erased.count()) === 0) return 0;
    const looks = casesAmong(await rowsNaming(db, OUTLIVING, [UNNUMBERED]), new Set([UNNUMBERED]));
    for (let from = 0; from < looks.length; from += MOST_NUMBERED)
      await erase(looks.slice(from, from + MOST_NUMBERED).map((look) => numberOp(look, caseNumber(random))));
    return looks.length;
  };

  return {
    async state(): Promise<ReplicaState> {
      // asked meanwhile: an entry that comes between the two answers counts from the next time on
      const asked = journaledSeq(firstStream);
      const { rows, ...here } = await db.transaction("r", db.streams, db.meta, async () => {
        await stillThere(db);
        const [streams, orphans, head, erasure, sealed] = await Promise.all([
          db.streams.toArray(),
          readOrphans(db),
          readHead(db),
          readErasure(db),
          readSealed(db),
        ]);
        return {
          rows: streams,
          unfinished: orphans !== null,
          owesAnew: head.owesAnew === true,
          newest: head.hlc,
          erasure,
          sealed,
        };
      });
      const own = rows.find((row) => row.own === 1);
      const stream = own?.stream ?? firstStream;
      const { sealed, ...state } = here;
      const others = rows.filter((row) => row.stream !== stream);
      return {
        ...state,
        own: ownState(
          stream,
          own ?? rows.find((row) => row.stream === stream) ?? START_CURSOR,
          sealed,
          await (stream === firstStream ? asked : journaledSeq(stream)),
        ),
        streams: Object.fromEntries(others.map((row) => [row.stream, streamState(row)])),
      };
    },

    digest: () => db.transaction("r", db.streams, db.quarantine, db.meta, async () => await readDigestAt(db)),

    records: (kind) => db.table<AnyRow>(kind).toArray(),

    ledger: () => readLedger(db),

    async eraseBelongings() {
      let found = await eraseAgain(db, host, erase);
      for (;;) {
        const erasing = await readErasing(db);
        const belongings = erasing.length === 0 ? [] : await belongingsOf(db, new Set(erasing));
        if (belongings.length === 0) return found + (await numberCases());
        found += belongings.length;
        await erase(belongingOps(belongings, await db.erased.toArray()));
      }
    },

    looked: (found) => noteLooked(db, found),

    sweep: (reach) => sweepTombstones(db, reach),

    stateRows: (after) => readStatePage(db, after),

    async stateEnd(seq) {
      const stream = await ownStream();
      // what was written a moment ago reaches the journal a moment later
      for (let attempt = 0; attempt < JOURNAL_ATTEMPTS; attempt++) {
        const journaled = await journaledSeq(stream);
        if ((await readStream(db, stream)).seq <= journaled) return readStateEnd(db, stream, seq, journaled);
        await waitMs(JOURNAL_WAIT_MS);
      }
      return null;
    },

    async journaled(fromSeq, maxBytes) {
      const last = await journaledSeq(await ownStream());
      const entries: Entry[] = [];
      let bytes = 0;
      await db.log
        .where("seq")
        .between(fromSeq, last, true, true)
        .until(() => bytes > maxBytes)
        .each(({ entry }) => {
          bytes += JSON.stringify(entry).length;
          if (entries.length === 0 || bytes <= maxBytes) entries.push(entry);
        });
      return entries;
    },

    async apply(slice) {
      const result = await applySlice(db, await ownStream(), now(), slice);
      onApplied?.(slice);
      return result;
    },

    async sealed(batch) {
      await db.transaction("rw", db.meta, async () => {
        await stillThere(db);
        await writeSealed(db, sealedAfter(await readSealed(db), batch));
      });
    },

    async published(seq) {
      await db.transaction("rw", db.meta, async () => {
        await stillThere(db);
        await writeSealed(db, publishedAfter(await readSealed(db), seq));
      });
    },

    oweAnew: () =>
      db.transaction("rw", db.meta, async () => writeHead(db, { ...(await readHead(db)), owesAnew: true })),

    async moveTo(stream, fork, keptOf) {
      await exclusive(async () => {
        await moveStream(db, await ownStream(), stream, fork, keptOf);
      });
      onRebuilt?.();
      const result = await reconcile(reconcileDeps(stream, async () => undefined));
      assert(result.ok, "the journal of the new stream takes its entries");
    },

    async rebuild(applyOthers, base) {
      const result = await exclusive(async () => rebuild(reconcileDeps(await ownStream(), applyOthers), base));
      onRebuilt?.();
      assert(result.ok, "the own journal can be read");
    },
  };
}
