/**
 * Names of invented people: mostly Han names by how common their surname is, some with characters that few
 * systems can write, some of minorities, some Latin. A reading is given where guessing goes wrong.
 */
import type { DemoRandom } from "./random.ts";

export interface DemoName {
  readonly name: string;
  readonly familyName?: string;
  readonly givenName?: string;
  /** Pinyin by hand. */
  readonly reading?: string;
}

export interface DemoNames {
  readonly surnames: readonly (readonly [surname: string, weight: number])[];
  readonly female: readonly string[];
  readonly male: readonly string[];
  /** Written with characters, or read in ways, that others get wrong. */
  readonly hard: readonly DemoName[];
  /** Names of other peoples: whole ones, and such that are put together with a dot. */
  readonly whole: readonly string[];
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

export const words = (text: string): readonly string[] => text.split(" ");

/** A word, its weight, the next word. */
export const weightedWords = (text: string): DemoNames["surnames"] =>
  words(text).flatMap((word, index, all) => (index % 2 === 0 ? [[word, Number(all[index + 1])] as const] : []));

const LATIN: readonly DemoName[] =
  "Müller Jürgen|O’Connor Sinéad|Smith Emma|García Lucía|Dubois Élodie|Nguyễn Minh|Tanaka Yuki|Kowalski Łukasz|Ivanova Anna|Silva João|Kim Minseo|Brown Michael|Johansson Åsa|Rossi Giulia|van der Berg Daan|Singh Arjun|Larsen Søren|Hughes Mary Ann"
    .split("|")
    .map((text) => {
      const parts = text.split(" ");
      const givenCount = text === "Hughes Mary Ann" ? 2 : 1;
      const familyName = parts.slice(0, -givenCount).join(" ");
      const givenName = parts.slice(-givenCount).join(" ");
      return { name: `${givenName} ${familyName}`, familyName, givenName };
    });

/** Few by number, all of them worth having once: each of the first readers gets the next one. */
export const rareNames = ({ hard }: DemoNames): readonly DemoName[] => [...hard, ...LATIN];

export function commonName(
  random: DemoRandom,
  gender: "female" | "male",
  { surnames, female, male, whole, before, behind }: DemoNames,
): DemoName {
  if (random.chance(0.012)) {
    const name = random.chance(0.5) ? random.pick(whole) : `${random.pick(before)}·${random.pick(behind)}`;
    return { name };
  }
  const familyName = random.weighted(surnames);
  const givenName = random.pick(gender === "female" ? female : male);
  return { name: familyName + givenName, familyName, givenName };
}
