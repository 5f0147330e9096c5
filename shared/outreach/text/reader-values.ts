/** What is known of one reader for the fields of a text, in the words of its language. */
import type { Reader } from "../../model/reader.ts";
import { dayInText } from "./day-in-text.ts";
import type { MergeValues, TextLanguage } from "./merge-fields.ts";
import { salutationOf } from "./salutation.ts";

/** What a record of hers does not say by itself; what is not known is absent. */
export interface KnownOfReader {
  /** YYYY-MM-DD */
  readonly today: string;
  /** The day of her last recorded visit, YYYY-MM-DD. */
  readonly lastVisit?: string;
  /** The main class that she reads most, in words of the text's language. */
  readonly usualClass?: string;
  readonly branch?: string;
  readonly colleague?: string;
  readonly library?: string;
  readonly libraryPhone?: string;
  /** The text goes to whoever answers for her. */
  readonly toGuardian?: boolean;
}

export function readerValues(reader: Reader, facts: KnownOfReader, language: TextLanguage): MergeValues {
  const { today, lastVisit, usualClass, branch, colleague, library, libraryPhone, toGuardian } = facts;
  const day = (of: string | undefined): string | undefined =>
    of === undefined ? undefined : dayInText(of, language, today);
  const known: Readonly<Record<keyof MergeValues, string | undefined>> = {
    salutation: salutationOf(reader, language, today, toGuardian),
    name: reader.name,
    lastVisit: day(lastVisit),
    usualClass,
    expires: day(reader.expiresOn),
    branch,
    today: day(today),
    colleague,
    library,
    libraryPhone,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== ""));
}
