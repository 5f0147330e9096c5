/**
 * The working database: a table per kind, the change log, and what is known of the streams. Opens at any
 * version; a database made by a newer program is refused with its own error.
 */
import Dexie, { type Table } from "dexie";
import { type Defect, toDefect } from "#shared/host/defect.ts";
import type { Json } from "#shared/kernel/json.ts";
import type { Kind, Values } from "#shared/model/kinds.ts";
import type { Cursor } from "#shared/replication/exchange/cursor.ts";
import type { Quarantined } from "#shared/replication/rows/apply.ts";
import type { Entry, StreamId, WriteRef } from "#shared/replication/rows/entry.ts";
import type { AnyRow, FrontierWrite, RowMeta } from "#shared/replication/rows/row.ts";
import { LATEST, LATEST_VERSION, MIGRATIONS } from "./migrations.ts";
import { createPresence } from "./presence.ts";
import { STAGES } from "./work-stages.ts";

export type Row<K extends Kind> = RowMeta & Values<K>;

/** An own entry with what it replaced, so that it can be taken back. */
export interface LogRow {
  readonly seq: number;
  readonly entry: Entry;
  /** Per operation, the shown value of each cell before; absent = empty. */
  readonly before: readonly Readonly<Record<string, Json>>[];
  /** Per operation, the write that each cell held before: absent = none, null = more than one. */
  readonly beforeBy: readonly Readonly<Record<string, WriteRef | null>>[];
  /**
   * Per operation, of cells about which a question stood: the writes that stood against each other, the shown one
   * first.
   */
  readonly sides?: readonly Readonly<Record<string, readonly FrontierWrite[]>>[];
  /** Indices of the operations that made a record: taking them back deletes it. */
  readonly created?: readonly number[];
  readonly batchId?: string;
  /** 1 where Ctrl+Z may reach it: a person's own act, not an import's chain. */
  readonly act?: 1;
}

export interface StreamRow extends Cursor {
  readonly stream: StreamId;
  /** 1 for the stream that this desk writes. */
  readonly own?: 1;
}

/** A record of a kind that this version does not know, kept as it is (R14); its fields may have any name. */
export interface UnknownRow {
  readonly kind: string;
  readonly id: string;
  readonly row: AnyRow;
}

/** An operation that did not fit its declaration, with the reason. */
export type QuarantineRow = Quarantined & { readonly n?: number };

export interface MetaRow {
  readonly name: string;
  readonly value: unknown;
}

// on a loopback address, where this page stands, Dexie takes itself for one that is being written: it follows each call
// with a trace of its own, and prints what failed, with its values
Dexie.debug = false;

/** A table under each kind's name. */
type KindTables = { readonly [K in Kind]: Table<Row<K>, string> };

// Dexie puts the tables there when it opens
const DexieOfKinds = Dexie as unknown as new (...args: ConstructorParameters<typeof Dexie>) => Dexie & KindTables;

export class DeskDb extends DexieOfKinds {
  declare unknown: Table<UnknownRow, [string, string]>;
  declare log: Table<LogRow, number>;
  declare streams: Table<StreamRow, StreamId>;
  declare quarantine: Table<QuarantineRow, number>;
  declare meta: Table<MetaRow, string>;

  /** Whether it is still there; see `presence.ts`. */
  readonly presence = createPresence();

  /**
   * @param stored the version that the database has on this computer, 0 where there is none; without it every version
   * is declared, for each of which Dexie reads all those before it anew: fifty times as long, at every start
   */
  constructor(name: string, stored?: number) {
    super(name, { chromeTransactionDurability: "strict", cache: "disabled" });
    this.use(STAGES);
    for (const { version, stores, upgrade } of stored === 0 || stored === LATEST_VERSION ? [LATEST] : MIGRATIONS) {
      const declared = this.version(version).stores(stores);
      if (upgrade) declared.upgrade(upgrade);
    }
  }
}

export type DatabaseOpenError =
  | { readonly tag: "newer-database" }
  | { readonly tag: "cannot-open"; readonly defect: Defect };

/**
 * Dexie opens a newer database without complaint, and puts back what that had dropped: it is looked at before it is
 * opened.
 *
 * @param onBlocked another window keeps an older version open; the call goes on once that is closed
 */
export async function openDatabase(
  installation: string,
  onBlocked: () => void = () => undefined,
): Promise<{ ok: true; value: DeskDb } | { ok: false; error: DatabaseOpenError }> {
  const name = `reader-desk-${installation}`;
  try {
    const stored = await versionOf(name);
    if (stored > LATEST_VERSION) return { ok: false, error: { tag: "newer-database" } };
    const db = new DeskDb(name, stored);
    db.on("blocked", onBlocked);
    await db.open();
    return { ok: true, value: db };
  } catch (error) {
    return { ok: false, error: { tag: "cannot-open", defect: toDefect(error, "page", "start") } };
  }
}

/** Dexie multiplies its versions by ten, and counts on from there where a database lacks a part of its own version. */
async function versionOf(name: string): Promise<number> {
  const known = (await indexedDB.databases()).find((one) => one.name === name);
  return Math.floor((known?.version ?? 0) / 10);
}
