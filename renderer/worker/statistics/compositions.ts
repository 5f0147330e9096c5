/** Who used the library in twelve months, and in the twelve before, by each attribute. */
import { ageBandOn } from "#shared/analysis/age-band.ts";
import { type Composition, compareComposition, countValues } from "#shared/analysis/composition.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { ATTRIBUTES, type Attribute } from "../../platform/readers-page-api.ts";
import type { LibraryView } from "./library-view.ts";
import type { Placed } from "./placed.ts";
import type { ReaderFacts } from "./reader-facts.ts";

const usedNow = ({ person, numbers }: Placed): boolean => person.facts.isOneReader && numbers.frequency > 0;

/** Small cells are hidden: what is on the screen can be printed and saved. */
export function compositions({ placed, profiles, day }: LibraryView): Readonly<Record<Attribute, Composition>> {
  const all = profiles();
  const now = placed.filter(usedNow);
  const before = placed.filter(({ person }, place) => person.facts.isOneReader && all[place]?.usedBefore === true);
  const valuesOf = (of: readonly Placed[], attribute: Attribute, on: number) => countValues(of.map(({ person }) => valueAt(person.facts, attribute, on)));
  const compared = ATTRIBUTES.map((attribute) => [attribute, compareComposition(valuesOf(before, attribute, day - VALUE_DAYS), valuesOf(now, attribute, day), true)] as const);
  return Object.fromEntries(compared) as Record<Attribute, Composition>; // one for each attribute
}

/** @param value empty for those without one */
export const withAttribute = ({ placed, day }: LibraryView, attribute: Attribute, value: string): readonly Placed[] =>
  placed.filter((item) => usedNow(item) && (valueAt(item.person.facts, attribute, day) ?? "") === value);

/** An age changes with the day; everything else is as the record says today. */
function valueAt(facts: ReaderFacts, attribute: Attribute, day: number): string | undefined {
  return attribute === "ageBand" ? (ageBandOn(facts.birth, day) ?? facts.ageBand) : facts[attribute];
}
