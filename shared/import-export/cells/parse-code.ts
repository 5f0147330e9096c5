/**
 * Card numbers and other ids from a cell: text always, leading zeros kept. What a spreadsheet has
 * destroyed is named and never guessed.
 */
import type { ProblemTag } from "./problems.ts";

/** The digits that a spreadsheet keeps of a number; what follows becomes zeros. */
const KEPT_DIGITS = 15;

/** Numbers with zeros in front that a column must have before shorter ones are doubted. */
const FEWEST_PADDED = 3;

/** What cards of this library, or numbers of a column, look like, where nearly all agree. */
export interface CardProfile {
  readonly length: number;
  readonly leadingZeros: boolean;
  /** So many zeros in front may be lost; a still shorter number is of another kind. */
  readonly mostLost: number;
}

export type ParsedCode = { readonly code: string } | { readonly problem: ProblemTag; readonly suggestion?: string };

/** A number as it stands in its cell, whatever may be lost of it. */
export const plainCode = (cell: string): string => cell.normalize("NFKC").replace(/[\s\p{Cc}\p{Cf}]/gu, "");

export function parseCode(cell: string, profile: CardProfile | null): ParsedCode {
  const text = plainCode(cell);
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return { problem: "digits-lost" };
  // 18 digits that end in 000 were 18 digits before the spreadsheet rounded them
  if (
    /^\d+$/.test(text) &&
    text.length > KEPT_DIGITS &&
    /^0+$/.test(text.slice(KEPT_DIGITS)) &&
    text.length - KEPT_DIGITS >= 2
  )
    return { problem: "digits-lost" };
  const missing = profile === null ? 0 : profile.length - text.length;
  if (profile?.leadingZeros && /^[1-9]\d*$/.test(text) && missing > 0 && missing <= profile.mostLost)
    return { problem: "leading-zeros-lost", suggestion: text.padStart(profile.length, "0") };
  return { code: text };
}

/**
 * What the numbers of one column show by themselves: some of one length still have their zeros in front, none is
 * longer, and the shorter ones have lost theirs.
 * @returns null where no zeros are missing
 */
export function columnProfile(cells: readonly string[]): CardProfile | null {
  const codes = cells.map((cell) => cell.normalize("NFKC").trim()).filter((cell) => /^\d+$/.test(cell));
  const padded = codes.filter((code) => code.startsWith("0") && code.length > 1);
  const [length = 0] = padded.map((code) => code.length);
  const isEven =
    padded.length >= FEWEST_PADDED &&
    padded.every((code) => code.length === length) &&
    codes.every((code) => code.length <= length);
  return isEven && codes.some((code) => code.length < length)
    ? { length, leadingZeros: true, mostLost: length - 1 }
    : null;
}

/** @returns null where cards differ in length, or are too few to tell */
export function cardProfile(cards: readonly string[]): CardProfile | null {
  const numeric = cards.filter((card) => /^\d+$/.test(card));
  if (numeric.length < 20 || numeric.length < cards.length * 0.9) return null;
  const lengths = new Map<number, number>();
  for (const card of numeric) lengths.set(card.length, (lengths.get(card.length) ?? 0) + 1);
  const [length, count] = [...lengths].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0]);
  if (count < numeric.length * 0.9) return null;
  return { length, leadingZeros: numeric.some((card) => card.length === length && card.startsWith("0")), mostLost: 4 };
}
