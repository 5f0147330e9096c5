/**
 * The shape of our own exports: a column per field of the record's declaration, the id first. The first
 * header cell says what the file is, so that import needs no mapping and takes guards off again.
 */
import { RECORDS } from "../../model/kinds.ts";
import type { FieldSpec } from "../../model/record.ts";
import { foldHeader } from "../columns/match-header.ts";
import { OWN_KINDS, OWN_WORDS, type OwnKind } from "./own-words.ts";

export type OwnLanguage = "zh-CN" | "zh-TW" | "en";
const LANGUAGES: readonly OwnLanguage[] = ["zh-CN", "zh-TW", "en"];

/** Ids of imports say nothing outside this library. */
const LEFT_OUT = new Set(["imports"]);
/** Whose record it is, for people; import goes by the id. */
const FOR_PEOPLE = ["readerName", "readerCard"] as const;
/** Of a service record, how many took part beside the reader; who they were is in no file of records. */
const HOW_MANY = "participants";

const VERSION = 1;

const ownFields = (kind: OwnKind): readonly (readonly [string, FieldSpec])[] =>
  Object.entries<FieldSpec>(RECORDS[kind].fields).filter(([field]) => !LEFT_OUT.has(field));

/** Columns after the id, in order. */
export const ownColumns = (kind: OwnKind): readonly string[] => {
  const fields = ownFields(kind).map(([field]) => field);
  return kind === "reader"
    ? fields
    : fields.flatMap((field) =>
        field === "reader"
          ? [field, ...FOR_PEOPLE]
          : kind === "interaction" && field === "count"
            ? [field, HOW_MANY]
            : [field],
      );
};

export const isForPeople = (column: string): boolean =>
  column === HOW_MANY || FOR_PEOPLE.some((name) => name === column);

export const ownHeader = (kind: OwnKind, language: OwnLanguage, masked: boolean): readonly string[] => [
  `ID (Reader Desk ${kind} ${VERSION}${masked ? " masked" : ""})`,
  ...ownColumns(kind).map((column) => OWN_WORDS[kind][column]?.[LANGUAGES.indexOf(language)] ?? column),
];

export interface OwnFile {
  readonly kind: OwnKind;
  /** Protected fields were masked on export: they are never read back. */
  readonly masked: boolean;
  /** Field by column; null where the column says nothing that is imported. */
  readonly columns: readonly (string | null)[];
}

/** @returns null where the header is not one of ours */
export function parseOwnHeader(headers: readonly string[]): OwnFile | null {
  const mark = /^ID \(Reader Desk (\w+) \d+( masked)?\)$/.exec(headers[0]?.trim() ?? "");
  const kind = OWN_KINDS.find((name) => name === mark?.[1]);
  if (mark === null || kind === undefined) return null;
  const masked = mark[2] !== undefined;
  const fieldByWord = new Map<string, string>();
  for (const [field, spec] of ownFields(kind)) {
    if (masked && spec.masked) continue;
    for (const word of [field, ...(OWN_WORDS[kind][field] ?? [])]) fieldByWord.set(foldHeader(word), field);
  }
  return {
    kind,
    masked,
    columns: headers.map((header, column) => (column === 0 ? "id" : (fieldByWord.get(foldHeader(header)) ?? null))),
  };
}
