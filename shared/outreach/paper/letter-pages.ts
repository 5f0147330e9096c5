/** One letter on A4: head, address in its place, date, text on as many pages as it takes. */
import type { TextLanguage } from "../text/merge-fields.ts";
import { oneLine } from "../text/merge-text.ts";
import { type Addressee, addressBlock } from "./address-block.ts";
import type { AddressZone } from "./envelope-window.ts";
import { breakLines, textWidth } from "./line-breaks.ts";
import {
  A4,
  LINE_HEIGHT,
  MM_PER_POINT,
  type PrintedBars,
  type PrintedLine,
  type PrintedPage,
} from "./printed-sheet.ts";

export interface LetterSender {
  readonly library: string;
  /** In one line below the name: address, telephone. */
  readonly contact: string;
}

export interface PrintedLetter extends Addressee {
  readonly subject: string;
  /** Filled in; line ends are kept. */
  readonly body: string;
  /** The day, as the letter says it. */
  readonly date: string;
  /** Counted over the whole run, from 1: a run that broke off goes on behind the last one that was printed. */
  readonly no: number;
}

const MARGIN = { left: 25, right: 20, bottom: 22 } as const;
const WIDTH = A4.width - MARGIN.left - MARGIN.right;
const HEAD = { top: 9, name: 14, contact: 8.5 } as const;
const BODY = { size: 11, step: 6.4, afterAddress: 4 } as const;
const FURTHER_TOP = 25;
const FOOT = { y: 284, size: 7 } as const;
const NO_WINDOW: AddressZone = {
  left: MARGIN.left,
  top: 32,
  width: 90,
  height: 36,
  hiddenUpTo: 30,
  hiddenFrom: 72,
  foldedAt: [],
};
const FOLD_MARK = { x: 5, length: 4, thick: 0.2 } as const;

/**
 * @param zone of the window of the envelope that is used; null where the address goes on the envelope itself
 * @returns null where the address does not fit into the window
 */
export function letterPages(
  letter: PrintedLetter,
  sender: LetterSender,
  zone: AddressZone | null,
  language: TextLanguage,
): readonly PrintedPage[] | null {
  const place = zone ?? NO_WINDOW;
  const address = addressBlock(letter, place, language);
  if (address === null) return null;
  const lines: PrintedLine[] = [...headLines(sender, place.hiddenUpTo), ...address.lines];
  const bars: PrintedBars[] = [
    ...address.bars,
    ...place.foldedAt.map((y) => ({ ...FOLD_MARK, y, height: FOLD_MARK.thick, unit: FOLD_MARK.length, widths: [1] })),
  ];
  let y = place.hiddenFrom + BODY.afterAddress;
  lines.push({ x: A4.width - MARGIN.right, y, size: BODY.size, text: letter.date, toEnd: true });
  y += BODY.step * 1.5;
  const inLine = (size: number): number => WIDTH / (size * MM_PER_POINT);
  for (const text of letter.subject.trim() === "" ? [] : breakLines(oneLine(letter.subject), inLine(BODY.size))) {
    lines.push({ x: MARGIN.left, y, size: BODY.size, text, bold: true });
    y += BODY.step;
  }
  if (letter.subject.trim() !== "") y += BODY.step / 2;
  const pages: { language: TextLanguage; lines: PrintedLine[]; bars: PrintedBars[] }[] = [{ language, lines, bars }];
  for (const text of breakLines(letter.body.trimEnd(), inLine(BODY.size))) {
    if (text !== "" && y + BODY.step > A4.height - MARGIN.bottom) {
      pages.push({ language, lines: [], bars: [] });
      y = FURTHER_TOP;
    }
    if (text !== "") pages.at(-1)?.lines.push({ x: MARGIN.left, y, size: BODY.size, text });
    y += text === "" ? BODY.step / 2 : BODY.step;
  }
  pages.forEach((page, at) => {
    const text = pages.length === 1 ? String(letter.no) : `${letter.no} · ${at + 1}/${pages.length}`;
    page.lines.push({ x: A4.width - MARGIN.right, y: FOOT.y, size: FOOT.size, text, toEnd: true });
  });
  return pages;
}

/** Above the window, made smaller where they would reach into it or beyond the margin. */
function headLines({ library, contact }: LetterSender, hiddenUpTo: number): readonly PrintedLine[] {
  const fitted = (text: string, size: number): number => {
    const wide = textWidth(text) * MM_PER_POINT;
    return wide * size > WIDTH ? Math.max(4, Math.floor((WIDTH / wide) * 2) / 2) : size;
  };
  const name = oneLine(library);
  const nameSize = fitted(name, HEAD.name);
  const below = HEAD.top + nameSize * MM_PER_POINT * LINE_HEIGHT + 1;
  const all = [
    { x: MARGIN.left, y: HEAD.top, size: nameSize, text: name, bold: true as const },
    { x: MARGIN.left, y: below, size: fitted(oneLine(contact), HEAD.contact), text: oneLine(contact) },
  ];
  return all.filter(({ text, y, size }) => text !== "" && y + size * MM_PER_POINT * LINE_HEIGHT <= hiddenUpTo);
}
