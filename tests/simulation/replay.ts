/** Entries applied to an empty database in a causal order of chance, in slices of chance, some of them twice. */
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import { MemoryReplica } from "../support/memory-replica.ts";
import type { Random } from "./random.ts";

/** Records' lines after all entries; what waits for something that never comes is left out. */
export function replay(
  byStream: ReadonlyMap<StreamId, readonly Entry[]>,
  random: Random,
  nowMs: number,
): readonly string[] {
  const replica = new MemoryReplica("0000000000000000", () => nowMs);
  const at = new Map<StreamId, number>();
  const isReady = (stream: StreamId, { seen = {} }: Entry): boolean =>
    Object.entries(seen).every(
      ([other, { seq }]) => other === stream || (at.get(other) ?? 0) >= Math.min(seq, byStream.get(other)?.length ?? 0),
    );
  for (;;) {
    const ready = [...byStream].filter(([stream, list]) => {
      const next = list[at.get(stream) ?? 0];
      return next !== undefined && isReady(stream, next);
    });
    const chosen = random.oneOf(ready);
    if (chosen === undefined) return replica.lines();
    const [stream, list] = chosen;
    const from = at.get(stream) ?? 0;
    let to = from + 1;
    for (const most = from + random.between(1, 6); to < most; to++) {
      const next = list[to];
      if (next === undefined || !isReady(stream, next)) break;
    }
    void replica.apply({ stream, entries: list.slice(Math.max(0, from - random.below(3)), to) });
    at.set(stream, to);
  }
}

/** The first line that one has and the other has not; null where both are the same. */
export function firstDifference(lines: readonly string[], expected: readonly string[]): string | null {
  const only = lines.find((line) => !expected.includes(line));
  const lacking = expected.find((line) => !lines.includes(line));
  return only === undefined && lacking === undefined
    ? null
    : `there is ${only ?? "nothing"}\n  instead of ${lacking ?? "nothing"}`;
}
