/**
 * Where in the inbox a colleague stands: the view, the opinion under the cursor, and what is selected. The cursor stays
 * at its opinion until a person moves it, also when an act takes it out of the view: the next key never meets one that
 * nobody has read.
 */
import { useLayoutEffect, useMemo, useState } from "react";
import { useSearch } from "wouter";
import type { ViewId } from "#shared/analysis/lists/inbox-views.ts";
import { PAGE, useInbox, useOpinion } from "./opinion-queries.ts";
import { keepPlace } from "./opinion-views.ts";

const NONE: ReadonlySet<string> = new Set();
/** So many rows before the end of what is read, more is read. */
const READ_ON_BEFORE = 20;

export type InboxPlace = ReturnType<typeof useInboxPlace>;

export function useInboxPlace(today: string, staff: string | undefined) {
  // another screen leads to one opinion by its id, wherever it stands in the list
  const asked = new URLSearchParams(useSearch()).get("id");
  const [view, setView] = useState<ViewId>("all");
  const [limit, setLimit] = useState(PAGE);
  const [cursor, setCursor] = useState<{ readonly id: string | null; readonly index: number }>({ id: asked, index: 0 });
  const [selected, setSelected] = useState(NONE);
  const held = useMemo(
    () => [...new Set([...selected, ...(cursor.id === null ? [] : [cursor.id])])].toSorted(),
    [selected, cursor.id],
  );
  const inbox = useInbox(view, { today, staff }, limit, held);
  const ids = useMemo(() => inbox?.rows.map((row) => row.id) ?? [], [inbox]);
  const place = keepPlace(ids, cursor.id, cursor.index);
  const id = cursor.id ?? place.id;
  useLayoutEffect(() => {
    if (cursor.id === null && place.id !== null) setCursor({ id: place.id, index: place.index });
  }, [cursor.id, place.id, place.index]);
  const asRead = useOpinion(id);
  // a live query answers for the id before until the next is read: a key pressed meanwhile must not meet the wrong one
  const active = asRead?.id === id ? asRead : inbox?.rows.find((row) => row.id === id);
  const chosen = inbox?.rows.filter((row) => selected.has(row.id)) ?? [];
  const moveTo = (index: number): void => setCursor({ id: ids[index] ?? null, index });
  return {
    view,
    inbox,
    id,
    index: place.index,
    active,
    selected,
    chosen,
    /** What an act is on. */
    targets: selected.size > 0 ? chosen : active === undefined ? [] : [active],
    showView: (next: ViewId): void => {
      setView(next);
      setCursor({ id: null, index: 0 });
      setSelected(NONE);
    },
    goTo: (index: number): void => {
      moveTo(index);
      if (inbox?.more === true && index >= ids.length - READ_ON_BEFORE) setLimit(limit + PAGE);
    },
    toggle: (): void => {
      if (id === null) return;
      setSelected((before) =>
        before.has(id) ? new Set([...before].filter((item) => item !== id)) : new Set([...before, id]),
      );
    },
    /** This one and its neighbour, which is the active one then. */
    selectNext: (step: 1 | -1): void => {
      const next = Math.max(0, Math.min(ids.length - 1, place.index + step));
      const more = [place.id, ids[next]].filter((each) => typeof each === "string");
      setSelected((before) => new Set([...before, ...more]));
      moveTo(next);
    },
    clearSelection: (): void => setSelected(NONE),
  };
}
