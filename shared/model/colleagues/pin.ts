/** A colleague's PIN as page and host both know it. It is against a curious colleague, not against a thief. */
import type { Staff } from "../house.ts";

/** As it stands in the colleague's record: both in hexadecimal. */
export type StoredPin = NonNullable<Staff["pin"]>;

/** PBKDF2 with SHA-256 (RFC 8018): a tenth of a second on an old computer. */
export const PIN_ROUNDS = 100_000;
export const PIN_HASH_BYTES = 32;
export const PIN_SALT_BYTES = 16;

/** As it is typed, in full width too. Undefined for what is no PIN. */
export function parsePin(typed: string): string | undefined {
  const pin = typed.normalize("NFKC").trim();
  return /^\d{4,6}$/.test(pin) ? pin : undefined;
}

/**
 * How long a colleague waits after wrong PINs: two are slips, from the third on each costs twice as long as the one
 * before, a minute at most. Nobody is shut out for good.
 */
const FREE = 2;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;

/** @param wrong PINs in a row @returns ms until the next may be tried */
export const waitAfterWrong = (wrong: number): number =>
  wrong <= FREE ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE - 1));
