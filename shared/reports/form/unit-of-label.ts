/**
 * In which unit a form wants a number, as its label says: 万人次, 千册, （千元）, %. The number is divided by it.
 */
import type { WorkbookCell } from "./address.ts";
import { type LabelCell, labelsOf } from "./labels-of-cell.ts";

/** One of them in numbers: a hundredth, one, and so on. */
export const FORM_UNITS = [0.01, 1, 100, 1000, 10_000, 100_000_000] as const;
export type FormUnit = (typeof FORM_UNITS)[number];

const SIZES: Readonly<Record<string, FormUnit>> = { 百: 100, 千: 1000, 万: 10_000, 萬: 10_000, 亿: 100_000_000, 億: 100_000_000 };
/** Before what is counted, or alone in brackets or after 单位; but "每千人" is of what a figure is, not how it is written. */
const BEFORE_MEASURE = /(?<!每)([百千万萬亿億])\s*(?:人次|[册冊]次|人|[册冊]|元|次|件|[种種]|[场場]|平方米|小时|小時)/u;
const ALONE = /[（([]\s*([百千万萬亿億])\s*[）)\]]|[单單]位\s*[:：]?\s*([百千万萬亿億])/u;
const PER_CENT = /[%％]|百分[比率]|percent|per cent/iu;
const THOUSANDS = /\b(?:in )?thousands\b|'000|（千）/iu;

export function unitOfLabel(label: string): FormUnit {
  const [, measured] = BEFORE_MEASURE.exec(label) ?? [];
  const [, inBrackets, afterUnit] = ALONE.exec(label) ?? [];
  const size = measured ?? inBrackets ?? afterUnit;
  if (size !== undefined) return SIZES[size] ?? 1;
  if (THOUSANDS.test(label)) return 1000;
  return PER_CENT.test(label) ? 0.01 : 1;
}

/** As its row's labels say, the nearest first, else those above it, else what the whole sheet says of its unit. */
export function unitOfCell(cells: readonly LabelCell[], place: WorkbookCell): FormUnit {
  const { ofRow, above, ofSheet } = labelsOf(cells, place);
  return [...ofRow, ...above, ...ofSheet].map(unitOfLabel).find((unit) => unit !== 1) ?? 1;
}
