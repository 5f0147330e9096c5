/** The text of an outreach as it is pasted into the chat of a readers' group: it names nobody. */
import { dayInText } from "./day-in-text.ts";
import type { TextLanguage } from "./merge-fields.ts";
import { type FilledText, fillMergeText, parseMergeText } from "./merge-text.ts";

/** What is true for everybody of a group; what is not known is absent. */
export interface KnownOfLibrary {
  /** YYYY-MM-DD */
  readonly today: string;
  readonly colleague?: string;
  readonly library?: string;
  readonly libraryPhone?: string;
}

/**
 * @param written the template; of a field of one reader stands what it has instead
 * @returns a failure where a field has none: it would be one reader's, or leave a gap
 */
export const groupText = (written: string, { today, ...library }: KnownOfLibrary, language: TextLanguage): FilledText =>
  fillMergeText(parseMergeText(written), { ...library, today: dayInText(today, language, today) });
