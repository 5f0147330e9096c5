/** Who is erased, here or by a colleague, is served no more: an entry in her name would be taken out again, and a draft that is kept here would be written anew. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect } from "react";
import type { Desk } from "../desk-context.ts";

export function useErasedGone({ actions, deps }: Desk): void {
  const { db } = deps.services;
  const erased = useLiveQuery(() => db.erased.toCollection().primaryKeys(), [db]);
  useEffect(() => {
    if (erased !== undefined && erased.length > 0) actions.letGo(new Set(erased));
  }, [erased, actions]);
}
