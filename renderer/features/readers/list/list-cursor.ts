/**
 * Where a person stands in the list of readers: at somebody, by her id. A list that changes takes the place along, so
 * that the next key never meets a reader whom nobody has looked at; where she is not listed any more, the place is that
 * of whoever followed her, and nobody is stood at before a person moves.
 */
import { useEffect, useLayoutEffect, useState } from "react";
import { useSearch } from "wouter";
import type { ListPlace } from "../../../ui/list-keys.ts";
import type { ReaderList } from "../readers-in-view.ts";
import type { KeptList, StoodAt } from "./kept-list.ts";

export interface ListCursor {
  readonly place: ListPlace;
  /** Undefined while nobody is known there, and where she who was stood at is not listed any more. */
  readonly id: string | undefined;
  readonly moveTo: (place: ListPlace) => void;
  /** Another list: from its beginning. */
  readonly start: () => void;
}

/** More of them than an act or a sync usually takes away together; each is asked for by herself. */
const FOLLOWERS = 8;

const START: StoodAt = { row: 0, column: -1, id: null, under: null, isMissing: false };

const isSame = (a: StoodAt, b: StoodAt): boolean =>
  a.row === b.row && a.id === b.id && a.under === b.under && a.isMissing === b.isMissing;

/** The search part of an address of the list at which she stands. */
export function searchAt(search: string, id: string): string {
  const said = new URLSearchParams(search);
  said.set("at", id);
  return `?${said.toString()}`;
}

/** @param question what the list is asked for: while it answers the one before, nobody in it is stood at */
export function useListCursor(shown: ReaderList | undefined, question: string, kept: KeptList): ListCursor {
  const list = shown?.answers === question ? shown : undefined;
  // whoever comes back from a reader's page stands at her
  const asked = new URLSearchParams(useSearch()).get("at");
  const [cursor, setCursor] = useState<StoodAt>(
    kept.cursor === undefined || kept.cursor.id === null ? { ...START, id: asked } : kept.cursor,
  );
  useLayoutEffect(() => {
    kept.cursor = cursor;
  }, [kept, cursor]);
  const row = Math.max(0, Math.min(cursor.row, (shown?.total ?? 0) - 1));
  const there = list?.idAt(row);
  useEffect(() => {
    if (list === undefined) return undefined;
    const { id } = cursor;
    // who has moved on meanwhile stays where she is
    const put = (next: StoodAt): void => setCursor((now) => (now === cursor && !isSame(now, next) ? next : now));
    const found: StoodAt = { ...cursor, row, under: question, isMissing: false };
    if (id === null || id === there) {
      kept.followers = Array.from({ length: FOLLOWERS }, (_, ahead) => list.idAt(row + 1 + ahead) ?? []).flat();
      if (there !== undefined) put({ ...found, id: there });
      return undefined;
    }
    let isWanted = true;
    const placeOfNext = async (): Promise<number> => {
      // an act may have taken her out, and the rows beside her are those that were looked at
      for (const next of cursor.under === question ? (kept.followers ?? []) : []) {
        const place = await list.placeOf(next);
        if (place >= 0) return place;
      }
      return cursor.under === question ? row : 0;
    };
    const follow = async (): Promise<void> => {
      const place = await list.placeOf(id);
      const next = place >= 0 ? { ...found, row: place } : { ...found, row: await placeOfNext(), isMissing: true };
      if (isWanted) put(next);
    };
    follow().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [list, there, cursor, row, question, kept]);
  const held = cursor.isMissing && there !== cursor.id ? undefined : (cursor.id ?? undefined);
  return {
    place: { row, column: cursor.column },
    id: cursor.id === null ? there : held,
    moveTo: (place) =>
      setCursor({ ...START, ...place, id: list?.idAt(place.row) ?? null, under: list === undefined ? null : question }),
    start: () => setCursor(START),
  };
}
