/**
 * What tells a form from others: its sheets' names and the words in its cells, where they stand. Digits are left out
 * (the month in a heading), and so are numbers and formulas, so that next month's copy and a filled one are the same
 * form.
 */

export interface FormWords {
  readonly sheet: string;
  readonly words: readonly { readonly address: string; readonly text: string }[];
}

export const formText = (sheets: readonly FormWords[]): string =>
  JSON.stringify(
    sheets.map(({ sheet, words }) => [
      plain(sheet),
      words
        .map(({ address, text }) => [address, plain(text)] as const)
        .filter(([, text]) => text !== "")
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\d\s〇一二三四五六七八九十]/gu, "")
    .toLowerCase();
