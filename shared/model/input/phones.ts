/** Several telephone numbers in one text: people part them by marks, by a slash, or by nothing but a space. */
import { markedExtensions, withoutExtension } from "../../kernel/phone-extension.ts";
import type { Jurisdiction } from "../house.ts";

/** Numbers of the plan E.164 have at most fifteen digits; none that is written alone has less than seven. */
const LONGEST = 15;
const SHORTEST_ALONE = 7;
const HARD_MARKS = /[;；,，、|｜\n]|\s(?:或|及|和|与|與|or|and)\s/iu;
/** A mobile of the mainland, a mobile of Taiwan, a number with its area code. */
const WHOLE = /^(?:(?:86)?1[3-9]\d{9}|8869\d{8}|09\d{8}|0\d{9,11})$/;

const digitsOf = (text: string): string => withoutExtension(text).replace(/\D/g, "");

/**
 * The numbers of a text in their order, each as it is written; a remark like (母) stays with its number.
 * What may be one number stays one: 138 0013 8000, +86 138 0013 8000, 2345 6789. Takes time as the text is long.
 */
export function splitPhones(text: string): readonly string[] {
  const tidy = text
    .normalize("NFKC")
    .replace(/[^\S\n]+/gu, " ")
    .trim();
  const marked = tidy.split(HARD_MARKS);
  const parts = tidy.replace(/\D/g, "").length < 2 * SHORTEST_ALONE ? marked : marked.flatMap(bySlash).flatMap(bySpace);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
}

function bySlash(text: string): readonly string[] {
  const parts = text.split("/");
  return parts.every((part) => digitsOf(part).length >= SHORTEST_ALONE) ? parts : [text];
}

function bySpace(text: string): readonly string[] {
  const tokens = markedExtensions(text).replace(/\sx/g, "x").trim().split(" ");
  const digits = tokens.map(digitsOf);
  let rest = digits.join("").length;
  const isMany = rest > LONGEST;
  const parts: string[] = [];
  let part: string[] = [];
  let before = "";
  for (const [index, token] of tokens.entries()) {
    const own = digits[index] ?? "";
    const isWhole =
      WHOLE.test(before) ||
      (before.length >= SHORTEST_ALONE && own.length >= SHORTEST_ALONE) ||
      (isMany && before.length === 8);
    // 母 138… 父 139…: there each word begins a number
    const begins = before !== "" && (own === "" ? digits[0] === "" : token.startsWith("+"));
    if (begins || (own !== "" && isWhole && rest >= SHORTEST_ALONE)) {
      parts.push(part.join(" "));
      [part, before] = [[], ""];
    }
    part.push(token);
    before += own;
    rest -= own.length;
  }
  parts.push(part.join(" "));
  return parts.length > 1 ? parts : [text];
}

/** Area codes of Taiwan, the longest first, with how many digits stand behind. */
const TAIWAN_AREAS: readonly (readonly [code: string, digits: number])[] = [
  ["0826", 5],
  ["0836", 5],
  ["037", 6],
  ["049", 7],
  ["082", 6],
  ["089", 6],
  ["02", 8],
  ["04", 8],
  ["04", 7],
  ["03", 7],
  ["05", 7],
  ["06", 7],
  ["07", 7],
  ["08", 7],
];

/**
 * A number as the place groups it, where it was typed in one piece: 0912-345-678, 02-2345-6789 in Taiwan. A mobile there
 * has ten digits.
 * @returns null where no digit stands at all, and where one is missing or too many; any other number as it is
 */
export function groupedPhone(phone: string, place: Jurisdiction): string | null {
  if (!/\d/.test(phone.normalize("NFKC"))) return null;
  if (place !== "taiwan") return phone;
  const digits = phone.normalize("NFKC").replace(/[\s-]/g, "");
  if (!/^0\d+$/.test(digits)) return phone;
  if (digits.startsWith("09"))
    return digits.length === 10 ? `${digits.slice(0, 4)}-${digits.slice(4, 7)}-${digits.slice(7)}` : null;
  if (digits !== phone.normalize("NFKC")) return phone;
  const area = TAIWAN_AREAS.find(([code, rest]) => digits.startsWith(code) && digits.length === code.length + rest);
  if (area === undefined) return phone;
  const rest = digits.slice(area[0].length);
  return rest.length < 7 ? `${area[0]}-${rest}` : [area[0], rest.slice(0, -4), rest.slice(-4)].join("-");
}
