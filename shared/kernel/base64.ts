/** Bytes as text (RFC 4648, 4), where no browser and no Node is at hand. */
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function bytesToBase64(bytes: ArrayLike<number>): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    text += SIGNS[a >> 2];
    text += SIGNS[((a & 3) << 4) | ((b ?? 0) >> 4)];
    text += b === undefined ? "=" : SIGNS[((b & 15) << 2) | ((c ?? 0) >> 6)];
    text += c === undefined ? "=" : SIGNS[c & 63];
  }
  return text;
}
