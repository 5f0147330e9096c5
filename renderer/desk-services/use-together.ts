/** Who took part in service records beside the reader each was logged for, as a queue may read it. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { participantsOf } from "../db/taking-part.ts";
import { useT } from "../i18n/use-t.ts";
import { useServices } from "./services.ts";
import { useNamesCalledOut } from "./use-reader-names.ts";

/** In words, the first by name; undefined where nobody did, and until it is read. */
export type TogetherOf = (record: string) => string | undefined;

const NOBODY: ReadonlyMap<string, readonly string[]> = new Map();

export function useTogether(records: readonly string[]): TogetherOf {
  const { db } = useServices();
  const key = records.join();
  const found = useLiveQuery(
    async () => (key === "" ? NOBODY : await participantsOf(db, key.split(","))),
    [db, key],
    NOBODY,
  );
  return useTogetherWords(found);
}

/** @param found the readers of each record, where they are read already */
export function useTogetherWords(found: ReadonlyMap<string, readonly string[]>): TogetherOf {
  const t = useT();
  const names = useNamesCalledOut(useMemo(() => [...new Set([...found.values()].flat())], [found]));
  return useMemo(
    () => (record) => {
      const readers = [...new Set(found.get(record))];
      const name = names.get(readers[0] ?? "");
      return name === undefined ? undefined : t("words.together", { name, count: readers.length });
    },
    [found, names, t],
  );
}
