/**
 * Puts readers in and leaves them out by hand: in a kept segment at once and with undo, in a new one with the draft. A
 * second press takes it back.
 */
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { Row } from "../../../db/database.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { SegmentDraft } from "./segment-draft.ts";

export interface Hands {
  readonly pinned: readonly string[];
  readonly excluded: readonly string[];
  readonly pin: (reader: string, who: CalledOut) => void;
  readonly exclude: (reader: string, who: CalledOut) => void;
}

/** Who is put in is no longer left out, and the other way round. */
export function useHands(
  row: Row<"segment"> | null,
  draft: SegmentDraft,
  onDraft: (draft: SegmentDraft) => void,
): Hands {
  const act = useAct();
  const { pinned = [], excluded = [] } = row ?? draft;
  const set = async (
    to: Places,
    reader: string,
    said: "pin" | "unpin" | "exclude" | "include",
    who: CalledOut,
  ): Promise<void> => {
    if (row === null)
      return onDraft({
        ...draft,
        pinned: placed(draft.pinned, reader, to.pinned),
        excluded: placed(draft.excluded, reader, to.excluded),
      });
    // one cell each, so that those put in a moment ago, or by a colleague, stay
    const cells = Object.fromEntries(Object.entries(to).map(([set, isIn]) => [`${set}/${reader}`, isIn]));
    await act({
      command: "segment.hands",
      changes: [{ act: "cells", kind: "segment", id: row.id, cells }],
      said: { id: `segments.did-${said}`, values: { who } },
    });
  };
  return {
    pinned,
    excluded,
    pin: (reader, who) =>
      void (pinned.includes(reader)
        ? set({ pinned: false }, reader, "unpin", who)
        : set({ pinned: true, excluded: false }, reader, "pin", who)),
    exclude: (reader, who) =>
      void (excluded.includes(reader)
        ? set({ excluded: false }, reader, "include", who)
        : set({ pinned: false, excluded: true }, reader, "exclude", who)),
  };
}

/** How a member is said afterwards; one who was deleted or erased has no name any more. */
export const whoIs = (row: Pick<Row<"reader">, "name" | "familyName"> | undefined, t: Translate): CalledOut =>
  row?.name === undefined ? nameless(t("segments.no-longer-here")) : maskName(row.name, row.familyName);

/** In a set, out of it, or as it was. */
type Places = { readonly [set in "pinned" | "excluded"]?: boolean };

const placed = (ids: readonly string[], id: string, isIn: boolean | undefined): string[] => {
  if (isIn === undefined) return [...ids];
  const others = ids.filter((each) => each !== id);
  return isIn ? [...others, id] : others;
};
