/**
 * Times that a wrong clock has given: those of a command that waited while the clock was put right, and those of
 * records that were made meanwhile, as a list and as changes that move them all by the same difference. Only times that
 * lie by the wrong clock move; what a person typed of another day stays. What says what was done (a look, a line of the
 * ledger) keeps what it says: `timesMove`.
 */
import { BACK_MS } from "#shared/kernel/clock-doubt.ts";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { canonicalJson, isObject, type Json } from "#shared/kernel/json.ts";
import { isKind, type Kind, RECORDS, recordSpec } from "#shared/model/kinds.ts";
import { instant } from "#shared/model/record.ts";
import { shownCell } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../database.ts";
import type { Change } from "./changes.ts";
import type { WrongSpan } from "./clock-note.ts";

/** A time of an act lies this near to the moment of the act. */
const NEAR_MS = 24 * 60 * 60_000;

export interface WrongTime {
  readonly kind: Kind;
  readonly id: string;
  readonly cell: string;
  readonly value: Json;
  /** By the wrong clock. */
  readonly at: number;
  /** Of the act that wrote it. */
  readonly by: number;
}

/**
 * The changes of a command, their times moved along where the clock was put right while it waited.
 * @param pressedAt by the clock as it was
 * @param now by the clock with which it is written; both in epoch milliseconds
 */
export function putRight(changes: readonly Change[], pressedAt: number, now: number): readonly Change[] {
  const movedMs = now - pressedAt;
  return Math.abs(movedMs) < BACK_MS ? changes : changes.map((change) => moved(change, pressedAt, movedMs));
}

function moved(change: Change, near: number, byMs: number): Change {
  const all = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(values).map(([cell, value]) => [cell, moveTimes(value, isInstant(change.kind, cell), near, byMs)]),
    );
  switch (change.act) {
    case "create":
      return { ...change, values: all(change.values) };
    case "edit":
      return { ...change, patch: all(change.patch) };
    case "cells":
      return { ...change, cells: all(change.cells) as Readonly<Record<string, Json>> }; // the same shapes, other numbers
    case "delete":
      return change;
  }
}

/** The times of records in own entries of the span, as far as nobody has changed them since. */
export async function wrongTimes(db: DeskDb, { first, last }: WrongSpan): Promise<readonly WrongTime[]> {
  const found = new Map<string, WrongTime>();
  await db.log
    .where(":id")
    .between(first, last, true, true)
    .each(({ entry }) => {
      const by = hlcToMs(entry.hlc);
      for (const { kind, id, cells } of entry.ops) {
        if (!isKind(kind) || !RECORDS[kind].timesMove) continue;
        for (const [cell, value] of Object.entries(cells)) {
          const at = timeIn(value, isInstant(kind, cell), by);
          if (at === null) found.delete(`${kind}/${id}/${cell}`);
          else found.set(`${kind}/${id}/${cell}`, { kind, id, cell, value, at, by });
        }
      }
    });
  const wrong = [...found.values()];
  const rows = new Map<string, AnyRow>();
  for (const kind of new Set(wrong.map((time) => time.kind))) {
    const ids = wrong.filter((time) => time.kind === kind).map(({ id }) => id);
    for (const row of await db.table<AnyRow, string>(kind).bulkGet(ids))
      if (row !== undefined && row.gone !== 1) rows.set(`${kind}/${row.id}`, row);
  }
  return wrong.filter(({ kind, id, cell, value }) => {
    const row = rows.get(`${kind}/${id}`);
    return row !== undefined && canonicalJson(shownCell(kind, row, cell)) === canonicalJson(value);
  });
}

/** One change for each record. */
export function timeChanges(times: readonly WrongTime[], byMs: number): readonly Change[] {
  const changes = new Map<string, { readonly kind: Kind; readonly id: string; readonly cells: Record<string, Json> }>();
  for (const { kind, id, cell, value, by } of times) {
    const change = changes.get(`${kind}/${id}`) ?? { kind, id, cells: {} };
    change.cells[cell] = moveTimes(value, isInstant(kind, cell), by, byMs) as Json; // the same shape, other numbers
    changes.set(`${kind}/${id}`, change);
  }
  return [...changes.values()].map((change): Change => ({ act: "cells", ...change }));
}

const isInstant = (kind: string, cell: string): boolean => recordSpec(kind)?.fields[cell]?.schema === instant;

/** Moves a time that lies near the moment, also where it is the `at` of something kept with it. */
function moveTimes(value: unknown, isTime: boolean, near: number, byMs: number): unknown {
  if (typeof value === "number") return isTime && Math.abs(value - near) < NEAR_MS ? Math.max(0, value + byMs) : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, moveTimes(inner, key === "at", near, byMs)]),
  );
}

function timeIn(value: unknown, isTime: boolean, near: number): number | null {
  if (typeof value === "number") return isTime && Math.abs(value - near) < NEAR_MS ? value : null;
  if (!isObject(value)) return null;
  return Object.entries(value).reduce<number | null>(
    (found, [key, inner]) => found ?? timeIn(inner, key === "at", near),
    null,
  );
}
