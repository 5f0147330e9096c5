/**
 * Under which names and cards a reader's record stood before it was merged: two desks that merge one reader into
 * different ones and keep that reader's values leave records that are called alike.
 */
import { groupCard } from "#shared/model/input/card-number.ts";
import type { Reader } from "#shared/model/reader.ts";
import { formerCardsIn } from "#shared/model/readers/former-card.ts";
import type { Words } from "../../../words/words.ts";

/** @param row undefined for nobody */
export function Formerly({ row, words }: { readonly row: Reader | undefined; readonly words: Words }) {
  const before = [...(row?.formerNames ?? []), ...formerCardsIn(row?.otherIds).map(groupCard)];
  return before.length === 0 ? null : (
    <span className="meta">{words.t("centre.formerly", { names: before.join(" · ") })}</span>
  );
}
