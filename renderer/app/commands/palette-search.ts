/** What the palette asks of the worker: readers (it finds ids, the rows give names and cards), and how labels are typed. */
import { useCallback } from "react";
import { useServices } from "../../desk-services/services.ts";
import type { FoundReader } from "./palette.tsx";
import type { Syllables } from "./palette-matches.ts";

const SHOWN = 8;

export function usePaletteReaders(): (text: string) => Promise<readonly FoundReader[]> {
  const { db, search } = useServices();
  return useCallback(
    async (text) => {
      const { hits } = await search.query({ text, limit: SHOWN, seenToday: [] });
      const rows = await db.reader.bulkGet(hits.map((hit) => hit.id));
      return rows.flatMap((row) =>
        row === undefined ? [] : [{ id: row.id, name: row.name ?? "", detail: row.card ?? "" }],
      );
    },
    [db, search],
  );
}

export function useLabelReader(): (labels: readonly string[]) => Promise<readonly Syllables[]> {
  const { search } = useServices();
  return useCallback((labels) => search.syllables(labels), [search]);
}
