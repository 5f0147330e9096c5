/** Address labels on A4: two common sheets, or one of the library's own measure; a begun sheet can be used up. */
import type { TextLanguage } from "../text/merge-fields.ts";
import { type Addressee, addressBlock } from "./address-block.ts";
import { A4, type PrintedBars, type PrintedLine, type PrintedPage } from "./printed-sheet.ts";

/** All in millimetres. */
export interface LabelLayout {
  readonly rows: number;
  readonly columns: number;
  /** Of one label. */
  readonly width: number;
  readonly height: number;
  /** From the edges of the sheet to the first label. */
  readonly left: number;
  readonly top: number;
  /** Between two labels. */
  readonly gapX: number;
  readonly gapY: number;
}

export const LABEL_SHEETS = ["3x8", "2x7"] as const;
export type LabelSheet = (typeof LABEL_SHEETS)[number];

/** As the sheets of 24 and of 14 labels are sold (Avery L7159, L7163). */
export const LABEL_LAYOUTS: Readonly<Record<LabelSheet, LabelLayout>> = {
  "3x8": { rows: 8, columns: 3, width: 63.5, height: 33.9, left: 7.2, top: 12.9, gapX: 2.5, gapY: 0 },
  "2x7": { rows: 7, columns: 2, width: 99.1, height: 38.1, left: 4.65, top: 15.15, gapX: 2.5, gapY: 0 },
};

/** Whole sheets may slip in the printer, and no printer prints to the edge. */
const PADDING = 3;
const SMALLEST = { width: 25, height: 12 } as const;
const MOST = 30;
const SLACK = 0.01;

export type LabelFault =
  | { readonly tag: "not-a-number" }
  | { readonly tag: "too-small" }
  /** By so many millimetres the labels reach over the edge of the sheet. */
  | { readonly tag: "too-wide" | "too-high"; readonly by: number };

export function labelFault(layout: LabelLayout): LabelFault | undefined {
  const { rows, columns, width, height, left, top, gapX, gapY } = layout;
  const isCount = [rows, columns].every((each) => Number.isInteger(each) && each >= 1 && each <= MOST);
  const isMeasure = [width, height, left, top, gapX, gapY].every((each) => Number.isFinite(each) && each >= 0);
  if (!isCount || !isMeasure) return { tag: "not-a-number" };
  if (width < SMALLEST.width || height < SMALLEST.height) return { tag: "too-small" };
  const over = {
    x: left + columns * width + (columns - 1) * gapX - A4.width,
    y: top + rows * height + (rows - 1) * gapY - A4.height,
  };
  if (over.x > SLACK) return { tag: "too-wide", by: tenths(over.x) };
  if (over.y > SLACK) return { tag: "too-high", by: tenths(over.y) };
  return undefined;
}

const tenths = (over: number): number => Math.ceil((over - SLACK) * 10) / 10;

export interface LabelPages {
  readonly pages: readonly PrintedPage[];
  /** Places in the list of those whose address is too long for a label: they have none. */
  readonly unfit: readonly number[];
}

export interface LabelAddressee extends Addressee {
  /** Hers: it decides whether the name stands above the address. */
  readonly language: TextLanguage;
}

/**
 * @param language of the sheet, whose shapes of characters are printed
 * @param used labels of the first sheet that are gone already, row by row
 */
export function labelPages(
  addressees: readonly LabelAddressee[],
  layout: LabelLayout,
  language: TextLanguage,
  used = 0,
): LabelPages {
  const perPage = layout.rows * layout.columns;
  const pages: { language: TextLanguage; lines: PrintedLine[]; bars: PrintedBars[] }[] = [];
  const unfit: number[] = [];
  let at = used % perPage;
  addressees.forEach((addressee, place) => {
    const [row, column] = [Math.floor(at / layout.columns), at % layout.columns];
    const block = addressBlock(
      addressee,
      {
        left: layout.left + column * (layout.width + layout.gapX) + PADDING,
        top: layout.top + row * (layout.height + layout.gapY) + PADDING,
        width: layout.width - 2 * PADDING,
        height: layout.height - 2 * PADDING,
      },
      addressee.language,
    );
    if (block === null) {
      unfit.push(place);
      return;
    }
    if (at === 0 || pages.length === 0) pages.push({ language, lines: [], bars: [] });
    const page = pages.at(-1);
    page?.lines.push(...block.lines);
    page?.bars.push(...block.bars);
    at = (at + 1) % perPage;
  });
  return { pages, unfit };
}
