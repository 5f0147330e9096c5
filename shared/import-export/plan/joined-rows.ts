/**
 * Rows that a person has joined to an earlier one of the file: one after the other, so that a third finds what the
 * second has brought.
 */
import { readerAfter } from "./merge-rows.ts";
import type { Decision, PlannedRow } from "./plan-row.ts";
import type { KnownReader } from "./reader-index.ts";

export interface JoinedRowsDeps {
  readonly decisions: ReadonlyMap<number, Decision>;
  /** Position of the earlier row with which a row shares a number or a name. */
  readonly firstOf: (position: number) => number | undefined;
  readonly plannedAt: (position: number) => PlannedRow;
  readonly readerOf: (id: string) => KnownReader | undefined;
}

export interface JoinedRows {
  /** Joined rows, ascending, each with the row that it is joined to. */
  readonly pairs: () => readonly (readonly [position: number, first: number])[];
  /** The reader whom a row joins, as she is after the rows before it; undefined where those are not written. */
  readonly readerFor: (position: number, first: number) => KnownReader | undefined;
  /** Once the plan has changed. */
  readonly forget: () => void;
}

export function createJoinedRows({ decisions, firstOf, plannedAt, readerOf }: JoinedRowsDeps): JoinedRows {
  /** Readers as they are after a row is written, while the plan stands. */
  const afterRows = new Map<number, KnownReader>();
  /** First row of a reader → the rows that are joined to it, ascending; null where that has to be found anew. */
  let byFirst: ReadonlyMap<number, readonly number[]> | null = null;

  const pairs = (): readonly (readonly [position: number, first: number])[] =>
    [...decisions]
      .flatMap(([position, decision]) => {
        const first = firstOf(position);
        return decision === "same" && first !== undefined ? [[position, first] as const] : [];
      })
      .toSorted(([a], [b]) => a - b);

  const findByFirst = (): ReadonlyMap<number, readonly number[]> => {
    const found = new Map<number, number[]>();
    for (const [position, first] of pairs()) {
      const group = found.get(first) ?? [];
      group.push(position);
      found.set(first, group);
    }
    return found;
  };

  const readerFor = (position: number, first: number): KnownReader | undefined => {
    byFirst ??= findByFirst();
    const before = byFirst.get(first)?.findLast((other) => other < position) ?? first;
    const known = afterRows.get(before);
    if (known !== undefined) return known;
    const { bucket, readerId, cells } = plannedAt(before);
    if (bucket === "duplicate" || bucket === "error" || readerId === null) return undefined;
    const joined = firstOf(before);
    const start = (joined === undefined ? readerOf(readerId) : readerFor(before, joined)) ?? { id: readerId };
    const after = readerAfter(bucket === "new" ? { id: readerId } : start, cells);
    afterRows.set(before, after);
    return after;
  };

  return {
    pairs,
    readerFor,
    forget() {
      afterRows.clear();
      byFirst = null;
    },
  };
}
