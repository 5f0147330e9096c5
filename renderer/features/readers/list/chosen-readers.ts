/**
 * Which readers are selected, by their ids: the list may change under the selection and an act may take them out of
 * it. What is selected by the way is asked for by places and answered with ids; an answer that comes after the
 * selection was given up is left out.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import type { DeskDb } from "../../../db/database.ts";
import { readMergedReaders, readPeople } from "../../../db/reader-class.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { ReaderList } from "../readers-in-view.ts";
import type { KeptList } from "./kept-list.ts";

/** More than a screen has. */
const SEEN = 64;
const NONE: ReadonlySet<string> = new Set();
const itself = (id: string): string => id;

export interface ChosenReaders {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  /** The readers at two places and between them. */
  readonly addRange: (from: number, to: number) => Promise<void>;
  readonly addAll: () => Promise<void>;
  /** Without those that the list does not show. */
  readonly dropHidden: () => Promise<void>;
  readonly clear: () => void;
}

export function useChosenReaders(list: ReaderList | undefined, kept: KeptList): ChosenReaders {
  const { db } = useServices();
  const [picked, setIds] = useState(kept.ids ?? NONE);
  useLayoutEffect(() => {
    kept.ids = picked;
  }, [kept, picked]);
  const isAny = picked.size > 0;
  const merged = useLiveQuery(async () => (isAny ? await readMergedReaders(db) : undefined), [db, isAny]);
  const mainOf = merged?.mainOf ?? itself;
  // two of them may have become one person
  const ids = useMemo(() => new Set([...picked].map(mainOf)), [picked, mainOf]);
  const turn = useRef(0);
  const add = async (from: number, to: number): Promise<void> => {
    const mine = turn.current;
    const seen = Array.from({ length: Math.min(to - from, SEEN) }, (_, index) => list?.idAt(from + index));
    // rows that are in view are taken as they are seen, though the list changes in the same moment
    const more =
      seen.length === to - from && seen.every((id) => id !== undefined) ? seen : ((await list?.idsOf(from, to)) ?? []);
    if (mine === turn.current) setIds((before) => new Set([...before, ...more]));
  };
  return {
    ids,
    toggle: (id) =>
      setIds((before) =>
        ids.has(id) ? new Set([...before].filter((each) => mainOf(each) !== id)) : new Set([...before, id]),
      ),
    addRange: (from, to) => add(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1),
    addAll: () => add(0, list?.total ?? 0),
    async dropHidden() {
      const mine = turn.current;
      const listed = new Set(await list?.idsOf(0, list.total));
      if (mine === turn.current) setIds((before) => new Set([...before].filter((id) => listed.has(mainOf(id)))));
    },
    clear: () => {
      turn.current++;
      setIds(NONE);
    },
  };
}

/** How many of the selected the list shows; undefined while it is being counted, and where it shows all readers. */
export function useListed(list: ReaderList | undefined, ids: ReadonlySet<string>): number | undefined {
  return useLiveQuery(
    async () => (list === undefined || list.isWhole || ids.size === 0 ? undefined : list.countOf([...ids])),
    [list, ids],
  );
}

/** What stands in the way of an act for some of the selected, said before it is done. */
export interface ChosenFacts {
  readonly gone: number;
  readonly noPhone: number;
  readonly noOwner: number;
}

/** With more selected nobody looks at single ones, and each change of the list would read them all. */
const MOST_LOOKED_AT = 1000;

/** @returns undefined while it is being read, and for very many */
export function useChosenFacts(ids: ReadonlySet<string>): ChosenFacts | undefined {
  const { db } = useServices();
  const key = ids.size > MOST_LOOKED_AT ? "" : [...ids].join();
  return useLiveQuery(async () => (key === "" ? undefined : await readChosenFacts(db, key.split(","))), [db, key]);
}

export async function readChosenFacts(db: DeskDb, ids: readonly string[]): Promise<ChosenFacts> {
  const people = await readPeople(db, ids);
  const here = people.filter((row) => row !== undefined && row.gone !== 1);
  return {
    gone: people.length - here.length,
    noPhone: here.filter((row) => (row?.phones ?? []).length === 0).length,
    noOwner: here.filter((row) => row?.owner === undefined).length,
  };
}
