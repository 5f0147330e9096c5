/** How much of a file from outside is read at all. Each limit has its own sentence on the screen. */
export const LIMITS = {
  /** Counted as sizes are shown to people: a megabyte is a million bytes. */
  fileBytes: 100_000_000,
  rowChars: 1024 * 1024,
  cellChars: 64 * 1024,
  columns: 200,
  rows: 500_000,
  /** Of a list of use: its rows are added up to fewer records. */
  useRows: 1_000_000,
  jsonDepth: 32,
  /** Inflated bytes a packed one may stand for, beyond the first `inflateFree` bytes. */
  inflateRatio: 25,
  inflateFree: 64 * 1024,
} as const;

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** Names that would reach an object's prototype; they are refused wherever a file names something. */
export const isForbiddenName = (name: string): boolean => FORBIDDEN.has(name.trim());

/** How many inflated bytes a file of `packedBytes` may have. */
export const inflateLimit = (packedBytes: number): number => LIMITS.inflateFree + LIMITS.inflateRatio * packedBytes;

/** Nesting of a JSON text, counted without parsing it, so that a deep one never reaches the parser. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === 0x5c) at++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return deepest;
}
