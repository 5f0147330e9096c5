/**
 * Who is deleted or erased, here or by a colleague, is served no more, before the next entry. Of an erased reader a
 * draft that is kept here would be written anew: it goes as well. A deletion can be taken back: what was begun stays.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect } from "react";
import { useStore } from "zustand";
import type { Desk } from "../desk-context.ts";
import type { DeskState } from "../desk-store.ts";

export function useGoneReaders({ store, actions, deps }: Desk): void {
  const { db } = deps.services;
  const erased = useLiveQuery(() => db.erased.toCollection().primaryKeys(), [db]);
  useEffect(() => {
    if (erased !== undefined && erased.length > 0) actions.letGo(new Set(erased));
  }, [erased, actions]);
  const here = useStore(store, idsHere);
  const deleted = useLiveQuery(
    async () => (await db.reader.bulkGet(here.split(" "))).flatMap((row) => (row?.gone === 1 ? [row.id] : [])),
    [db, here],
  );
  useEffect(() => {
    if (deleted !== undefined && deleted.length > 0) actions.stopServing(new Set(deleted));
  }, [deleted, actions]);
}

/** One text, so that it is asked again only when it changes. */
const idsHere = ({ reader, whose, session }: DeskState): string =>
  [...new Set([reader, whose, ...session.map((served) => served.reader)])].filter((id) => id !== null).join(" ");
