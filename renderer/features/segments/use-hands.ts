/** Puts readers in and leaves them out by hand: in a kept segment at once and with undo, in a new one with the draft. A second press takes it back. */
import { maskName } from "#shared/model/mask.ts";
import { useAct } from "../../acts/use-acts.ts";
import type { Row } from "../../db/database.ts";
import type { Draft } from "./segment-draft.ts";

export interface Hands {
  readonly pinned: readonly string[];
  readonly excluded: readonly string[];
  readonly pin: (reader: string, name: string) => void;
  readonly exclude: (reader: string, name: string) => void;
}

/** Who is put in is no longer left out, and the other way round. */
export function useHands(row: Row<"segment"> | null, draft: Draft, onDraft: (draft: Draft) => void): Hands {
  const act = useAct();
  const { pinned = [], excluded = [] } = row ?? draft;
  const set = async (to: Places, reader: string, said: "pin" | "unpin" | "exclude" | "include", name: string): Promise<void> => {
    if (row === null) return onDraft({ ...draft, pinned: placed(draft.pinned, reader, to.pinned), excluded: placed(draft.excluded, reader, to.excluded) });
    // one cell each, so that those put in a moment ago, or by a colleague, stay
    const cells = Object.fromEntries(Object.entries(to).map(([set, isIn]) => [`${set}/${reader}`, isIn]));
    await act({ command: "segment.hands", changes: [{ act: "cells", kind: "segment", id: row.id, cells }], said: { id: `segments.did-${said}`, values: { name: maskName(name) } } });
  };
  return {
    pinned,
    excluded,
    pin: (reader, name) => void (pinned.includes(reader) ? set({ pinned: false }, reader, "unpin", name) : set({ pinned: true, excluded: false }, reader, "pin", name)),
    exclude: (reader, name) => void (excluded.includes(reader) ? set({ excluded: false }, reader, "include", name) : set({ pinned: false, excluded: true }, reader, "exclude", name)),
  };
}

/** In a set, out of it, or as it was. */
type Places = { readonly [set in "pinned" | "excluded"]?: boolean };

const placed = (ids: readonly string[], id: string, isIn: boolean | undefined): string[] => {
  if (isIn === undefined) return [...ids];
  const others = ids.filter((each) => each !== id);
  return isIn ? [...others, id] : others;
};
