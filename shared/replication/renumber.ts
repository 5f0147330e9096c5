/** An own entry that gets another number, or another stream: what it names of its own line follows. */
import type { Entry, WriteRef } from "./entry.ts";

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
    ops: rest.ops.map((op) => (op.after === undefined ? op : { ...op, after: Object.fromEntries(Object.entries(op.after).map(([cell, refs]) => [cell, refs.map(ref)])) })),
    ...(undoes !== undefined && { undoes: numbers(undoes) }),
    ...(redoes !== undefined && { redoes: numbers(redoes) }),
  };
}
