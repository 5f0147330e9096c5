/** The lines of the day for the cards at the desk, worked out before anybody scans one; small enough for every reader of a large library. */
import { standingOn } from "#shared/analysis/life-state.ts";
import { type LifeLine, lifeLine } from "#shared/rules/life-line.ts";
import type { Person } from "../statistics/people.ts";

export interface KeptLines {
  keep(people: Iterable<Person>, day: number): void;
  /** Undefined where nothing is kept for the day. */
  of(reader: string, day: number): LifeLine | null | undefined;
}

export function createKeptLines(): KeptLines {
  let kept: { readonly day: number; readonly lines: ReadonlyMap<string, LifeLine> } | null = null;
  return {
    keep(people, day) {
      const lines = new Map<string, LifeLine>();
      for (const person of people) {
        const line = lineOfPerson(person, day);
        // most readers come as always: nothing to say, nothing to keep
        if (line !== undefined) lines.set(person.id, line);
      }
      kept = { day, lines };
    },
    of: (reader, day) => (kept?.day === day ? (kept.lines.get(reader) ?? null) : undefined),
  };
}

function lineOfPerson({ history }: Person, day: number): LifeLine | undefined {
  return lifeLine(standingOn(history, day), history.open, day);
}
