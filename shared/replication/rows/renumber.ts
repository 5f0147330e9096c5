/** An own entry that gets another number, or another stream: what it names of its own line follows. */
import type { Entry, Op, Stamp, WriteRef } from "./entry.ts";

export interface Move {
  /** The new number of an own entry; null where it stays behind. */
  number(seq: number): number | null;
  ref(ref: WriteRef): WriteRef;
}

export function renumbered(entry: Entry, { number, ref }: Move): Entry {
  const { undoes, redoes, ...rest } = entry;
  const numbers = (seqs: readonly number[]): readonly number[] => seqs.map(number).filter((seq) => seq !== null);
  return {
    ...rest,
    seq: number(entry.seq) ?? entry.seq,
    ops: rest.ops.map((op) => renumberedOp(op, ref)),
    ...(undoes !== undefined && { undoes: numbers(undoes) }),
    ...(redoes !== undefined && { redoes: numbers(redoes) }),
  };
}

function renumberedOp(op: Op, ref: Move["ref"]): Op {
  const { after, of } = op;
  if (after === undefined && of === undefined) return op;
  return {
    ...op,
    ...(after !== undefined && {
      after: Object.fromEntries(Object.entries(after).map(([cell, refs]) => [cell, refs.map(ref)])),
    }),
    ...(of !== undefined && {
      of: Object.fromEntries(
        Object.entries(of).map(([cell, by]): [string, Stamp] => [cell, [...ref([by[0], by[1]]), by[2], by[3]]]),
      ),
    }),
  };
}
