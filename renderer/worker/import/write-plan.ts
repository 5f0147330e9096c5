/** What a checked list of readers, or a file of our own, writes: the changes of each row. */
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import { changesToPatch } from "#shared/import-export/plan/cell-changes.ts";
import type { PlannedRow } from "#shared/import-export/plan/plan-row.ts";
import type { Planner } from "#shared/import-export/plan/planner.ts";
import type { ReaderIndex } from "#shared/import-export/plan/reader-index.ts";
import { USUAL_DAYS } from "#shared/model/house.ts";
import { fieldSpec } from "#shared/model/kinds.ts";
import { codeId } from "#shared/model/settings/default-codes.ts";
import { type Change, create } from "../../db/write/changes.ts";
import type { NewBranch, Wrote } from "../../platform/worker/import-api.ts";
import type { FilePlan } from "./plan-file.ts";
import type { RowsToWrite } from "./write-chunks.ts";

export function planToWrite(
  { planner, index, kind, bringsEntries, newBranches }: FilePlan,
  importId: string,
): RowsToWrite {
  const positions = [...planner.positions("new"), ...planner.positions("update")].toSorted((a, b) => a - b);
  const begun: { readonly id: string; readonly isNew: boolean }[] = [];
  return {
    command: `${kind}.import`,
    total: positions.length,
    first: bringsEntries ? newEntries(planner, positions, newBranches) : [],
    rows: rowsOf(positions),
    wrote,
  };

  function wrote(rows: number): Wrote {
    const done = begun.slice(0, rows);
    const fresh = done.filter(({ isNew }) => isNew).length;
    return { new: fresh, update: done.length - fresh, records: new Set(done.map(({ id }) => id)).size };
  }

  function* rowsOf(all: readonly number[]): Generator<readonly Change[]> {
    const groups = rowsOfOne(all, planner.joined());
    for (const position of all) {
      const row = planner.row(position);
      const [first = position, ...others] = groups.get(position) ?? [];
      // a record is written once by a command, whatever rows it is made of
      const whole =
        others.length === 0 ? row : { ...row, cells: [row, ...others.map(planner.row)].flatMap(({ cells }) => cells) };
      if (row.readerId === null) continue;
      begun.push({ id: row.readerId, isNew: row.bucket === "new" });
      yield first === position ? rowChanges(whole, row.readerId, kind, importId, index) : [];
    }
  }
}

/** Of rows that make one record with others: all of them that are written, in order. */
function rowsOfOne(
  written: readonly number[],
  joined: ReadonlyMap<number, number>,
): ReadonlyMap<number, readonly number[]> {
  const rootOf = (position: number): number => {
    const before = joined.get(position);
    return before === undefined ? position : rootOf(before);
  };
  const groups = new Map<number, number[]>();
  const roots = new Set([...joined.keys()].map(rootOf));
  for (const position of written) {
    const root = rootOf(position);
    if (!roots.has(root)) continue;
    const group = groups.get(root) ?? [];
    group.push(position);
    groups.set(root, group);
    groups.set(position, group);
  }
  return groups;
}

function rowChanges(
  row: PlannedRow,
  id: string,
  kind: OwnKind,
  importId: string,
  index: ReaderIndex,
): readonly Change[] {
  if (row.bucket === "update") return updates(row, id, kind, importId);
  const tag = kind === "reader" ? { imports: [importId] } : {};
  // a derived id is always the same one: who comes back after a deletion has the id of whoever was deleted, and nothing
  // else
  return [
    {
      act: "create",
      kind,
      id,
      values: { ...changesToPatch(row.cells), ...tag },
      ...(index.isGone(id) && { again: true }),
    },
  ];
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

/** Categories and branches that the file brings along, each once. */
function newEntries(planner: Planner, positions: readonly number[], branches: readonly NewBranch[]): readonly Change[] {
  const entries = new Map(
    positions.flatMap((position) =>
      (planner.draft(position).brings ?? []).map((entry) => [`${entry.list} ${entry.code}`, entry] as const),
    ),
  );
  const made = new Map(branches.map(({ id, ...branch }) => [id, branch]));
  return [...entries.values()].map(({ list, code, name }) =>
    list === "branch"
      ? create("branch", code, { name, ...made.get(code), ...USUAL_DAYS })
      : create("code", codeId("category", code), {
          list: "category",
          code,
          names: { "zh-CN": name, "zh-TW": name, en: name },
          order: 100,
        }),
  );
}
