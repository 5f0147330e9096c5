/** Many short texts as one long text and where each begins: read from the database at once, taken apart quickly. */

export interface PackedTexts {
  readonly text: string;
  /** One more than there are texts; the last is the length of the whole. */
  readonly starts: Uint32Array;
}

export function packTexts(texts: readonly string[]): PackedTexts {
  const starts = new Uint32Array(texts.length + 1);
  let length = 0;
  for (const [index, text] of texts.entries()) {
    length += text.length;
    starts[index + 1] = length;
  }
  return { text: texts.join(""), starts };
}

export function unpackTexts({ text, starts }: PackedTexts): string[] {
  const texts: string[] = [];
  for (let index = 0; index + 1 < starts.length; index++) texts.push(text.slice(starts[index], starts[index + 1]));
  return texts;
}

/** Whether it is whole: what was cut off on the disk must not be searched. */
export function isPackedTexts(value: unknown): value is PackedTexts {
  if (typeof value !== "object" || value === null || !("text" in value) || !("starts" in value)) return false;
  const { text, starts } = value;
  if (
    typeof text !== "string" ||
    !(starts instanceof Uint32Array) ||
    starts[0] !== 0 ||
    starts[starts.length - 1] !== text.length
  )
    return false;
  for (let index = 1; index < starts.length; index++) if ((starts[index] ?? 0) < (starts[index - 1] ?? 0)) return false;
  return true;
}
