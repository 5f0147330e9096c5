/** A table for the mail merge of a word processor: a row each, with address, salutation and every field of the text. */
import {
  MERGE_NAMES,
  type MergeValues,
  OUTREACH_FIELDS,
  type OutreachField,
  type TextLanguage,
} from "../text/merge-fields.ts";
import { oneLine } from "../text/merge-text.ts";

export interface MergeRow {
  readonly values: MergeValues;
  /** Number or address by which she is reached. */
  readonly to: string;
  /** The whole text, where there is one. */
  readonly text?: string;
}

const TO: Readonly<Record<TextLanguage, string>> = {
  "zh-CN": "地址或号码",
  "zh-TW": "地址或號碼",
  en: "Address or number",
};
const TEXT: Readonly<Record<TextLanguage, string>> = { "zh-CN": "正文", "zh-TW": "內文", en: "Text" };
const FIRST: readonly OutreachField[] = ["name", "salutation"];

/** Columns of which nobody has a value are left out; an address of several lines stays in one cell. */
export function mergeTable(
  rows: readonly MergeRow[],
  language: TextLanguage,
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const fields = [...FIRST, ...OUTREACH_FIELDS.filter((field) => !FIRST.includes(field))].filter((field) =>
    rows.some(({ values }) => values[field] !== undefined),
  );
  const hasText = rows.some(({ text }) => text !== undefined);
  const named = fields.map((field) => MERGE_NAMES[field][language]);
  return {
    header: [...named, TO[language], ...(hasText ? [TEXT[language]] : [])],
    rows: rows.map(({ values, to, text }) => [
      ...fields.map((field) => oneLine(values[field] ?? "")),
      to.trim(),
      ...(hasText ? [text ?? ""] : []),
    ]),
  };
}
