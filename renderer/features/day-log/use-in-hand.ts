/**
 * The record in hand: it stays so whatever comes above it, and comes back in hand when it is brought back. Where a
 * colleague has taken it away, no other comes under the keys before a person moves.
 */
import { useLayoutEffect, useState } from "react";
import type { ListPlace } from "../../ui/list-keys.ts";
import type { LoggedRecord } from "./use-log-day.ts";

interface At extends ListPlace {
  readonly id: string | null;
  /** Taken back by the person here, who may bring it back. */
  readonly removed?: string;
  /** Under which filter and day. */
  readonly under: string;
}

export interface RecordInHand {
  readonly place: ListPlace;
  readonly record: LoggedRecord | undefined;
  readonly onActive: (place: ListPlace) => void;
  /** The next one comes in hand until it is brought back. */
  readonly leave: (id: string) => void;
}

/** @param rows undefined while they are read @param under another one begins at the first record */
export function useInHand(
  rows: readonly LoggedRecord[] | undefined,
  under: string,
  first: string | undefined,
): RecordInHand {
  const [at, setAt] = useState<At>({ row: 0, column: -1, id: first ?? null, under });
  const found = rows?.findIndex(({ id }) => id === at.id) ?? -1;
  const back = rows !== undefined && at.removed !== undefined && rows.some(({ id }) => id === at.removed);
  const isOther = rows !== undefined && (at.id === null || at.under !== under) && found < 0;
  const firstId = rows?.[0]?.id ?? null;
  useLayoutEffect(() => {
    if (back) setAt(({ removed, column, row }) => ({ row, column, id: removed ?? null, under }));
    else if (isOther && firstId !== null) setAt({ row: 0, column: -1, id: firstId, under });
    else if (found >= 0)
      setAt((before) => (before.row === found && before.under === under ? before : { ...before, row: found, under }));
  }, [back, isOther, firstId, found, under]);
  const last = (rows?.length ?? 0) - 1;
  return {
    place: { row: found >= 0 ? found : Math.max(0, Math.min(at.row, last)), column: at.column },
    record: found >= 0 ? rows?.[found] : undefined,
    onActive: (place) => setAt({ ...place, id: rows?.[place.row]?.id ?? null, under }),
    leave: (id) => {
      const row = rows?.findIndex((each) => each.id === id) ?? -1;
      const next = rows?.[row + 1] ?? rows?.[row - 1];
      setAt({ row: Math.max(0, row), column: -1, id: next?.id ?? null, removed: id, under });
    },
  };
}
