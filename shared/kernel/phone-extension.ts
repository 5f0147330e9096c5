/** The number of a house and the extension behind it: `02-2991-1234#123`, `8604-1234转3`, `555 0100 ext. 12`. */

/** At most six digits, behind a word or a mark; a full-width mark is one too. */
const EXTENSION =
  /\s*(?:(?:转|轉)?\s*(?:分机|分機|内线|內線)|转|轉|ext(?:ension|n)?|x|[#＃])[\s.:：]*([0-9０-９]{1,6})(?![0-9０-９])/giu;

/** The text without the extensions of its numbers. */
export const withoutExtension = (text: string): string => text.replace(EXTENSION, "");

/** Whether a number in it has an extension. */
export const hasExtension = (text: string): boolean => text.search(EXTENSION) >= 0;

/** Each extension as ` x12`, so that a space before it parts no number. */
export const markedExtensions = (text: string): string => text.replace(EXTENSION, " x$1");
