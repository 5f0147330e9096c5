/** The palette's way to the readers: the worker finds ids, the rows give names and cards. */
import { useCallback } from "react";
import { useServices } from "../../desk-services/services.ts";
import type { FoundReader } from "./palette.tsx";

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
