/**
 * Desks with real databases, a journal each, and no host: they write, undo, take slices of each other's
 * journals in causal order, and lose their databases. For the proofs of the data path.
 */
import { assert } from "#shared/kernel/assert.ts";
import { KINDS } from "#shared/model/kinds.ts";
import { digestLine } from "#shared/replication/rows/digest.ts";
import type { Entry, Vector } from "#shared/replication/rows/entry.ts";
import { cellsOf, frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { DeskDb } from "../../../../renderer/db/database.ts";
import { applySlice } from "../../../../renderer/db/exchange/apply-slice.ts";
import { readStream, readVector } from "../../../../renderer/db/journal/head.ts";
import { createJournalClient } from "../../../../renderer/db/journal/journal-client.ts";
import { reconcile } from "../../../../renderer/db/journal/reconcile.ts";
import { createWriter, type Writer } from "../../../../renderer/db/write/writer.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";

let databases = 0;

export interface Copy {
  readonly tables: ReadonlyMap<string, readonly unknown[]>;
  readonly journaled: number;
}

export class RandomDesk {
  readonly journal = new MemoryJournal();
  #db: DeskDb | null = null;
  #writer: Writer | null = null;

  constructor(
    readonly stream: string,
    readonly now: () => number,
  ) {}

  get db(): DeskDb {
    assert(this.#db !== null, "the desk was started");
    return this.#db;
  }

  get writer(): Writer {
    assert(this.#writer !== null, "the desk was started");
    return this.#writer;
  }

  /** An empty database, filled from the journal and from the others as far as own entries had seen them. */
  async start(others: readonly RandomDesk[], overshoot = 0): Promise<void> {
    await this.#fresh(new Map());
    await this.#reconcile(others, overshoot);
  }

  /** The database as it is now, to come back to. */
  async copy(): Promise<Copy> {
    const tables = new Map<string, readonly unknown[]>();
    for (const table of this.db.tables) tables.set(table.name, await table.toArray());
    return { tables, journaled: this.journal.entries.length };
  }

  /**
   * An old copy of the database comes back, and somebody works on it beside the journal before it is
   * brought together with it again.
   */
  async restore(
    { tables, journaled }: Copy,
    others: readonly RandomDesk[],
    work: (writer: Writer) => Promise<unknown>,
  ): Promise<void> {
    await this.#fresh(tables);
    const alone = new MemoryJournal();
    alone.entries.push(...this.journal.entries.slice(0, journaled));
    await work(this.#writerTo(alone, journaled));
    await this.#reconcile(others, 0);
  }

  async #fresh(tables: Copy["tables"]): Promise<void> {
    await this.#db?.delete();
    this.#db = new DeskDb(`random-${++databases}`, 0);
    await this.#db.open();
    for (const [name, rows] of tables) await this.#db.table(name).bulkPut(rows);
  }

  async #reconcile(others: readonly RandomDesk[], overshoot: number): Promise<void> {
    const { db, stream, now } = this;
    const { host } = this.journal;
    const reconciled = await reconcile({
      db,
      host,
      stream,
      now,
      applyOthers: async (needed) => {
        await this.#applyUpTo(needed, others, overshoot);
        return needed;
      },
    });
    if (!reconciled.ok) throw new Error(JSON.stringify(reconciled.error));
    this.#writer = this.#writerTo(this.journal, reconciled.value.journaled);
  }

  #writerTo({ host }: MemoryJournal, journaled: number): Writer {
    const { db, stream, now } = this;
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const journal = createJournalClient({ db, host, stream, exclusive: (run) => run(), wait, journaled });
    return createWriter({ db, stream, clock: { now }, journal, staff: stream.slice(0, 1) });
  }

  /** Takes at most `limit` further entries in one slice, as far as causality allows. */
  async pull(other: RandomDesk, limit: number): Promise<number> {
    const { seq } = await readStream(this.db, other.stream);
    const vector = await this.#vector();
    const entries: Entry[] = [];
    for (const entry of other.journal.entries.slice(seq, seq + limit)) {
      if (
        !Object.entries(entry.seen ?? {}).every(
          ([stream, applied]) => stream === other.stream || (vector[stream]?.seq ?? 0) >= applied.seq,
        )
      )
        break;
      entries.push(entry);
    }
    if (entries.length > 0)
      await applySlice(this.db, this.stream, this.now(), { stream: other.stream, entries: structuredClone(entries) });
    return entries.length;
  }

  async #vector(): Promise<Vector> {
    const { no, hash, seq } = await readStream(this.db, this.stream);
    return { ...(await readVector(this.db, this.stream)), [this.stream]: { no, hash, seq } };
  }

  async #applyUpTo(needed: Vector, others: readonly RandomDesk[], overshoot: number): Promise<void> {
    const missing = async (other: RandomDesk): Promise<number> =>
      (needed[other.stream]?.seq ?? 0) - (await readStream(this.db, other.stream)).seq;
    for (let moved = true; moved; ) {
      moved = false;
      for (const other of others) {
        if (Object.keys(needed).length === 0 || other === this) continue;
        const lacks = await missing(other);
        const transitively = lacks > 0 ? lacks : 1;
        const isNeeded = lacks > 0 || (await this.#isWaitedFor(needed, others));
        if (isNeeded && (await this.pull(other, transitively + overshoot)) > 0) moved = true;
      }
    }
  }

  async #isWaitedFor(needed: Vector, others: readonly RandomDesk[]): Promise<boolean> {
    for (const other of others)
      if (other !== this && (needed[other.stream]?.seq ?? 0) > (await readStream(this.db, other.stream)).seq)
        return true;
    return false;
  }

  async rows(): Promise<ReadonlyMap<string, AnyRow>> {
    const found = new Map<string, AnyRow>();
    for (const kind of KINDS)
      for (const row of await this.db.table<AnyRow>(kind).toArray()) found.set(`${kind}/${row.id}`, row);
    return found;
  }

  async lines(): Promise<readonly string[]> {
    return [...(await this.rows())]
      .flatMap(([key, row]) => digestLine(key.slice(0, key.indexOf("/")), row) ?? [])
      .sort();
  }

  /** Every cell's frontier, whatever arrived first: what the merge stands on. */
  async frontiers(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const [key, row] of await this.rows()) {
      const kind = key.slice(0, key.indexOf("/"));
      for (const cell of cellsOf(kind, row)) {
        const writes = frontierOf(kind, row, cell).map(
          ({ by, v }) => `${by[0].charAt(0)}${by[1]}=${JSON.stringify(v ?? null)}`,
        );
        found.set(`${key}/${cell}`, writes.sort().join(" "));
      }
      found.set(key, `${row.open ?? ""}/${row.gone ?? ""}`);
    }
    return found;
  }
}

export async function exchangeAll(desks: readonly RandomDesk[]): Promise<void> {
  for (let moved = true; moved; ) {
    moved = false;
    for (const desk of desks)
      for (const other of desks) if (other !== desk && (await desk.pull(other, 50)) > 0) moved = true;
  }
}
