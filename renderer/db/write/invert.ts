/**
 * The operations that take a command back (R15): only cells whose frontier is still exactly the command's
 * own write; the others stay as a colleague left them, and are named. Where the command had decided a question, all
 * sides of it come back and it is asked again.
 */
import { canonicalJson } from "#shared/kernel/json.ts";
import { ALIAS, DELETED, type Entry, type Op, type StreamId, type WriteRef } from "#shared/replication/rows/entry.ts";
import { cellsOf, emptyCell, frontierOf, isEmptyCell, shownCell } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow, FrontierWrite } from "#shared/replication/rows/row.ts";
import { type CellValues, sayAgain, standingValues, writtenValue } from "#shared/replication/rows/say-again.ts";
import type { LogRow } from "../database.ts";

export interface Inverse {
  readonly ops: readonly Op[];
  /** `kind/id/cell` (or `kind/id`) of what was left. */
  readonly left: readonly string[];
  /** `kind/id` of records that stay because of what others belong to them. */
  readonly held: readonly string[];
}

/**
 * @param logOf own log rows by number, to see through what was itself taken back or done again
 * @param worked `kind/id` of made records that are not to be taken away
 */
export function invert(
  row: LogRow,
  stream: StreamId,
  rowOf: (kind: string, id: string) => AnyRow | undefined,
  logOf: (seq: number) => LogRow | undefined,
  worked: ReadonlySet<string> = new Set(),
): Inverse {
  const left: string[] = [];
  const held: string[] = [];
  const back: (readonly Op[])[] = [];
  /** What the first of several operations on a cell found is what stood there before the command. */
  const taken = new Set<string>();
  row.entry.ops.forEach((op, index) => {
    const before = row.before[index];
    const now = rowOf(op.kind, op.id);
    if (before === undefined || now === undefined) return;
    const record = `${op.kind}/${op.id}`;
    const own = (cell: string): boolean => {
      const writes = frontierOf(op.kind, now, cell);
      const [first] = writes;
      // both values of one entry are one write
      return (
        first !== undefined &&
        writes.every(({ by }) => by[0] === first.by[0] && by[1] === first.by[1]) &&
        standsFor([first.by[0], first.by[1]], row.seq, op, cell, stream, logOf)
      );
    };
    if (worked.has(record)) {
      held.push(record);
      return;
    }
    if (row.created?.includes(index)) {
      // a record that somebody has worked on since stays whole
      if (cellsOf(op.kind, now).every(own)) back.push([{ kind: op.kind, id: op.id, cells: { [DELETED]: true } }]);
      else left.push(record);
      return;
    }
    const sides = row.sides?.[index] ?? {};
    // one that was brought back, or made anew where another was deleted, goes whole or not at all: half of each would
    // stand there
    const isBack = op.cells[DELETED] === null && before[DELETED] === true && sides[DELETED] === undefined;
    if (
      isBack &&
      !cellsOf(op.kind, now).every((cell) =>
        cell in op.cells ? own(cell) : isEmptyCell(shownCell(op.kind, now, cell)),
      )
    ) {
      left.push(record);
      return;
    }
    const values: CellValues[] = [];
    for (const cell of Object.keys(op.cells)) {
      if (isRestated(row, index, cell) || taken.has(`${record}/${cell}`)) continue;
      if (!own(cell)) left.push(`${record}/${cell}`);
      else {
        taken.add(`${record}/${cell}`);
        values.push([cell, sides[cell]?.map(writtenValue) ?? [{ v: before[cell] ?? emptyCell(op.kind, cell) }]]);
      }
    }
    const asksAgain = sides[DELETED] !== undefined && values.some(([cell]) => cell === DELETED);
    back.push(asksAgain ? questionOf(op, now, values, sides[DELETED] ?? []) : sayAgain(op, values));
  });
  // two operations on one record go back in the other order
  return { ops: back.toReversed().flat(), left, held };
}

