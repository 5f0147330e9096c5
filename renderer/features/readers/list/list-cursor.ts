/**
 * Where a person stands in the list of readers: at somebody, by her id. A list that changes takes the place along, so
 * that the next key never meets a reader whom nobody has looked at.
 */
import { useEffect, useState } from "react";
import { useSearch } from "wouter";
import type { ListPlace } from "../../../ui/list-keys.ts";
import type { ReaderList } from "../readers-in-view.ts";

interface Cursor extends ListPlace {
  /** Null until the row under the cursor is known. */
  readonly id: string | null;
}

export interface ListCursor {
  readonly place: ListPlace;
  /** Undefined while nobody is known there. */
  readonly id: string | undefined;
  readonly moveTo: (place: ListPlace) => void;
  /** Another list: from its beginning. */
  readonly start: () => void;
}

const START: Cursor = { row: 0, column: -1, id: null };

/** The search part of an address of the list at which she stands. */
export function searchAt(search: string, id: string): string {
  const said = new URLSearchParams(search);
  said.set("at", id);
  return `?${said.toString()}`;
}

/** @param question what the list is asked for: while it answers the one before, nobody in it is stood at */
export function useListCursor(shown: ReaderList | undefined, question: string): ListCursor {
  const list = shown?.answers === question ? shown : undefined;
  // whoever comes back from a reader's page stands at her
  const asked = new URLSearchParams(useSearch()).get("at");
  const [cursor, setCursor] = useState({ ...START, id: asked });
  const row = Math.max(0, Math.min(cursor.row, (shown?.total ?? 0) - 1));
  const there = list?.idAt(row);
  useEffect(() => {
    if (list === undefined || there === undefined || there === cursor.id) return undefined;
    const { id } = cursor;
    if (id === null) {
      setCursor((now) => (now === cursor ? { ...now, row, id: there } : now));
      return undefined;
    }
    let isWanted = true;
    const follow = (place: number): void => {
      // who has moved on meanwhile stays where she is
      if (isWanted)
        setCursor((now) => (now === cursor ? { ...now, ...(place < 0 ? { row, id: there } : { row: place }) } : now));
    };
    list.placeOf(id).then(follow, () => undefined);
    return () => {
      isWanted = false;
    };
  }, [list, there, cursor, row]);
  return {
    place: { row, column: cursor.column },
    id: cursor.id ?? there,
    moveTo: (place) => setCursor({ ...place, id: list?.idAt(place.row) ?? null }),
    start: () => setCursor(START),
  };
}
