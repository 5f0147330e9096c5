/**
 * Which readers a typed or scanned text finds, and how well. Begins are found by searching for a mark and
 * the text together, so a single letter costs no more than a whole name.
 */
import { type CharMap, foldCode, foldName, foldPhone } from "#shared/kernel/fold.ts";
import { withoutExtension } from "#shared/kernel/phone-extension.ts";
import type { SearchHit } from "../../platform/worker/worker-api.ts";
import { END, type Lane } from "./lane.ts";
import { isMark, MARK } from "./reader-keys.ts";
import { tonedToPlain } from "./syllables.ts";
import { readZhuyin, type TypedZhuyin } from "./zhuyin.ts";

/** Best first. */
export const RANKS: readonly SearchHit["rank"][] = [
  "card",
  "other-id",
  "name",
  "initials",
  "pinyin",
  "contains",
  "phone",
];
const RANK = { card: 0, otherId: 1, name: 2, initials: 3, pinyin: 4, contains: 5, phone: 6 } as const;
const NONE = 255;

export interface Lanes {
  readonly codes: Lane;
  readonly names: Lane;
  readonly readings: Lane;
}

interface FoundMatches {
  /** Slots by rank, in the order of `RANKS`. */
  readonly byRank: readonly (readonly number[])[];
  readonly total: number;
  /** The one slot whose card, or else other id, is the text. */
  readonly exact: number | null;
}

/** Shorter parts of a card or number would find everybody. */
const SHORTEST_PART_OF_CODE = 2;
const SHORTEST_PHONE_TAIL = 4;
const SHORTEST_WHOLE_PHONE = 7;
const SHORTEST_PART_OF_OFFER = 2;
const CODE = /^[\p{L}\p{N}\p{P}\p{S}]+$/u;
const HAN = /\p{Script=Han}/u;
/** Letters with or without their tones, and what an input method puts between syllables. */
const PINYIN = /^(?:[a-z]|\p{Mn}|[\s'’·])+$/iu;
const PHONE = /^[\d\s+()（）-]+$/u;

export function findSlots(lanes: Lanes, text: string, slots: number, toSimplified: CharMap): FoundMatches {
  const best = new Uint8Array(slots).fill(NONE);
  const touched: number[] = [];
  const note = (slot: number, rank: number): void => {
    const known = best[slot] ?? NONE;
    if (known === NONE) touched.push(slot);
    if (rank < known) best[slot] = rank;
  };

  const code = foldCode(text);
  if (code !== "" && CODE.test(code) && !HAN.test(code)) findCode(lanes.codes, code, note);
  const name = foldName(text, toSimplified);
  if (name !== "") findName(lanes.names, name, note);
  if (PINYIN.test(text.normalize("NFKC").normalize("NFD"))) {
    const letters = tonedToPlain(text.normalize("NFKC"));
    if (letters !== "") findReading(lanes.readings, letters, note);
  }
  const zhuyin = readZhuyin(text);
  if (zhuyin !== null) findZhuyin(lanes.readings, zhuyin, note);
  const width = text.normalize("NFKC").trim();
  const number = foldPhone(width);
  // with its extension a number is whole: 12x34 is a card
  if (PHONE.test(width) || (number.length >= SHORTEST_WHOLE_PHONE && PHONE.test(withoutExtension(width))))
    findPhone(lanes.codes, number, note);

  const byRank: number[][] = RANKS.map(() => []);
  for (const slot of touched) byRank[best[slot] ?? NONE]?.push(slot);
  return { byRank, total: touched.length, exact: exactOf(byRank) };
}

type Note = (slot: number, rank: number) => void;

const endsField = (text: string, at: number): boolean => isMark(text.charCodeAt(at));

function findCode(lane: Lane, code: string, note: Note): void {
  if (code.length < SHORTEST_PART_OF_CODE) {
    for (const [mark, rank] of [
      [MARK.card, RANK.card],
      [MARK.otherId, RANK.otherId],
    ] as const) {
      lane.scan(mark + code, (slot, text, at) =>
        note(slot, endsField(text, at + 1 + code.length) ? rank : RANK.contains),
      );
    }
    return;
  }
  lane.scan(code, (slot, text, at) => {
    let start = at - 1;
    while (!isMark(text.charCodeAt(start))) start--;
    const mark = text.charAt(start);
    if (mark === MARK.phone) return;
    const whole = start === at - 1 && endsField(text, at + code.length);
    note(slot, whole ? (mark === MARK.card ? RANK.card : RANK.otherId) : RANK.contains);
  });
}

/** What a reader offers is found behind all names, and not by a single character: that is a surname. */
const findName = (lane: Lane, name: string, note: Note): void =>
  lane.scan(name, (slot, text, at) => {
    let start = at - 1;
    while (!isMark(text.charCodeAt(start))) start--;
    if (text.charAt(start) !== MARK.offers) note(slot, start === at - 1 ? RANK.name : RANK.contains);
    else if ([...name].length >= SHORTEST_PART_OF_OFFER) note(slot, RANK.contains);
  });

function findReading(lane: Lane, letters: string, note: Note): void {
  lane.scan(MARK.initials + letters, (slot) => note(slot, RANK.initials));
  lane.scan(MARK.pinyin + letters, (slot) => note(slot, RANK.pinyin));
  lane.scan(MARK.inner + letters, (slot) => note(slot, RANK.contains));
}

function findZhuyin(lane: Lane, { letters, initials }: TypedZhuyin, note: Note): void {
  if (letters !== null) {
    // zhuyin says where a syllable ends: ㄓㄤ is not ㄓㄢ before a ㄍ
    lane.scan(MARK.pinyin + letters, (slot, text, at) =>
      note(slot, endsSyllable(text, at, at + 1 + letters.length) ? RANK.pinyin : RANK.contains),
    );
    lane.scan(MARK.inner + letters, (slot) => note(slot, RANK.contains));
  }
  if (initials !== null) lane.scan(MARK.initials + initials, (slot) => note(slot, RANK.initials));
}

/** What is left of a name from a syllable on stands in front of the whole. */
function endsSyllable(text: string, at: number, end: number): boolean {
  if (endsField(text, end)) return true;
  let last = end;
  while (!endsField(text, last)) last++;
  const own = text.slice(text.lastIndexOf(END, at) + 1, at);
  return own.includes(MARK.inner + text.slice(end, last) + MARK.inner);
}

function findPhone(lane: Lane, digits: string, note: Note): void {
  if (digits.length < SHORTEST_PHONE_TAIL) return;
  lane.scan(digits, (slot, text, at) => {
    if (!endsField(text, at + digits.length)) return;
    let start = at - 1;
    while (!isMark(text.charCodeAt(start))) start--;
    if (text.charAt(start) === MARK.phone) note(slot, RANK.phone);
  });
}

/** Two readers under one number are for a person to tell apart. */
function exactOf(byRank: readonly (readonly number[])[]): number | null {
  const cards = byRank[RANK.card] ?? [];
  const only = cards.length > 0 ? cards : (byRank[RANK.otherId] ?? []);
  return only.length === 1 ? (only[0] ?? null) : null;
}