/**
 * A deletion beside an edit that had not seen it, said again: the deletion first, and behind it, which has not seen
 * it, what the edit says. Of a record that was deleted meanwhile all of it, for others may have swept it.
 */
function questionOf(
  { kind, id }: Op,
  now: AnyRow,
  values: readonly CellValues[],
  deletions: readonly FrontierWrite[],
): readonly Op[] {
  const said = values.filter(([cell]) => cell !== DELETED);
  const unseen = new Set(deletions.flatMap(({ ex = [] }) => ex.map(String)));
  const cells = cellsOf(kind, now).filter(
    (cell) => cell !== ALIAS && cell !== DELETED && !said.some(([other]) => other === cell),
  );
  const edited =
    now.gone === 1
      ? cells
      : cells.filter((cell) => frontierOf(kind, now, cell).some(({ by }) => unseen.has(String([by[0], by[1]]))));
  // written over since, by whom it may be: then all of it stands against the deletion, for it must not go unasked
  const beside = said.length + edited.length > 0 ? edited : cells;
  const edits = [...said, ...beside.map((cell) => toldValues(kind, now, cell))];
  return [
    ...sayAgain(
      { kind, id },
      values.filter(([cell]) => cell === DELETED),
    ),
    ...sayAgain({ kind, id }, edits).map((op): Op => ({ ...op, beside: 1 })),
  ];
}

/** What stands in a cell, also where nobody is asked about it under who wrote it. */
function toldValues(kind: string, now: AnyRow, cell: string): CellValues {
  const [value, ...others] = standingValues(kind, now, cell)[1];
  const [write, ...more] = frontierOf(kind, now, cell);
  return [
    cell,
    value === undefined
      ? []
      : others.length === 0 && more.length === 0 && write !== undefined
        ? [{ ...writtenValue(write), ...value }]
        : [value, ...others],
  ];
}

/**
 * Whether a write is that of command `seq`, or one that only restored it: an undo stands for what the cell
 * held before the command that it took back. A cell that was never written stands for any command.
 */
function standsFor(
  write: WriteRef,
  seq: number,
  { kind, id }: Op,
  cell: string,
  stream: StreamId,
  logOf: (seq: number) => LogRow | undefined,
): boolean {
  let at: WriteRef | null | undefined = write;
  while (at !== undefined) {
    if (at === null || at[0] !== stream) return false;
    if (at[1] === seq) return true;
    const log: LogRow | undefined = logOf(at[1]);
    const restated: number =
      log?.entry.ops.findIndex((op, index) => op.kind === kind && op.id === id && isRestated(log, index, cell)) ?? -1;
    if (log !== undefined && restated >= 0) {
      at = log.beforeBy[restated]?.[cell];
      continue;
    }
    const inverse: Entry | undefined = log?.entry;
    const taken: number | undefined = inverse?.undoes?.[0] ?? inverse?.redoes?.[0];
    const target: LogRow | undefined = taken === undefined ? undefined : logOf(taken);
    if (target === undefined) return false;
    const index: number = target.entry.ops.findIndex((op) => op.kind === kind && op.id === id && cell in op.cells);
    if (index < 0) return false;
    at = target.beforeBy[index]?.[cell];
  }
  return true;
}

/**
 * Said again as it stood, with a record that was brought back or a question that is asked again: that write changes
 * nothing.
 */
function isRestated({ entry, before, beforeBy, sides }: LogRow, index: number, cell: string): boolean {
  const cells = entry.ops[index]?.cells;
  if (
    cells === undefined ||
    cell === DELETED ||
    !(cell in cells) ||
    canonicalJson(cells[cell]) !== canonicalJson(before[index]?.[cell])
  )
    return false;
  // what was decided beside a deletion that was asked about is part of the answer
  if (sides?.[index]?.[DELETED] !== undefined) return false;
  return cells[DELETED] === null || beforeBy[index]?.[cell] != null;
}
