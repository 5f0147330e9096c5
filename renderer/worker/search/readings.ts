/**
 * How names are read. A surname is read as a surname (曾 zēng, 单 shàn, 尉迟 yùchí), the rest character by
 * character; other readings of a character are kept beside the first, so that they find the reader too.
 * A reading set by hand replaces everything that was guessed.
 */
import { pinyin } from "pinyin-pro";
import type { CharMap } from "#shared/kernel/fold.ts";
import { surnameLength } from "#shared/model/input/surname.ts";
import { splitSyllables, tonedToPlain } from "./syllables.ts";

export interface Syllable {
  /** Letters only, ü as v: what is typed. */
  readonly plain: string;
  /** With its tone as a digit, for order: zeng1. */
  readonly toned: string;
  /** What else may be typed. */
  readonly others: readonly string[];
}

export interface Reading {
  readonly syllables: readonly Syllable[];
  /** How many of the first syllables are the surname. */
  readonly surname: number;
}

export interface Readings {
  /** Null where nothing of the name is read in pinyin. */
  of(name: string, byHand?: string): Reading | null;
  /** Of a label and no name: a syllable for each character, words read as words (重复 chong fu); others as they are. */
  ofLabel(label: string): readonly string[];
  /** As shown beside the name: `zēng xiǎoxián`; empty where there is none. */
  shown(name: string): string;
}

const HAN = /\p{Script=Han}/u;
const HAN_ONLY = /^\p{Script=Han}+$/u;
/** What stands between the characters of a Chinese name and is no part of it; a dot parts the names of other peoples. */
const BESIDE_HAN = /[^\p{L}\p{M}\p{N}·‧•∙⋅・．.]+/gu;
/** Characters of names that pinyin-pro does not know. */
const UNKNOWN_TO_PINYIN: Readonly<Record<string, string>> = { 𠮷: "ji2" };
const UNKNOWN_SHOWN: Readonly<Record<string, string>> = { 𠮷: "jí" };
/** Variation selectors and joiners choose a glyph, not a reading. */
const UNREAD = /[\p{Mn}\p{Default_Ignorable_Code_Point}]/gu;

export function createReadings(toSimplified: CharMap): Readings {
  const characters = new Map<string, Syllable | null>();
  const surnames = new Map<string, readonly Syllable[]>();

  const character = (char: string): Syllable | null => {
    let syllable = characters.get(char);
    if (syllable === undefined) {
      syllable = HAN.test(char) ? readCharacter(char, toSimplified) : null;
      characters.set(char, syllable);
    }
    return syllable;
  };
  const surnameOf = (surname: string): readonly Syllable[] => {
    let syllables = surnames.get(surname);
    if (syllables === undefined) {
      syllables = readSurname(surname, toSimplified, character);
      surnames.set(surname, syllables);
    }
    return syllables;
  };

  return {
    of(written, byHand) {
      const name = written.replace(UNREAD, "");
      if (byHand !== undefined) return readByHand(name, byHand);
      const { surname, given } = nameParts(name);
      const head = surname === null ? [] : surnameOf(surname);
      const rest = [...given].map(character).filter((syllable) => syllable !== null);
      const syllables = [...head, ...rest];
      return syllables.length === 0 ? null : { syllables, surname: head.length };
    },
    ofLabel: (label) => pinyin(toSimplifiedText(label, toSimplified), plainOptions).map((each) => each.toLowerCase()),
    shown(written) {
      const name = written.replace(UNREAD, "");
      if (!HAN.test(name)) return "";
      const { surname, given } = nameParts(name);
      if (surname === null) return joinSyllables(toneMarks(name));
      const marks = joinSyllables(toneMarks(toSimplifiedText(surname, toSimplified), true));
      return given === "" ? marks : `${marks} ${joinSyllables(toneMarks(given))}`;
    },
  };
}

/** The surname of a name written in Han characters, spaces and marks aside; null for any other name. */
export function nameParts(name: string): { readonly surname: string | null; readonly given: string } {
  const chars = [...name.replace(BESIDE_HAN, "")];
  if (!HAN_ONLY.test(chars.join(""))) return { surname: null, given: name };
  const length = surnameLength(chars);
  return { surname: chars.slice(0, length).join(""), given: chars.slice(length).join("") };
}

const plainOptions = { type: "array", toneType: "none", v: true } as const;
const numOptions = { type: "array", toneType: "num", v: true } as const;

function readCharacter(char: string, toSimplified: CharMap): Syllable | null {
  const known = UNKNOWN_TO_PINYIN[char];
  if (known !== undefined) return syllableOf(known.replace(/\d/, ""), known, []);
  const toned = pinyin(char, numOptions)[0] ?? char;
  if (toned === char) return null;
  const all = new Set([
    ...pinyin(char, { ...plainOptions, multiple: true }),
    ...pinyin(toSimplified(char), { ...plainOptions, multiple: true }),
  ]);
  return syllableOf(toned.replace(/\d/, ""), toned, [...all]);
}

function readSurname(
  surname: string,
  toSimplified: CharMap,
  character: (char: string) => Syllable | null,
): readonly Syllable[] {
  const toned = pinyin(toSimplifiedText(surname, toSimplified), { ...numOptions, surname: "head" });
  return [...surname]
    .map((char, index) => {
      const alone = character(char);
      const asSurname = toned[index];
      if (alone === null || asSurname === undefined || asSurname === toSimplified(char)) return alone;
      return syllableOf(asSurname.replace(/\d/, ""), asSurname, [alone.plain, ...alone.others]);
    })
    .filter((syllable) => syllable !== null);
}

/** ü is typed v on every keyboard, u by many, yu in passports. */
function syllableOf(plain: string, toned: string, others: readonly string[]): Syllable {
  const all = [plain, ...others].flatMap((one) =>
    /^[ln]v/.test(one) ? [one, one.replace("v", "u"), one.replace("v", "yu")] : [one],
  );
  return { plain, toned, others: [...new Set(all)].filter((one) => one !== plain) };
}

function readByHand(name: string, reading: string): Reading | null {
  const syllables = splitSyllables(reading, [...name].filter((char) => HAN.test(char)).length).map((toned) =>
    syllableOf(tonedToPlain(toned), toned, []),
  );
  const { surname } = nameParts(name);
  return syllables.length === 0
    ? null
    : { syllables, surname: surname === null ? 0 : Math.min([...surname].length, syllables.length) };
}

const toSimplifiedText = (text: string, toSimplified: CharMap): string => [...text].map(toSimplified).join("");

const toneMarks = (text: string, surname = false): readonly string[] =>
  pinyin(text, { type: "array", surname: surname ? "head" : "off", toneSandhi: false }).map(
    (syllable) => UNKNOWN_SHOWN[syllable] ?? syllable,
  );

/** One word; an apostrophe before a vowel that could be read into the syllable before: xī'ān. */
const joinSyllables = (syllables: readonly string[]): string =>
  syllables.reduce(
    (word, syllable) =>
      word !== "" && /\p{L}$/u.test(word) && /^[aeoāáǎàēéěèōóǒò]/.test(syllable)
        ? `${word}'${syllable}`
        : word + syllable,
    "",
  );
