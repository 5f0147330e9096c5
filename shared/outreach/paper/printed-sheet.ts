/**
 * What goes to paper, as a page asks the machine to print it: lines of text and bars at their places, all in
 * millimetres from the upper left corner of the page. It holds no markup: the machine makes that itself.
 */
import * as v from "valibot";
import { TEXT_LANGUAGES, type TextLanguage } from "../text/merge-fields.ts";

const LARGEST_MM = 450;
const mm = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(LARGEST_MM));

const printedLine = v.object({
  /** Of the line's beginning; of its end where `toEnd`. */
  x: mm,
  /** Of its upper edge; the line is `LINE_HEIGHT` times its size high. */
  y: mm,
  /** In points. */
  size: v.pipe(v.number(), v.minValue(4), v.maxValue(72)),
  text: v.pipe(v.string(), v.maxLength(500)),
  bold: v.exactOptional(v.literal(true)),
  toEnd: v.exactOptional(v.literal(true)),
});
export type PrintedLine = Readonly<v.InferOutput<typeof printedLine>>;

const printedBars = v.object({
  x: mm,
  y: mm,
  height: mm,
  /** Of one module. */
  unit: v.pipe(v.number(), v.minValue(0.05), v.maxValue(50)),
  /** In modules: bar, gap, bar …; one number is a rule. */
  widths: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))), v.maxLength(200)),
});
export interface PrintedBars extends Readonly<Omit<v.InferOutput<typeof printedBars>, "widths">> {
  readonly widths: readonly number[];
}

const printedPage = v.object({
  /** Decides which shape a character has that several scripts share. */
  language: v.picklist(TEXT_LANGUAGES),
  lines: v.pipe(v.array(printedLine), v.maxLength(1000)),
  bars: v.pipe(v.array(printedBars), v.maxLength(200)),
});
export interface PrintedPage {
  readonly language: TextLanguage;
  readonly lines: readonly PrintedLine[];
  readonly bars: readonly PrintedBars[];
}

/** More letters than one file has, of several pages each. */
const MOST_PAGES = 1200;

export const printedSheet = v.object({
  width: v.pipe(mm, v.minValue(20)),
  height: v.pipe(mm, v.minValue(20)),
  title: v.pipe(v.string(), v.maxLength(200)),
  pages: v.pipe(v.array(printedPage), v.minLength(1), v.maxLength(MOST_PAGES)),
});
export interface PrintedSheet extends Readonly<Omit<v.InferOutput<typeof printedSheet>, "pages">> {
  readonly pages: readonly PrintedPage[];
}

export const A4 = { width: 210, height: 297 } as const;
/** Of a line, in times of its size. */
export const LINE_HEIGHT = 1.3;
export const MM_PER_POINT = 25.4 / 72;
