/** A deleted record stays as long as somebody might still write to it without having seen that it is deleted. */
import type { Hlc } from "../kernel/hlc.ts";
import type { Vector } from "./entry.ts";
import type { AnyRow } from "./row.ts";
import { appliedOf } from "./vector.ts";

/** How far a sweep may reach. */
export interface SweepReach {
  /** What every live device has applied. */
  readonly cut: Vector;
  /** Only what was written before this stamp. */
  readonly before: Hlc;
}

export function maySweep({ gone, w, f = {} }: AnyRow, { cut, before }: SweepReach): boolean {
  const stamps = [w, ...Object.values(f).flatMap((writes) => writes.map(({ by }) => by))];
  // what a newer version will show is not deleted
  if (Object.values(f).some((writes) => writes.some(({ aside }) => aside !== undefined))) return false;
  return gone === 1 && stamps.every(([stream, seq, hlc]) => seq <= appliedOf(cut, stream).seq && hlc < before);
}
