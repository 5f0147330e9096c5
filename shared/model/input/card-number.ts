/**
 * What a scanner or a person meant by a run of characters: a card number, or the ISBN of a book.
 * Card numbers are text, leading zeros kept; only full-width forms, controls and spacing are put right.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: scanners send control characters around the code
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;

/** @example ００２１ ０４１７ → 00210417 */
export const normalizeCard = (raw: string): string => raw.normalize("NFKC").replace(CONTROLS, "").replace(/\s+/g, "");

/** Every card number has a digit, and no name has one. */
export const mayBeCard = (text: string): boolean => /\d/.test(text.normalize("NFKC"));

/** Groups of four for reading aloud; numbers with letters or signs stay whole. */
export const groupCard = (card: string): string =>
  /^\d{8,}$/.test(card) ? card.replace(/(\d{4})(?=\d)/g, "$1 ") : card;

/**
 * The 13-digit ISBN, or null. A plain run of ten digits is taken for a card: one in eleven would pass the
 * check digit of ISBN-10 by chance, so ten digits count only with hyphens or a final X.
 */
export function parseIsbn(raw: string): string | null {
  const text = raw
    .normalize("NFKC")
    .replace(CONTROLS, "")
    .trim()
    .replace(/^ISBN[:\s]*/i, "");
  const plain = text.replace(/[\s‐-―-]/g, "").toUpperCase();
  if (/^97[89]\d{10}$/.test(plain)) return checkDigit13(plain) === plain.charAt(12) ? plain : null;
  if (!/^\d{9}[\dX]$/.test(plain) || (plain === text && !plain.endsWith("X"))) return null;
  if (checkDigit10(plain) !== plain.charAt(9)) return null;
  const stem = `978${plain.slice(0, 9)}`;
  return stem + checkDigit13(stem);
}

function checkDigit13(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(digits.charAt(i)) * (i % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}

function checkDigit10(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits.charAt(i)) * (10 - i);
  const rest = (11 - (sum % 11)) % 11;
  return rest === 10 ? "X" : String(rest);
}
