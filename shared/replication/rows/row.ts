/**
 * A record as it is kept: the shown values, the write that made it, and the frontier of every cell that
 * another write has touched since.
 */
import type { Json } from "../../kernel/json.ts";
import type { Stamp, WriteRef } from "./entry.ts";

export interface FrontierWrite {
  readonly by: Stamp;
  /** Kept where the frontier has more than one write; alone, a write's value is the shown one. */
  readonly v?: Json;
  /** Whose value it is, where an undo has said it again. */
  readonly of?: Stamp;
  /** Of a deletion: the writes to the record that it had not seen, nor they it. */
  readonly ex?: readonly WriteRef[];
  /**
   * Of a write whose value this version does not take for its field's (R14): it stands in the frontier, so that
   * a newer version finds it where it belongs, and shown is what it had seen, as if it had not come.
   */
  readonly aside?: readonly FrontierWrite[];
}

export interface RowMeta {
  readonly id: string;
  readonly w: Stamp;
  /** Cells whose frontier is not `[w]`. */
  readonly f?: Readonly<Record<string, readonly FrontierWrite[]>>;
  /** There is a conflict to decide; indexed, derived, never synced. */
  readonly open?: 1;
  /** Deleted: hidden from every list and search. */
  readonly gone?: 1;
  /** Merged into the record of this id: hidden from lists and search; indexed, derived from the cell `.alias`. */
  readonly as?: string;
}

export type AnyRow = RowMeta & Readonly<Record<string, unknown>>;

/** The writes that stand in a row: the one that made it, and those of every cell that another has touched since. */
export const stampsOf = ({ w, f = {} }: Pick<RowMeta, "w" | "f">): readonly Stamp[] => [
  w,
  ...Object.values(f).flatMap((writes) => writes.map(({ by }) => by)),
];
