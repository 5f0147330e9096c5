/** Several telephone numbers in one text: people part them by marks, by a slash, or by nothing but a space. */

/** Numbers of the plan E.164 have at most fifteen digits; none that is written alone has less than seven. */
const LONGEST = 15;
const SHORTEST_ALONE = 7;
const HARD_MARKS = /[;；,，、|｜\n]|\s(?:或|及|和|与|與|or|and)\s/iu;
const EXTENSION = /\s*(?:ext\.?|x|#|转|轉|分机|分機|内线|內線)\s*\.?:?\s*(\d{1,6})(?!\d)/giu;
/** A mobile of the mainland, a mobile of Taiwan, a number with its area code. */
const WHOLE = /^(?:(?:86)?1[3-9]\d{9}|8869\d{8}|09\d{8}|0\d{9,11})$/;

const digitsOf = (text: string): string => text.replace(EXTENSION, "").replace(/\D/g, "");

/**
 * The numbers of a text in their order, each as it is written; a remark like (母) stays with its number.
 * What may be one number stays one: 138 0013 8000, +86 138 0013 8000, 2345 6789.
 */
export function splitPhones(text: string): readonly string[] {
  if (digitsOf(text.normalize("NFKC")).length < 2 * SHORTEST_ALONE && !HARD_MARKS.test(text)) return [text.normalize("NFKC").trim()].filter((part) => part !== "");
  const parts = text.normalize("NFKC").split(HARD_MARKS).flatMap(bySlash).flatMap(bySpace);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
}

function bySlash(text: string): readonly string[] {
  const parts = text.split("/");
  return parts.every((part) => digitsOf(part).length >= SHORTEST_ALONE) ? parts : [text];
}

function bySpace(text: string): readonly string[] {
  const tokens = text.replace(EXTENSION, " x$1").replace(/\s+x/g, "x").trim().split(/\s+/u);
  const isMany = digitsOf(text).length > LONGEST;
  const parts: string[] = [];
  let part: readonly string[] = [];
  const close = (): void => {
    if (part.length > 0) parts.push(part.join(" "));
    part = [];
  };
  for (const [index, token] of tokens.entries()) {
    const own = digitsOf(token);
    const before = digitsOf(part.join(" "));
    const rest = digitsOf(tokens.slice(index).join(" "));
    const isWhole = WHOLE.test(before) || (before.length >= SHORTEST_ALONE && own.length >= SHORTEST_ALONE) || (isMany && before.length === 8);
    // 母 138… 父 139…: there each word begins a number
    const begins = own === "" ? before !== "" && digitsOf(tokens[0] ?? "") === "" : before !== "" && token.startsWith("+");
    if (begins || (own !== "" && isWhole && rest.length >= SHORTEST_ALONE)) close();
    part = [...part, token];
  }
  close();
  return parts.length > 1 ? parts : [text];
}
