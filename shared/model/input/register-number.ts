/**
 * Numbers of the opinion register: branch code, desk letter, year, running number, as in `CD-A-2026-0012`.
 * Each desk counts only its own, so two desks without a network never give one number twice.
 */

/** Of the desk that founds a library: there is one. */
export const FOUNDERS_LETTER = "A";

/**
 * Of every other desk: the end of its stream's name, which is random. Desks that have never heard of each
 * other choose no letter twice, but for one chance in a million for each two of them.
 */
export const letterOfStream = (stream: string): string => stream.slice(-4).toUpperCase();

/** @param code the branch's code, else its first letters; @param letter the desk's letter */
export const registerPrefix = (code: string | undefined, letter: string | undefined, year: number): string =>
  `${clean(code) || "X"}-${clean(letter) || "A"}-${year}-`;

const clean = (text: string | undefined): string =>
  (text ?? "")
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();

/** One more than the highest number under the prefix; voided numbers are never given again. */
export function nextRegisterNo(prefix: string, given: Iterable<string | undefined>): string {
  let last = 0;
  for (const registerNo of given) {
    if (registerNo?.startsWith(prefix) !== true) continue;
    const running = Number(registerNo.slice(prefix.length));
    if (Number.isSafeInteger(running) && running > last) last = running;
  }
  return prefix + String(last + 1).padStart(4, "0");
}
