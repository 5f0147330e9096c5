/**
 * A text to readers: `{称呼|读者朋友}您好` is a field, what stands instead where nothing is known, and plain words. A field
 * without an instead stops the text for whoever lacks it: no message ever goes out with a gap.
 */
import { type MergeValues, mergeFieldOf, type OutreachField } from "./merge-fields.ts";

export type TextPart =
  | { readonly tag: "words"; readonly words: string }
  | { readonly tag: "field"; readonly field: OutreachField; readonly instead?: string }
  /** In braces and no field, or a brace without its other half: as it is written. */
  | { readonly tag: "unknown"; readonly written: string };

const IN_BRACES = /[{｛]([^{}｛｝]*)[}｝]|[{}｛｝]/gu;

export function parseMergeText(written: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of written.matchAll(IN_BRACES)) {
    if (match.index > from) parts.push({ tag: "words", words: written.slice(from, match.index) });
    parts.push(partOf(match[0], match[1] ?? ""));
    from = match.index + match[0].length;
  }
  if (from < written.length) parts.push({ tag: "words", words: written.slice(from) });
  return parts;
}

function partOf(written: string, inside: string): TextPart {
  const [name = "", ...rest] = inside.split(/[|｜]/u);
  const field = mergeFieldOf(name);
  if (field === undefined) return { tag: "unknown", written };
  const instead = rest.join("|").trim();
  return rest.length === 0 || instead === "" ? { tag: "field", field } : { tag: "field", field, instead };
}

export type FilledText =
  | {
      readonly ok: true;
      readonly text: string;
      /** Fields of which nothing is known and for which the text has something else, each once. */
      readonly instead: readonly OutreachField[];
    }
  /** Nothing is known of these fields, and the text has nothing to say instead; or braces hold no field. */
  | { readonly ok: false; readonly missing: readonly OutreachField[]; readonly unknown: readonly string[] };

export function fillMergeText(parts: readonly TextPart[], values: MergeValues): FilledText {
  const [missing, instead] = [new Set<OutreachField>(), new Set<OutreachField>()];
  const unknown: string[] = [];
  let text = "";
  for (const part of parts) {
    if (part.tag === "words") text += part.words;
    else if (part.tag === "unknown") unknown.push(part.written);
    else {
      const value = oneLine(values[part.field] ?? "");
      if (value !== "") text += value;
      else if (part.instead === undefined) missing.add(part.field);
      else {
        text += part.instead;
        instead.add(part.field);
      }
    }
  }
  return missing.size > 0 || unknown.length > 0
    ? { ok: false, missing: [...missing], unknown }
    : { ok: true, text, instead: [...instead] };
}

/**
 * A value is a part of a sentence, wherever it came from: it breaks no line, and no sign in it turns the direction of
 * what stands behind it.
 */
export const oneLine = (value: string): string =>
  value
    .replace(TURNING, "")
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, " ")
    .trim();

/** Marks of direction that nobody sees. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const fieldsIn = (parts: readonly TextPart[]): readonly OutreachField[] => [
  ...new Set(parts.flatMap((part) => (part.tag === "field" ? [part.field] : []))),
];

/** Fields of the text of which nothing is known for anybody: said before anything is made. */
export const fieldsOfNobody = (parts: readonly TextPart[], rows: readonly MergeValues[]): readonly OutreachField[] =>
  rows.length === 0
    ? []
    : fieldsIn(parts).filter((field) => rows.every((values) => oneLine(values[field] ?? "") === ""));
