/** A deleted record stays as long as somebody might still write to it without having seen that it is deleted. */
import type { Hlc } from "../../kernel/hlc.ts";
import type { Vector } from "./entry.ts";
import { type AnyRow, stampsOf } from "./row.ts";
import { appliedOf } from "./vector.ts";

/** How far a sweep may reach. */
export interface SweepReach {
  /** What every live device has applied. */
  readonly cut: Vector;
  /** Only what was written before this stamp. */
  readonly before: Hlc;
}

export function maySweep(row: AnyRow, { cut, before }: SweepReach): boolean {
  const { gone, f = {} } = row;
  // what a newer version will show is not deleted
  if (Object.values(f).some((writes) => writes.some(({ aside }) => aside !== undefined))) return false;
  return gone === 1 && stampsOf(row).every(([stream, seq, hlc]) => seq <= appliedOf(cut, stream).seq && hlc < before);
}
