/**
 * The number on a letter by which it is known again when it comes back: 99, twelve digits made of the recipient's id, and
 * two that check all of it. Digits alone, so that an input method that is on does no harm to a scan; no card of a library
 * is likely to fit, and a number that was misread is none.
 */

const LENGTH = 16;
const MARK = "99";
const HASHED = 12;

/** FNV-1a (Fowler, Noll, Vo) on 64 bits. */
function hash(text: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++)
    value = ((value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & 0xffffffffffffffffn;
  return value;
}

/** As ISO 7064 MOD 97-10 checks: the whole number leaves 1. */
const checked = (digits: string): string =>
  `${digits}${String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, "0")}`;

/** @param recipient the id of the recipient's record, on every desk the same */
export const letterCode = (recipient: string): string =>
  checked(`${MARK}${String(hash(recipient) % 10n ** BigInt(HASHED)).padStart(HASHED, "0")}`);

export const isLetterCode = (scan: string): boolean =>
  new RegExp(`^${MARK}\\d{${LENGTH - MARK.length}}$`).test(scan) && BigInt(scan) % 97n === 1n;

/**
 * Whose letter came back.
 * @param recipients of letters, all that may have been sent
 * @returns usually one; none where it is no such code, or a letter of a list that is not on this desk
 */
export const recipientsOfCode = <Of extends { readonly id: string }>(
  scan: string,
  recipients: readonly Of[],
): readonly Of[] => {
  const code = scan.trim();
  return isLetterCode(code) ? recipients.filter(({ id }) => letterCode(id) === code) : [];
};

/** The mark in a reader's `badContact` by which no more letters go to her address. */
export const RETURNED_LETTER_MARK = "letter";
