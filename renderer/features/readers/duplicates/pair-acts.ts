/**
 * What is decided about a pair: one person, two, or taken back. One answer at a time: whatever is pressed while the
 * first is being answered does nothing. What is written, is written on what was seen: where a sync has changed one of
 * the two meanwhile, nothing is.
 */
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { notSameKey } from "#shared/model/not-same.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { useAct, useActs } from "../../../acts/use-acts.ts";
import { create, remove } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useLocale, useT } from "../../../i18n/use-t.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { mergeChanges } from "../merge/merge-changes.ts";
import { usePart } from "../merge/use-part.ts";
import type { MergedPair, PairSeen, ToldApart } from "./duplicates-queries.ts";
import type { Picks } from "./pair-choice.ts";

export type PairDeed =
  | { readonly tag: "merge"; readonly seen: PairSeen; readonly picks: Picks }
  | { readonly tag: "not-same"; readonly seen: PairSeen }
  | { readonly tag: "take-back"; readonly apart: ToldApart }
  | { readonly tag: "part"; readonly merged: MergedPair }
  | { readonly tag: "undo" };

/**
 * @returns whether it is done; null where another one is being answered, and then nothing has begun
 */
export function usePairActs(): (deed: PairDeed, onBegin?: () => void) => Promise<boolean | null> {
  const t = useT();
  const locale = useLocale();
  const act = useAct();
  const acts = useActs();
  const part = usePart();
  const { host } = useServices();
  const { show } = useToasts();

  const merge = ({ left, right, records }: PairSeen, picks: Picks): Promise<boolean> => {
    const theirs = new Set(Object.entries(picks).flatMap(([field, side]) => (side === "right" ? [field] : [])));
    const { changes } = mergeChanges(left.person, right.person, theirs, locale);
    return act({
      command: "reader.merge",
      changes,
      said: {
        id: "readers.did-merge",
        values: { who: maskName(left.person.name ?? "", left.person.familyName) },
      },
      options: { asSeen: records },
    });
  };
  const tellApart = async ({ left, right, records }: PairSeen): Promise<boolean> => {
    const [first, second] = [left.person.id, right.person.id];
    const derived = await host("library.derive", { texts: [notSameKey(first, second)] });
    const [digest] = derived.ok ? derived.value : [];
    if (digest === undefined) {
      show({ text: t("duplicates.cannot-now"), tone: "failed" });
      return false;
    }
    return act({
      command: "reader.not-same",
      changes: [create("not-same", uuidV8(hexToBytes(digest)), { first, second })],
      said: { id: "duplicates.did-tell-apart" },
      options: { asSeen: records },
    });
  };
  return useOnce((deed: PairDeed, onBegin?: () => void): Promise<boolean> => {
    onBegin?.();
    switch (deed.tag) {
      case "merge":
        return merge(deed.seen, deed.picks);
      case "not-same":
        return tellApart(deed.seen);
      case "take-back":
        return act({
          command: "reader.not-same",
          changes: [remove("not-same", deed.apart.id)],
          said: { id: "duplicates.did-take-back" },
        });
      case "part":
        return part(deed.merged);
      case "undo":
        return acts.turn("undo");
    }
  });
}
