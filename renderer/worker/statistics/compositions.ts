/** Who used the library in twelve months, and in the twelve before, by each attribute. */
import { ageBandOn } from "#shared/analysis/age-band.ts";
import { type Composition, type Counts, compareComposition } from "#shared/analysis/composition.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { ATTRIBUTES, type Attribute } from "../../platform/readers-page-api.ts";
import type { LibraryView } from "./library-view.ts";
import type { Placed } from "./placed.ts";
import type { ReaderFacts } from "./reader-facts.ts";

const usedNow = ({ person, numbers }: Placed): boolean => person.facts.isOneReader && numbers.frequency > 0;

/** Small cells are hidden: what is on the screen can be printed and saved. */
export function compositions({ placed, profiles, day }: LibraryView): Readonly<Record<Attribute, Composition>> {
  const all = profiles();
  const [before, now] = [createCounts(), createCounts()];
  for (const [place, item] of placed.entries()) {
    const { facts } = item.person;
    if (usedNow(item)) now.add(facts, day);
    if (facts.isOneReader && all[place]?.usedBefore === true) before.add(facts, day - VALUE_DAYS);
  }
  const compared = ATTRIBUTES.map((attribute) => [attribute, compareComposition(before.of(attribute), now.of(attribute), true)] as const);
  return Object.fromEntries(compared) as Record<Attribute, Composition>; // one for each attribute
}

/** All attributes in one pass over the readers. */
function createCounts(): { readonly add: (facts: ReaderFacts, day: number) => void; readonly of: (attribute: Attribute) => Counts } {
  const counts = new Map(ATTRIBUTES.map((attribute) => [attribute, new Map<string, number>()]));
  return {
    add(facts, day) {
      for (const [attribute, values] of counts) {
        const value = valueAt(facts, attribute, day) ?? "";
        values.set(value, (values.get(value) ?? 0) + 1);
      }
    },
    of: (attribute) => counts.get(attribute) ?? new Map(),
  };
}

/** @param value empty for those without one */
export const withAttribute = ({ placed, day }: LibraryView, attribute: Attribute, value: string): readonly Placed[] =>
  placed.filter((item) => usedNow(item) && (valueAt(item.person.facts, attribute, day) ?? "") === value);

/** An age changes with the day; everything else is as the record says today. */
function valueAt(facts: ReaderFacts, attribute: Attribute, day: number): string | undefined {
  return attribute === "ageBand" ? (ageBandOn(facts.birth, day) ?? facts.ageBand) : facts[attribute];
}
