/** What a reader is found by, as the text of each lane, and what they are sorted by. */
import { type CharMap, foldCode, foldName, foldPhone } from "#shared/kernel/fold.ts";
import type { Reader } from "#shared/model/reader.ts";
import { END } from "./lane.ts";
import { nameParts, type Reading, type Readings, type Syllable } from "./readings.ts";

/** First character of a field: what it is. All below the space; a greater character is never one. */
export const MARK = {
  card: "\u0001",
  otherId: "\u0002",
  phone: "\u0003",
  name: "\u0004",
  initials: "\u0005",
  pinyin: "\u0006",
  /** Pinyin and initials from a later syllable on. */
  inner: "\u0007",
  /** What the reader can give to the library. */
  offers: "\u0008",
} as const;
const LAST_MARK = 8;

export const isMark = (code: number): boolean => code <= LAST_MARK;

interface SearchKeys {
  readonly codes: string;
  readonly names: string;
  readonly readings: string;
  /** Surname's reading, surname, given name's reading; compared by code unit. */
  readonly sort: string;
}

export type SearchedReader = Pick<
  Reader,
  "name" | "familyName" | "preferredName" | "formerNames" | "reading" | "card" | "otherIds" | "phones" | "offers"
>;

/** More readings of one name than this are not kept: 乐 alone has four. */
const MOST_READINGS = 8;
const WORD_BREAK = /[\s·‧•∙⋅・．.,，'’‘ʼ-]+/u;
const HAN = /\p{Script=Han}/u;

export function keysOf(row: SearchedReader, readings: Readings, toSimplified: CharMap): SearchKeys {
  const name = row.name ?? row.preferredName ?? "";
  const reading = readings.of(name, row.reading);
  const others = otherNames(row, name);
  return {
    codes: codesOf(row),
    names: [name, ...others].map((one) => nameFields(one, toSimplified)).join("") + offerField(row, toSimplified) + END,
    readings:
      [reading, ...others.map((one) => readings.of(one))]
        .map((one) => (one === null ? "" : readingFields(one)))
        .join("") +
      latinInitials(name) +
      END,
    sort: sortKey(name, row.familyName, reading, toSimplified),
  };
}

/** One person's keys with those of the records that were merged into hers; she is sorted and shown by her own. */
export function withMerged(own: SearchKeys, merged: readonly SearchKeys[]): SearchKeys {
  if (merged.length === 0) return own;
  const joined = (lane: "codes" | "names" | "readings"): string =>
    [own, ...merged].map((keys) => keys[lane].slice(0, -END.length)).join("") + END;
  return { codes: joined("codes"), names: joined("names"), readings: joined("readings"), sort: own.sort };
}

/** How she likes to be called, and what she was called before. */
const otherNames = ({ preferredName, formerNames = [] }: SearchedReader, name: string): readonly string[] =>
  (preferredName === undefined ? formerNames : [preferredName, ...formerNames]).filter((one) => one !== name);

function codesOf({ card, otherIds, phones }: SearchedReader): string {
  let text = card === undefined ? "" : MARK.card + foldCode(card);
  for (const value of Object.values(otherIds ?? {})) text += MARK.otherId + foldCode(value);
  for (const phone of phones ?? []) text += MARK.phone + foldPhone(phone);
  return text + END;
}

/** The name whole, and from each later word on; with and without its apostrophes and dashes. */
function nameFields(name: string, toSimplified: CharMap): string {
  const whole = foldName(name, toSimplified);
  if (!WORD_BREAK.test(name)) return MARK.name + whole;
  const words = name
    .split(WORD_BREAK)
    .map((word) => foldName(word, toSimplified))
    .filter((word) => word !== "");
  const starts = words.map((_, index) => words.slice(index).join(""));
  const turned = words.length > 1 ? [[words[words.length - 1], ...words.slice(0, -1)].join("")] : [];
  return [...new Set([whole, ...starts, ...turned])].map((text) => MARK.name + text).join("");
}

const offerField = ({ offers = "" }: SearchedReader, toSimplified: CharMap): string =>
  offers === "" ? "" : MARK.offers + foldName(offers, toSimplified);

function readingFields({ syllables }: Reading): string {
  const [first, ...more] = combinations(syllables);
  if (first === undefined) return "";
  const fields = fieldsOf(first);
  return more.length === 0 ? fields.join("") : [...new Set([...fields, ...more.flatMap(fieldsOf)])].join("");
}

function fieldsOf(syllables: readonly string[]): string[] {
  const fields: string[] = [];
  let letters = "";
  let initials = "";
  for (let index = syllables.length - 1; index >= 0; index--) {
    const syllable = syllables[index] ?? "";
    letters = syllable + letters;
    initials = syllable.charAt(0) + initials;
    fields.push(
      index === 0 ? MARK.pinyin + letters + MARK.initials + initials : MARK.inner + letters + MARK.inner + initials,
    );
  }
  return fields;
}

/** The first reading of every syllable, then others; no more than `MOST_READINGS`. */
function combinations(syllables: readonly Syllable[]): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const { plain, others } of syllables) {
    const room = Math.max(1, Math.floor(MOST_READINGS / all.length));
    const ways = [plain, ...others].slice(0, room);
    all =
      ways.length === 1 ? all.map((one) => [...one, plain]) : ways.flatMap((way) => all.map((one) => [...one, way]));
  }
  return all;
}

function latinInitials(name: string): string {
  if (HAN.test(name) || !WORD_BREAK.test(name)) return "";
  const initials = name.split(WORD_BREAK).map((word) => foldName(word, (char) => char).charAt(0));
  return MARK.initials + initials.join("");
}

/** Without marks and emoji, of which nobody knows where they stand in the alphabet; 2号 before 10号. */
function lettersKey(text: string, toSimplified: CharMap): string {
  const folded = foldName(text, toSimplified);
  const letters = folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  return (letters === "" ? folded : letters).replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}

/** A name in several scripts or in parts, which has no surname to go first: as it is read from its beginning. */
function mixedKey(name: string, { syllables }: Reading, toSimplified: CharMap): string {
  const toned = syllables.map((syllable) => syllable.toned);
  const parts = name.match(/\p{Script=Han}|\P{Script=Han}+/gu) ?? [];
  if (parts.filter((part) => HAN.test(part)).length !== toned.length) return toned.join(" ");
  return parts
    .map((part) => (HAN.test(part) ? (toned.shift() ?? "") : lettersKey(part, toSimplified)))
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .join(" ");
}

function sortKey(name: string, familyName: string | undefined, reading: Reading | null, toSimplified: CharMap): string {
  if (reading === null) return lettersKey(familyName === undefined ? name : `${familyName} ${name}`, toSimplified);
  if (reading.surname === 0) return mixedKey(name, reading, toSimplified);
  const toned = reading.syllables.map((syllable) => syllable.toned);
  const surname = [...(nameParts(name).surname ?? "")].map(toSimplified).join("");
  return `${toned.slice(0, reading.surname).join(" ")}\u0000${surname}\u0000${toned.slice(reading.surname).join(" ")}`;
}
