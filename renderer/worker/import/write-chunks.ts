/**
 * Writes the rows of an import: a chain of commands under one batch, each small enough for one entry. While one
 * is being written, the next is prepared; at most two wait for the journal meanwhile, and a slow one is waited for.
 * Pausing and stopping fall between commands, so whole ones stay.
 */
import { utf8Length } from "#shared/replication/files/batch.ts";
import { MAX_ENTRY_BYTES } from "#shared/replication/rows/entry.ts";
import { DatabaseGone } from "../../db/presence.ts";
import type { Change } from "../../db/write/changes.ts";
import { createChain } from "../../db/write/command-chain.ts";
import { waitMs } from "../../db/write/web-lock.ts";
import type { Writer } from "../../db/write/writer.ts";
import type { Rate, WriteFailure, Wrote } from "../../platform/worker/import-api.ts";

/** Of a long list: each command costs a round to the journal. */
const ROWS_AT_ONCE = 1000;
/**
 * Of the few that a refresh brings each day: a log that somebody makes meanwhile waits for one command, and the page
 * reads between two.
 */
const FEW_AT_ONCE = 50;
const BETWEEN_FEW_MS = 60;
const ROWS_IN_A_BREATH = 50;
/** Cells carry names and stamps besides their values. */
const BYTES_AT_ONCE = MAX_ENTRY_BYTES * 0.6;

export interface WriteControl {
  /** Resolves when writing may go on; false: stop here. */
  mayGoOn(): Promise<boolean>;
  isCancelled(): boolean;
  /** Lets what has come in meanwhile have its turn. */
  breathe(): Promise<void>;
}

export interface WriteRun {
  readonly importId: string;
  readonly writer: Writer;
  readonly control: WriteControl;
  readonly onProgress: (rate: Rate) => void;
}

interface WriteEnd {
  /** Rows that the journal has confirmed. */
  readonly written: number;
  readonly failure: WriteFailure | null;
  readonly stopped: boolean;
}

export interface RowsToWrite {
  /** Name of the commands, for history. */
  readonly command: string;
  /** How many rows there are. */
  readonly total: number;
  /** What comes with the first chunk and counts as no row. */
  readonly first?: readonly Change[];
  /** The changes of each row, in order. */
  readonly rows: Iterable<readonly Change[]>;
  /** What has come of the first rows. */
  readonly wrote: (rows: number) => Wrote;
}

/** What one command writes. */
interface Chunk {
  readonly changes: readonly Change[];
  readonly records: number;
}

export async function writeChunks(
  wanted: RowsToWrite,
  { importId, writer, control, onProgress }: WriteRun,
): Promise<WriteEnd> {
  const isFew = wanted.total <= ROWS_AT_ONCE;
  const chunks = chunksOf(wanted, isFew ? FEW_AT_ONCE : ROWS_AT_ONCE, control);
  const chain = createChain({
    writer,
    onProgress: (done, waiting) => onProgress({ done, total: wanted.total, ...(waiting && { waiting }) }),
    isCancelled: control.isCancelled,
    ...(isFew && { atOnce: 0 }),
  });
  let goesOn = true;
  let chunk = await chunks.next();
  try {
    while (goesOn && !chunk.done) {
      const { changes, records } = chunk.value;
      const [written, next] = await Promise.all([
        writer.run(wanted.command, changes, { batchId: importId, undoable: false, likelyNew: true }),
        chunks.next(),
      ]);
      goesOn = (await chain.add(written, records)) && (next.done === true || (await control.mayGoOn()));
      if (isFew) await waitMs(BETWEEN_FEW_MS);
      chunk = next;
    }
  } catch (error) {
    if (!(error instanceof DatabaseGone)) throw error;
    return { written: chain.confirmed, failure: { tag: "database-gone" }, stopped: true };
  }
  const whole = await chain.end();
  return { written: chain.confirmed, failure: chain.failure, stopped: !(goesOn && whole) };
}

/** The rows in order, as many in a chunk as fit into an entry. */
async function* chunksOf(
  { rows, first = [] }: RowsToWrite,
  atOnce: number,
  control: WriteControl,
): AsyncGenerator<Chunk, undefined> {
  let changes: Change[] = [...first];
  let records = 0;
  let bytes = 0;
  let order = 0;
  for (const own of rows) {
    // the database's answers must not wait for a whole chunk
    if (order++ % ROWS_IN_A_BREATH === ROWS_IN_A_BREATH - 1) await control.breathe();
    const size = utf8Length(JSON.stringify(own));
    if (records >= atOnce || (records > 0 && bytes + size > BYTES_AT_ONCE)) {
      yield { changes, records };
      [changes, records, bytes] = [[], 0, 0];
    }
    changes.push(...own);
    records++;
    bytes += size;
  }
  if (changes.length > 0) yield { changes, records };
}
