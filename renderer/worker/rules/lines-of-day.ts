/**
 * The lines of the day for the cards at the desk, worked out before anybody scans one; small enough for every reader of
 * a large library.
 */
import type { LifeLine } from "#shared/rules/life-line.ts";

/** Of readers of whom there is something to say: most come as always. */
export type Lines = ReadonlyMap<string, LifeLine>;

interface KeptLines {
  keep(lines: Lines, day: number): void;
  /** Null where nothing is kept for the day, or there is nothing to say. */
  of(reader: string, day: number): LifeLine | null;
}

export function createKeptLines(): KeptLines {
  let kept: { readonly day: number; readonly lines: Lines } | null = null;
  return {
    keep(lines, day) {
      kept = { day, lines };
    },
    of: (reader, day) => (kept?.day === day ? (kept.lines.get(reader) ?? null) : null),
  };
}
