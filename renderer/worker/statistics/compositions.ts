/** Who used the library in twelve months, and in the twelve before, by each attribute. */
import { type Composition, compareComposition, type IsTold } from "#shared/analysis/composition.ts";
import { ATTRIBUTES, type Attribute } from "../../platform/worker/readers-page-api.ts";
import { recordOf } from "../library-use/counts.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import { hasUsed, type Placed } from "../library-use/placed.ts";
import { attributeAt } from "./attribute.ts";
import type { ReadersSums } from "./sums/readers-sums.ts";

export type ToldInYears = Readonly<Record<"before" | "now", Readonly<Record<Attribute, IsTold>>>>;

/** Small cells are hidden on the screen too. */
export const compositions = (
  { attributes, stayed }: ReadersSums,
  { before, now }: ToldInYears,
): Readonly<Record<Attribute, Composition>> =>
  recordOf(ATTRIBUTES, (attribute) =>
    compareComposition(
      attributes.before[attribute],
      attributes.now[attribute],
      { before: before[attribute], now: now[attribute] },
      stayed[attribute],
    ),
  );

/** @param value empty for those without one */
export const readersWithAttribute = (
  { placed, day }: LibraryView,
  attribute: Attribute,
  value: string,
): readonly Placed[] =>
  placed.filter((item) => hasUsed(item, day) && (attributeAt(item.person.facts, attribute, day) ?? "") === value);
