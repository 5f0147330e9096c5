/** Whom the screen lists, read calmly, in an order that no act changes under the cursor. */
import { useMemo, useRef } from "react";
import { type CareAsked, type CareRow, countInCare, readInCare } from "../../../db/lists/readers-in-care.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useCalmQuery } from "../../../desk-services/use-calm-query.ts";

/** Undefined while reading. */
export function useInCare(asked: CareAsked): readonly CareRow[] | undefined {
  const { db } = useServices();
  const key = JSON.stringify(asked);
  const rows = useCalmQuery(db, readInCare, key);
  const kept = useRef<{ key: string; places: ReadonlyMap<string, number> }>({ key: "", places: new Map() });
  return useMemo(() => {
    if (rows === undefined) return undefined;
    const before = kept.current.key === key ? kept.current.places : new Map<string, number>();
    const placeOf = ({ id }: CareRow): number => before.get(id) ?? before.size;
    const shown = before.size === 0 ? rows : rows.toSorted((a, b) => placeOf(a) - placeOf(b));
    kept.current = { key, places: new Map(shown.map(({ id }, place) => [id, place])) };
    return shown;
  }, [rows, key]);
}

/** Undefined while reading. */
export function useCountInCare(asked: CareAsked): number | undefined {
  const { db } = useServices();
  return useCalmQuery(db, countInCare, JSON.stringify(asked));
}
