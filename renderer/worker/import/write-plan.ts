/**
 * Writes a checked plan: a chain of commands under one batch, each small enough for one entry. While one
 * is being written, the next is prepared; at most two wait for the journal meanwhile.
 * Pausing and stopping fall between commands, so whole ones stay.
 */
import { changesToPatch } from "#shared/exchange/cell-changes.ts";
import type { OwnKind } from "#shared/exchange/own-format.ts";
import type { PlannedRow } from "#shared/exchange/plan-row.ts";
import type { Planner } from "#shared/exchange/planner.ts";
import type { ReaderIndex } from "#shared/exchange/reader-index.ts";
import { codeId } from "#shared/model/default-codes.ts";
import { fieldSpec } from "#shared/model/kinds.ts";
import { utf8Length } from "#shared/replication/batch.ts";
import { DELETED, MAX_ENTRY_BYTES } from "#shared/replication/entry.ts";
import { type Change, create } from "../../db/changes.ts";
import type { Writer, Written } from "../../db/writer.ts";
import type { Rate, WriteFailure } from "../../platform/import-api.ts";

const ROWS_AT_ONCE = 1000;
const ROWS_IN_A_BREATH = 50;
/** With one, each transaction would wait for the journal's disk. */
const MOST_PENDING = 2;
/** Cells carry names and stamps besides their values. */
const BYTES_AT_ONCE = MAX_ENTRY_BYTES * 0.6;

export interface WriteControl {
  /** Resolves when writing may go on; false: stop here. */
  mayGoOn(): Promise<boolean>;
  /** Lets what has come in meanwhile have its turn. */
  breathe(): Promise<void>;
}

export interface WriteRequest {
  readonly planner: Planner;
  readonly index: ReaderIndex;
  readonly kind: OwnKind;
  /** Some value of the file becomes a category of its own. */
  readonly bringsCategories: boolean;
  readonly importId: string;
  readonly writer: Writer;
  readonly control: WriteControl;
  readonly onProgress: (rate: Rate) => void;
}

/** What one command writes. */
interface Chunk {
  readonly changes: readonly Change[];
  readonly records: number;
}

export async function writePlan(request: WriteRequest): Promise<{ readonly written: number; readonly failure: WriteFailure | null; readonly stopped: boolean }> {
  const { planner, kind, importId, writer, control, onProgress } = request;
  const positions = [...planner.positions("new"), ...planner.positions("update")].toSorted((a, b) => a - b);
  const chunks = chunksOf(request, positions);
  let written = 0;
  let failure: WriteFailure | null = null;
  /** Chunks that are being journaled, oldest first. */
  const pending: { readonly confirmed: Written["confirmed"]; readonly records: number }[] = [];

  /** @returns false where the journal did not take one */
  const settle = async (most: number): Promise<boolean> => {
    for (let oldest = pending[0]; oldest !== undefined && pending.length > most; oldest = pending[0]) {
      const answer = await oldest.confirmed;
      pending.shift();
      written += oldest.records;
      onProgress({ done: written, total: positions.length });
      if (!answer.ok) failure = answer.error;
    }
    return failure === null;
  };

  let goesOn = true;
  let chunk = await chunks.next();
  while (goesOn && !chunk.done) {
    const { changes, records } = chunk.value;
    const [{ confirmed }, next] = await Promise.all([writer.run(`${kind}.import`, changes, { batchId: importId, undoable: false, likelyNew: true }), chunks.next()]);
    pending.push({ confirmed, records });
    goesOn = (await settle(MOST_PENDING)) && (next.done === true || (await control.mayGoOn()));
    chunk = next;
  }
  const whole = await settle(0);
  return { written, failure, stopped: !(goesOn && whole) };
}

/** The rows in order, as many in a chunk as fit into an entry. */
async function* chunksOf({ planner, index, kind, bringsCategories, importId, control }: WriteRequest, positions: readonly number[]): AsyncGenerator<Chunk, undefined> {
  let changes: Change[] = bringsCategories ? [...newCategories(planner, positions)] : [];
  let records = 0;
  let bytes = 0;
  for (const [order, position] of positions.entries()) {
    // the database's answers must not wait for a whole chunk
    if (order % ROWS_IN_A_BREATH === ROWS_IN_A_BREATH - 1) await control.breathe();
    const row = planner.row(position);
    if (row.readerId === null) continue;
    const own = rowChanges(row, row.readerId, kind, importId, index);
    const size = utf8Length(JSON.stringify(own));
    if (records >= ROWS_AT_ONCE || (records > 0 && bytes + size > BYTES_AT_ONCE)) {
      yield { changes, records };
      [changes, records, bytes] = [[], 0, 0];
    }
    changes.push(...own);
    records++;
    bytes += size;
  }
  if (changes.length > 0) yield { changes, records };
}

function rowChanges(row: PlannedRow, id: string, kind: OwnKind, importId: string, index: ReaderIndex): readonly Change[] {
  if (row.bucket === "update") return updates(row, id, kind, importId);
  const tag = kind === "reader" ? { imports: [importId] } : {};
  const made: Change = { act: "create", kind, id, values: { ...changesToPatch(row.cells), ...tag } };
  // a derived id is always the same one: who comes back after a deletion is the same record
  return index.isGone(id) ? [{ act: "cells", kind, id, cells: { [DELETED]: null } }, made] : [made];
}

/** Elements of sets are added one by one: what a colleague adds between check and writing stays. */
function updates(row: PlannedRow, id: string, kind: OwnKind, importId: string): readonly Change[] {
  const added: Record<string, true> = kind === "reader" ? { [`imports/${importId}`]: true } : {};
  const whole = row.cells.filter(({ field, after, kept }) => {
    if (fieldSpec(kind, field).shape !== "set") return true;
    if (kept !== true && Array.isArray(after)) for (const element of after) added[`${field}/${String(element)}`] = true;
    return false;
  });
  const patch = changesToPatch(whole);
  const edits: readonly Change[] = Object.keys(patch).length > 0 ? [{ act: "edit", kind, id, patch }] : [];
  return Object.keys(added).length > 0 ? [...edits, { act: "cells", kind, id, cells: added }] : edits;
}

/** Categories that the file brings along, each once. */
function newCategories(planner: Planner, positions: readonly number[]): readonly Change[] {
  const names = new Map<string, string>();
  for (const position of positions) {
    const { newCategory } = planner.draft(position);
    if (newCategory !== undefined) names.set(newCategory.code, newCategory.name);
  }
  return [...names].map(([code, name]) => create("code", codeId("category", code), { list: "category", code, names: { "zh-CN": name, "zh-TW": name, en: name }, order: 100 }));
}
