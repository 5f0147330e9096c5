/**
 * Writes a checked plan: a chain of commands under one batch, each small enough for one entry; while one
 * is being journaled the next is written, never two. Pausing and stopping fall between commands, so whole
 * ones stay.
 */
import { changesToPatch } from "#shared/exchange/cell-changes.ts";
import type { OwnKind } from "#shared/exchange/own-format.ts";
import type { PlannedRow } from "#shared/exchange/plan-row.ts";
import type { Planner } from "#shared/exchange/planner.ts";
import type { ReaderIndex } from "#shared/exchange/reader-index.ts";
import { codeId } from "#shared/model/default-codes.ts";
import { fieldSpec } from "#shared/model/kinds.ts";
import { DELETED, MAX_ENTRY_BYTES } from "#shared/replication/entry.ts";
import { type Change, create } from "../../db/changes.ts";
import type { Writer, Written } from "../../db/writer.ts";
import type { Rate, WriteFailure } from "../../platform/import-api.ts";

const ROWS_AT_ONCE = 1000;
/** Cells carry names and stamps besides their values. */
const BYTES_AT_ONCE = MAX_ENTRY_BYTES * 0.6;

export interface WriteControl {
  /** Resolves when writing may go on; false: stop here. */
  mayGoOn(): Promise<boolean>;
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
  readonly onWritten: (ids: readonly string[]) => Promise<void>;
}

export async function writePlan({
  planner,
  index,
  kind,
  bringsCategories,
  importId,
  writer,
  control,
  onProgress,
  onWritten,
}: WriteRequest): Promise<{ readonly written: number; readonly failure: WriteFailure | null; readonly stopped: boolean }> {
  const positions = [...planner.positions("new"), ...planner.positions("update")].toSorted((a, b) => a - b);
  const encoder = new TextEncoder();
  const categories = bringsCategories ? newCategories(planner, positions) : [];
  let changes: Change[] = [...categories];
  let ids: string[] = [];
  let bytes = 0;
  let written = 0;
  let failure: WriteFailure | null = null;

  /** The chunk that is being journaled while the next one is written. */
  let pending: { readonly confirmed: Written["confirmed"]; readonly ids: readonly string[] } | null = null;

  const settle = async (): Promise<boolean> => {
    if (pending === null) return failure === null;
    const { confirmed, ids: confirming } = pending;
    pending = null;
    const answer = await confirmed;
    await onWritten(confirming);
    written += confirming.length;
    onProgress({ done: written, total: positions.length });
    if (!answer.ok) failure = answer.error;
    return answer.ok;
  };

  const flush = async (): Promise<boolean> => {
    if (changes.length === 0) return true;
    const { confirmed } = await writer.run(`${kind}.import`, changes, { batchId: importId, undoable: false });
    const before = await settle();
    pending = { confirmed, ids };
    [changes, ids, bytes] = [[], [], 0];
    return before;
  };

  let goesOn = true;
  for (const position of positions) {
    const row = planner.row(position);
    if (row.readerId === null) continue;
    const own = rowChanges(row, row.readerId, kind, importId, index);
    const size = encoder.encode(JSON.stringify(own)).length;
    if (ids.length >= ROWS_AT_ONCE || (ids.length > 0 && bytes + size > BYTES_AT_ONCE)) {
      goesOn = (await flush()) && (await control.mayGoOn());
      if (!goesOn) break;
    }
    changes.push(...own);
    ids.push(row.readerId);
    bytes += size;
  }
  if (goesOn) await flush();
  const whole = await settle();
  return { written, failure, stopped: !(goesOn && whole) };
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
