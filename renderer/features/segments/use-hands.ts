/** Puts readers in and leaves them out by hand: in a kept segment at once and with undo, in a new one with the draft. A second press takes it back. */
import { useAct } from "../../db/acts.ts";
import { edit } from "../../db/changes.ts";
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
  const set = async (next: { readonly pinned: readonly string[]; readonly excluded: readonly string[] }, said: "pin" | "unpin" | "exclude" | "include", name: string): Promise<void> => {
    if (row === null) return onDraft({ ...draft, pinned: [...next.pinned], excluded: [...next.excluded] });
    await act({ command: "segment.hands", changes: [edit("segment", row.id, next)], said: { id: `segments.did-${said}`, values: { name } } });
  };
  return {
    pinned,
    excluded,
    pin: (reader, name) => {
      const isIn = pinned.includes(reader);
      void set(isIn ? { pinned: without(pinned, reader), excluded } : { pinned: [...pinned, reader], excluded: without(excluded, reader) }, isIn ? "unpin" : "pin", name);
    },
    exclude: (reader, name) => {
      const isOut = excluded.includes(reader);
      void set(isOut ? { pinned, excluded: without(excluded, reader) } : { pinned: without(pinned, reader), excluded: [...excluded, reader] }, isOut ? "include" : "exclude", name);
    },
  };
}

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((each) => each !== id);
