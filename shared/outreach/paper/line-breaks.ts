/**
 * Breaks a text into lines of a width without a font: each character is taken for at least as wide as common fonts have
 * it, so that no line is wider on the paper than it is here. Chinese breaks between any two characters, but never before
 * a mark that ends something or behind one that opens something; other scripts break at spaces, and in a word only where
 * it alone is longer than a line.
 */

/** In times of the font's size. */
const NARROW = 0.34;
const SMALL = 0.6;
const CAPITAL = 0.78;
const WIDE = 1.04;
const EMOJI = 1.4;

function charWidth(char: string): number {
  if (/^[ .,:;'|!ijl()[\]`]$/.test(char)) return NARROW;
  if (/^[mwMW@%&—…]$/u.test(char)) return WIDE;
  if (/^[a-z\d"#$*+\-/<=>?^_{}~\\]$/.test(char)) return SMALL;
  if (/^[A-Z]$/.test(char)) return CAPITAL;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(char)) return 0;
  if (/^\p{Extended_Pictographic}$/u.test(char)) return EMOJI;
  if (/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]$/u.test(char)) return CAPITAL + 0.12;
  return WIDE;
}

/** In times of the font's size, never less than it is on paper. */
export function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

const NOT_FIRST = /^[，。、；：？！）】》」』〉”’％…·\-,.;:?!)\]}%]/u;
const NOT_LAST = /[（【《「『〈“‘([{]$/u;
const IS_SPACED =
  /^[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uff60]$/u;

/** Pieces that no line cuts: a word with the marks at it, or one character with them. */
function pieces(text: string): readonly string[] {
  const all: string[] = [];
  let before = "";
  for (const char of text) {
    const last = all.at(-1);
    const isOneWord = IS_SPACED.test(before) && IS_SPACED.test(char);
    const staysTogether = NOT_FIRST.test(char) || (last !== undefined && NOT_LAST.test(last));
    const goesOn = isOneWord || staysTogether || /^[\p{Mn}\p{Me}\p{Cf}]$/u.test(char);
    if (last !== undefined && before !== " " && char !== " " && goesOn) all[all.length - 1] = last + char;
    else all.push(char);
    before = char;
  }
  return all;
}

/**
 * @param width in times of the font's size; at least one character stands in a line
 * @returns at least one line; line ends in the text are kept
 */
export function breakLines(text: string, width: number): readonly string[] {
  return text.split(/\r\n?|[\n\u2028\u2029]/u).flatMap((paragraph) => breakParagraph(paragraph, width));
}

function breakParagraph(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let [line, taken] = ["", 0];
  const end = (): void => {
    lines.push(line.trimEnd());
    [line, taken] = ["", 0];
  };
  for (const piece of pieces(paragraph.replaceAll("\t", " "))) {
    const needed = textWidth(piece);
    if (taken > 0 && taken + textWidth(piece.trimEnd()) > width) end();
    // the space at which a line was broken; the first of a paragraph is meant
    if (piece === " " && line === "" && lines.length > 0) continue;
    if (needed <= width) {
      line += piece;
      taken += needed;
      continue;
    }
    for (const char of piece) {
      const wide = textWidth(char);
      if (taken > 0 && taken + wide > width) end();
      line += char;
      taken += wide;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}
