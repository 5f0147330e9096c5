/** Columns of use with the rows of a few readers exchanged: what has not changed is copied in whole runs. */
import type { ReaderUses, Uses } from "./uses.ts";

/** @param changed rows by reader, sorted by day and then kind; readers that are new come last, in their order */
export function replaceUses(uses: Uses, changed: ReadonlyMap<string, ReaderUses>): Uses {
  const readers = [...uses.readers];
  const known = new Set(readers);
  for (const reader of changed.keys()) if (!known.has(reader)) readers.push(reader);
  const sizeOf = (index: number): number => changed.get(readers[index] ?? "")?.days.length ?? (uses.starts[index + 1] ?? 0) - (uses.starts[index] ?? 0);
  const starts = new Uint32Array(readers.length + 1);
  for (let index = 0; index < readers.length; index++) starts[index + 1] = (starts[index] ?? 0) + sizeOf(index);
  const size = starts[readers.length] ?? 0;
  const next: Uses = { readers, starts, days: new Int32Array(size), kinds: new Uint8Array(size), amounts: new Uint32Array(size) };
  let from = 0;
  for (let index = 0; index <= readers.length; index++) {
    const rows = changed.get(readers[index] ?? "");
    if (rows === undefined && index < readers.length) continue;
    copyRun(uses, from, Math.min(index, known.size), next);
    if (rows === undefined) break;
    const at = starts[index] ?? 0;
    next.days.set(rows.days, at);
    next.kinds.set(rows.kinds, at);
    next.amounts.set(rows.amounts, at);
    from = index + 1;
  }
  return next;
}

/** The rows of readers `from` up to, and without, `to`, which stand together in both. */
function copyRun(uses: Uses, from: number, to: number, next: Uses): void {
  if (to <= from) return;
  const [first, last, at] = [uses.starts[from] ?? 0, uses.starts[to] ?? 0, next.starts[from] ?? 0];
  next.days.set(uses.days.subarray(first, last), at);
  next.kinds.set(uses.kinds.subarray(first, last), at);
  next.amounts.set(uses.amounts.subarray(first, last), at);
}
