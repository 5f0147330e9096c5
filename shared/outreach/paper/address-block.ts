/** Name and address in a field of a given size: of a label, of an envelope's window. */
import type { TextLanguage } from "../text/merge-fields.ts";
import { oneLine } from "../text/merge-text.ts";
import { code128Widths, QUIET_MODULES } from "./code-128.ts";
import { breakLines } from "./line-breaks.ts";
import { LINE_HEIGHT, MM_PER_POINT, type PrintedBars, type PrintedLine } from "./printed-sheet.ts";

export interface Addressee {
  /** As it stands above or below the address, 王小明 先生 收. */
  readonly name: string;
  /** In as many lines as it has. */
  readonly address: string;
  /** Digits of `letterCode`; none where nothing is to be scanned. */
  readonly code?: string;
}

/** In millimetres from the upper left corner of the page. */
export interface PaperField {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface AddressBlock {
  readonly lines: readonly PrintedLine[];
  readonly bars: readonly PrintedBars[];
}

/** In points: the first at which no line is broken, then the first at which it fits with broken ones. */
const WHOLE_SIZES = [11, 10.5, 10, 9.5, 9, 8.5, 8];
const SIZES = [11, 10, 9, 8, 7];
const CODE = { unit: 0.25, height: 5, gap: 1, digits: 6 } as const;

/**
 * In Chinese the address stands first and the name below it, in English the other way round.
 * @returns null where it does not fit at the smallest size: nothing is ever cut
 */
export function addressBlock(
  { name, address, code }: Addressee,
  field: PaperField,
  language: TextLanguage,
): AddressBlock | null {
  const bars = code === undefined ? null : codeBars(code, field);
  const height = field.height - (bars === null ? 0 : bars.taken);
  const written = address
    .split(/[\r\n\u2028\u2029]+/u)
    .map(oneLine)
    .filter((line) => line !== "")
    .join("\n");
  const whole = 1 + (written === "" ? 0 : written.split("\n").length);
  const linesAt = (size: number): readonly { readonly text: string; readonly bold?: true }[] => {
    const width = field.width / (size * MM_PER_POINT);
    const called = breakLines(oneLine(name), width).map((text) => ({ text, bold: true as const }));
    const place = written === "" ? [] : breakLines(written, width).map((text) => ({ text }));
    return language === "en" ? [...called, ...place] : [...place, ...called];
  };
  const stepAt = (size: number): number => size * MM_PER_POINT * LINE_HEIGHT;
  const fits = (size: number): boolean => linesAt(size).length * stepAt(size) <= height;
  const size =
    WHOLE_SIZES.find((each) => fits(each) && linesAt(each).length === whole) ?? SIZES.find((each) => fits(each));
  if (size === undefined) return null;
  return {
    lines: [
      ...linesAt(size).map((line, at) => ({ ...line, x: field.left, y: field.top + at * stepAt(size), size })),
      ...(bars === null ? [] : [bars.digits]),
    ],
    bars: bars === null ? [] : [bars.bars],
  };
}

interface PrintedCode {
  readonly bars: PrintedBars;
  /** For a person, where the bars are torn or wet. */
  readonly digits: PrintedLine;
  readonly taken: number;
}

/** At the foot of the field; null where it is too narrow, and the digits alone would be no help to a scanner. */
function codeBars(code: string, field: PaperField): PrintedCode | null {
  const widths = code128Widths(code);
  const modules = widths.reduce((sum, width) => sum + width, 0);
  const quiet = QUIET_MODULES * CODE.unit;
  if (modules * CODE.unit + 2 * quiet > field.width || field.height < 2 * (CODE.height + CODE.gap)) return null;
  const below = CODE.digits * MM_PER_POINT * LINE_HEIGHT;
  const foot = field.top + field.height - below;
  const bars = {
    x: field.left + quiet,
    y: foot - CODE.height,
    height: CODE.height,
    unit: CODE.unit,
  };
  const text = code.replace(/(\d{4})(?=\d)/g, "$1 ");
  const digits = { x: bars.x, y: foot, size: CODE.digits, text };
  return { bars: { ...bars, widths }, digits, taken: CODE.height + below + CODE.gap };
}
