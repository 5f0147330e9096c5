/**
 * Rows that a person has called one reader: the later one fills what is blank and adds what adds up, and its card,
 * where it is another, is kept among her other numbers, under which she is found by it.
 */
import { foldCode } from "../../kernel/fold.ts";
import { formerCardName, formerCardsIn } from "../../model/readers/former-card.ts";
import type { DraftValues } from "../cells/draft.ts";
import type { Region } from "../cells/parse-phone.ts";
import type { CellChange } from "./cell-changes.ts";
import { DEFAULT_RULES, type ImportRules } from "./import-rules.ts";
import type { KnownReader } from "./reader-index.ts";

const LOCALE_OF: Readonly<Record<Region, string>> = { mainland: "zh-CN", taiwan: "zh-TW", other: "en" };

/** What a row says of a reader who has another card already. */
export function withSecondCard(values: DraftValues, reader: KnownReader, region: Region): DraftValues {
  const { card, ...others } = values;
  if (card === undefined || reader.card === undefined) return values;
  const known = [reader.card, ...formerCardsIn(reader.otherIds)].map(foldCode);
  if (known.includes(foldCode(card))) return others;
  const name = formerCardName(LOCALE_OF[region], { ...reader.otherIds, ...others.otherIds });
  return { ...others, otherIds: { ...others.otherIds, [name]: card } };
}

/**
 * What another row of a file says of the reader of an earlier one: her phones and notes add up, for the rest the first
 * row counts.
 */
export function joinedValues(values: DraftValues, reader: KnownReader, region: Region): DraftValues {
  const joined = { ...withSecondCard(values, reader, region) };
  if (values.phones !== undefined) joined.phones = [...new Set([...(reader.phones ?? []), ...values.phones])];
  if (values.note !== undefined)
    joined.note = [...new Set([...(reader.note?.split("\n") ?? []), ...values.note.split("\n")])].join("\n");
  return joined;
}

export const JOIN_RULES: ImportRules = { ...DEFAULT_RULES, overwrite: ["phones", "note"] };

/** Whether what is here already holds what the row says. */
export function isHeld({ before, after, kept }: CellChange): boolean {
  if (kept !== true) return false;
  if (Array.isArray(before) && Array.isArray(after)) return after.every((item) => before.includes(item));
  return typeof before === "string" && typeof after === "string" && before.split("\n").includes(after);
}

/** The reader once the cells are written. */
export function readerAfter(before: KnownReader, cells: readonly CellChange[]): KnownReader {
  const after: Record<string, unknown> = { ...before };
  for (const { field, key, after: value, kept } of cells) {
    if (kept === true) continue;
    if (key === undefined) after[field] = value;
    else after[field] = { ...(after[field] as object | undefined), [key]: value }; // a field with keys is a map
  }
  return after as unknown as KnownReader; // cells hold values of the fields that they name
}
