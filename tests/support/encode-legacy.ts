/** Writes text in GB18030 or Big5 by turning the platform's decoder round; neither has an encoder of its own. */

type Legacy = "gb18030" | "big5";
const tables = new Map<Legacy, ReadonlyMap<string, readonly number[]>>();

/** Four bytes of GB18030 are numbered straight through. */
const fourBytes = (linear: number): readonly number[] => [
  0x81 + Math.floor(linear / 12_600),
  0x30 + (Math.floor(linear / 1260) % 10),
  0x81 + (Math.floor(linear / 10) % 126),
  0x30 + (linear % 10),
];
const BEYOND_BASIC_PLANE = 189_000;

function tableOf(encoding: Legacy): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const learn = (bytes: readonly number[]): void => {
    try {
      const char = decoder.decode(new Uint8Array(bytes));
      if ([...char].length === 1 && !table.has(char)) table.set(char, bytes);
    } catch {
      // not a character of this encoding
    }
  };
  for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) learn([lead, trail]);
  if (encoding === "gb18030") for (let linear = 0; linear < 39_420; linear++) learn(fourBytes(linear));
  tables.set(encoding, table);
  return table;
}

export function encodeLegacy(text: string, encoding: Legacy): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const known = tableOf(encoding).get(char);
    if (code < 0x80) bytes.push(code);
    else if (known !== undefined) bytes.push(...known);
    else if (encoding === "gb18030" && code > 0xffff) bytes.push(...fourBytes(code - 0x10000 + BEYOND_BASIC_PLANE));
    else throw new Error(`${char} is not in ${encoding}`);
  }
  return new Uint8Array(bytes);
}

export function encodeUtf16(text: string, order: "le" | "be", mark: boolean): Uint8Array<ArrayBuffer> {
  const units = mark ? `\uFEFF${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  for (let at = 0; at < units.length; at++)
    new DataView(bytes.buffer).setUint16(at * 2, units.charCodeAt(at), order === "le");
  return bytes;
}
