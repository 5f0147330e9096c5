/** Base32 in Crockford's alphabet, lower case: no i, l, o, u, so that a printed code is read back right. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Encodes whole groups of five bits; a rest of fewer than five bits is padded with zeros on the right. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((value >>> bits) & 31);
      value &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + ALPHABET.charAt((value << (5 - bits)) & 31) : text;
}

/**
 * Puts what a person typed into canonical form: case, spaces and dashes do not matter, `i l` read as 1,
 * `o` as 0. Answers null where another character stands.
 */
export function normalizeBase32(typed: string): string | null {
  const text = typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\-‐-―]/g, "")
    .replace(/[il]/g, "1")
    .replace(/o/g, "0");
  return [...text].every((char) => ALPHABET.includes(char)) ? text : null;
}
