/**
 * One value of a record as a cell of our own export, and back: every value that its declaration allows
 * comes back equal. Codes are written by name where the name leads back to the code, else as `#code`.
 */
import * as v from "valibot";
import { canonicalJson } from "../../kernel/json.ts";
import { RECORDS } from "../../model/kinds.ts";
import { fitsField } from "../../model/parse-value.ts";
import type { FieldSpec } from "../../model/record.ts";
import { instant } from "../../model/record.ts";
import { isForbiddenName } from "../table/limits.ts";
import type { OwnLanguage } from "./own-format.ts";
import { joinList, joinPairs, splitList, splitPairs } from "./own-list.ts";
import { instantToText, textToInstant } from "./own-time.ts";
import { VALUE_WORDS } from "./own-values.ts";
import type { OwnKind } from "./own-words.ts";

/** Names of codes and of records that others refer to. */
export interface OwnNames {
  /** How a code of the field is written. */
  readonly nameOf: (kind: OwnKind, field: string, code: string) => string | undefined;
  readonly codeOf: (kind: OwnKind, field: string, name: string) => string | undefined;
}

export interface CellStyle {
  readonly language: OwnLanguage;
  readonly names: OwnNames;
  /** Of local time from UTC at an instant. */
  readonly offsetMinutes: (ms: number) => number;
}

const LANGUAGES: readonly OwnLanguage[] = ["zh-CN", "zh-TW", "en"];
const YES = "1";
const NO = "0";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
const isInstant = (spec: FieldSpec): boolean => spec.schema === (instant as v.GenericSchema);

