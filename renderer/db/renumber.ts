/** An own entry that gets another number, or another stream: what it names of its own line follows. */
import type { Entry, WriteRef } from "#shared/replication/entry.ts";

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

/** Whether Ctrl+Z may reach it: a person's own act. */
export const isAct = (entry: Pick<Entry, "batchId" | "aside">): boolean => entry.batchId === undefined && entry.aside === undefined;
