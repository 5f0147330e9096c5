/**
 * Text from a cell: HTML in notes becomes plain text, several values in one cell come apart. Nothing of
 * a file is ever rendered, so this is about reading well, not about safety.
 */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  mdash: "—",
  ndash: "–",
  hellip: "…",
  rsquo: "’",
  lsquo: "‘",
  ldquo: "“",
  rdquo: "”",
};

const TAG = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/giu;

export const hasHtml = (text: string): boolean => text.search(TAG) >= 0;

export function htmlToText(html: string): string {
  return html
    .replace(/<(script|style)\b[^<]*(?:(?!<\/\1>)<[^<]*)*<\/\1>/giu, "")
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\s*\/?>/giu, "\n")
    .replace(TAG, "")
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/giu, decodeEntity)
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function decodeEntity(whole: string, body: string): string {
  if (!body.startsWith("#"))
    return Object.hasOwn(ENTITIES, body.toLowerCase()) ? (ENTITIES[body.toLowerCase()] ?? whole) : whole;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  return code > 0x1f && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
}

/** @param marks characters that part the values of this field; a comma parts phones, not addresses */
export function splitCell(cell: string, marks: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (const char of cell) {
    if (!marks.includes(char)) part += char;
    else {
      parts.push(part);
      part = "";
    }
  }
  const seen = new Set<string>();
  return [...parts, part].map((text) => text.trim()).filter((text) => text !== "" && !seen.has(text) && seen.add(text));
}