export function writeOwnCell(kind: OwnKind, field: string, value: unknown, style: CellStyle): string {
  if (value === undefined || value === null) return "";
  const spec = specOf(kind, field);
  if (typeof value === "string") return writeCode(kind, field, value, style);
  if (typeof value === "boolean") return value ? YES : NO;
  if (typeof value === "number")
    return spec !== undefined && isInstant(spec) ? instantToText(value, style.offsetMinutes(value)) : String(value);
  if (isTexts(value)) return joinList(value);
  if (isRecord(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return "";
    if (entries.every(([, item]) => typeof item === "string"))
      return joinPairs(
        Object.fromEntries(entries.map(([key, item]) => [key, writeCode(kind, field, String(item), style)])),
      );
    if (spec?.shape === "map" && entries.every(([, item]) => typeof item === "number"))
      return joinPairs(Object.fromEntries(entries.map(([key, item]) => [key, String(item)])));
  }
  return canonicalJson(value);
}

export type OwnReading =
  | { readonly value: unknown }
  | { readonly problem: "unreadable-cell" | "unknown-value" | "does-not-fit" | "forbidden-name" };

export function readOwnCell(kind: OwnKind, field: string, cell: string, names: OwnNames): OwnReading {
  const spec = specOf(kind, field);
  if (spec === undefined) return { problem: "unreadable-cell" };
  const read = readByShape(kind, field, spec, cell, names);
  if ("problem" in read) return read;
  return fitsOwn(kind, field, spec, read.value) ? read : { problem: "does-not-fit" };
}

const specOf = (kind: OwnKind, field: string): FieldSpec | undefined => {
  const fields: Readonly<Record<string, FieldSpec>> = RECORDS[kind].fields;
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
};

function fitsOwn(kind: OwnKind, field: string, spec: FieldSpec, value: unknown): boolean {
  if (spec.shape === "one") return fitsField(kind, field, value);
  if (spec.shape === "set") return isTexts(value);
  return isRecord(value) && Object.values(value).every((item) => fitsField(kind, field, item));
}

function readByShape(kind: OwnKind, field: string, spec: FieldSpec, cell: string, names: OwnNames): OwnReading {
  if (spec.shape === "set") return { value: splitList(cell) };
  if (cell.startsWith("{") && (spec.shape === "map" || takesObject(kind, field))) return readJson(cell);
  if (spec.shape === "map" && CODE_FIELDS.has(`${kind}.${field}`))
    return readPairs(cell, (text) => readCode(kind, field, text, names));
  if (spec.shape === "map")
    return readPairs(cell, (text) => ({ value: fitsField(kind, field, text) ? text : Number(text) }));
  // before the list: an object whose keys are all optional would take a list too
  if (takesObject(kind, field)) return readPairs(cell, (text) => ({ value: text }));
  if (fitsField(kind, field, [])) return { value: splitList(cell) };
  if (isInstant(spec)) {
    const ms = textToInstant(cell);
    return ms === null ? { problem: "unreadable-cell" } : { value: ms };
  }
  if (v.is(spec.schema, Number(cell)) && cell.trim() !== "" && !v.is(spec.schema, cell)) return { value: Number(cell) };
  if (v.is(spec.schema, true))
    return cell === YES || cell === NO ? { value: cell === YES } : { problem: "unreadable-cell" };
  return readCode(kind, field, cell, names);
}

/** Fields that hold an object: they take none of the plain values. */
const takesObject = (kind: OwnKind, field: string): boolean => OBJECT_FIELDS.has(`${kind}.${field}`);
const OBJECT_FIELDS = new Set([
  "reader.leaving",
  "reader.alert",
  "reader.doNotContact",
  "interaction.contact",
  "feedback.contact",
  "feedback.externalOrder",
]);

function readJson(cell: string): OwnReading {
  try {
    const value: unknown = JSON.parse(cell);
    return isRecord(value) && !Object.keys(value).some(isForbiddenName) ? { value } : { problem: "forbidden-name" };
  } catch {
    return { problem: "unreadable-cell" };
  }
}

function readPairs(cell: string, read: (text: string) => OwnReading): OwnReading {
  const pairs = splitPairs(cell);
  if (pairs === null) return { problem: "unreadable-cell" };
  if (pairs.some(([key]) => isForbiddenName(key))) return { problem: "forbidden-name" };
  const values: Record<string, unknown> = {};
  for (const [key, text] of pairs) {
    const reading = read(text);
    if ("problem" in reading) return reading;
    values[key] = reading.value;
  }
  return { value: values };
}

const wordsOf = (kind: OwnKind, field: string) => VALUE_WORDS[`${kind}.${field}`];

function writeCode(kind: OwnKind, field: string, code: string, { language, names }: CellStyle): string {
  const words = wordsOf(kind, field);
  if (words !== undefined) return words[code]?.[LANGUAGES.indexOf(language)] ?? code;
  if (!CODE_FIELDS.has(`${kind}.${field}`)) return code;
  const name = names.nameOf(kind, field, code);
  return name !== undefined && name !== "" && !name.startsWith("#") && names.codeOf(kind, field, name) === code
    ? name
    : `#${code}`;
}

function readCode(kind: OwnKind, field: string, cell: string, names: OwnNames): OwnReading {
  const words = wordsOf(kind, field);
  if (words !== undefined)
    return { value: Object.entries(words).find(([code, forms]) => code === cell || forms.includes(cell))?.[0] ?? cell };
  if (!CODE_FIELDS.has(`${kind}.${field}`)) return { value: cell };
  if (cell.startsWith("#")) return { value: cell.slice(1) };
  const code = names.codeOf(kind, field, cell);
  return code === undefined ? { problem: "unknown-value" } : { value: code };
}

/** Fields that hold the code of a list or the id of a colleague or branch. */
export const CODE_FIELDS: ReadonlySet<string> = new Set([
  "reader.category",
  "reader.branch",
  "reader.formerBranches",
  "reader.source",
  "reader.owner",
  "activity.branch",
  "interaction.branch",
  "interaction.staff",
  "interaction.purpose",
  "feedback.topic",
  "feedback.department",
  "feedback.firstAsked",
  "feedback.branch",
  "feedback.owner",
]);
