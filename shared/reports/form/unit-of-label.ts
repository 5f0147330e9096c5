/**
 * In which unit a form wants a number, as its label says: 万人次, 千册, 十万个, （千元）, %. The number is divided by it.
 * Where a label names a unit that is not understood, nothing is proposed: a wrong one makes a figure ten thousand times
 * too large.
 */
import type { WorkbookCell } from "./address.ts";
import { type LabelCell, labelsOf } from "./labels-of-cell.ts";

/** One of them in numbers: a hundredth, one, and so on. */
export const FORM_UNITS = [0.01, 1, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] as const;
export type FormUnit = (typeof FORM_UNITS)[number];

const SIZES: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 10_000,
  萬: 10_000,
  亿: 100_000_000,
  億: 100_000_000,
};
const SIZE = "[十拾百佰千仟万萬亿億]";
/** What a number can be of where a label is only a measure. */
const COUNTER =
  "(?:人次|人天|[册冊]次|[册冊件]|人|元|次|[种種]|[场場]次?|[个個]|[张張]|本|[条條]|[项項]|台|臺|套|[户戶]|家|[处處]|座|[间間]|位|名|份|篇|期|[课課][时時]|平方米|小[时時]|天|日|部|字|[页頁]|[证證])";
/**
 * Among other words only before what stands in no name: 百家, 万里 and 千佛山 are names. "每千人" is of what a figure is, not how
 * it is written.
 */
const WITHIN = new RegExp(
  `(?<![每\\d.,十拾百佰千仟万萬亿億])(${SIZE}+)\\s*(?:人次|[册冊]次|人(?!口)|[册冊]|元|次|件|[种種]|[场場]|[个個]|[张張]|平方米|小[时時])`,
  "u",
);
/** In brackets, or after 单位. */
const NAMED = /[([]([^()[\]]*)[)\]]|[单單]位\s*:?\s*([^()[\],;。]*)/gu;
const BEFORE_UNIT = /^(?:[计計]量)?[单單]位\s*:?/u;
const SIZED = new RegExp(`^(\\d*)(${SIZE}+)(.*)$`, "u");
const COUNTED = new RegExp(`^${COUNTER}(?:[/、或]${COUNTER})*$`, "u");
/** More than that after a size are words of their own. */
const LONGEST_COUNTER = 3;
/** 十月, 百分之 and 十二 count no tens. */
const NO_SIZE = /^(?:\d*十[一二三四五六七八九]?月|十[一二三四五六七八九]|百分)/u;
const PER_CENT = /%|百分[比率点點之]|percent|per cent/iu;
const ENGLISH =
  /(?<!\b(?:per|every|each|ten|hundred)[\s-])\b(?:(ten|hundred)[\s-]+)?(hundred|thousand|million|billion|trillion)s?\b/iu;
const ENGLISH_SIZES: Readonly<Record<string, number>> = { ten: 10, hundred: 100, thousand: 1000, million: 1_000_000 };
const THOUSANDS = /(?<!\d)'000|\(000'?s?\)|\b000'?s\b/iu;

/** Null: it names a unit that is none of these. Undefined: it says nothing of a unit. */
export function unitOfLabel(label: string): FormUnit | null | undefined {
  const text = label.normalize("NFKC").trim();
  const named = [...text.matchAll(NAMED)].map(([, inBrackets, afterUnit]) =>
    (inBrackets ?? afterUnit ?? "").trim().replace(BEFORE_UNIT, ""),
  );
  const measured = [...named, text].map((measure) => unitOfMeasure(measure.trim())).find((unit) => unit !== undefined);
  if (measured !== undefined) return measured;
  const [, within] = WITHIN.exec(text) ?? [];
  if (within !== undefined) return inForm(sizeOf(within));
  if (PER_CENT.test(text)) return 0.01;
  const [, times, size] = ENGLISH.exec(text) ?? [];
  if (size !== undefined) return inForm((times === undefined ? 1 : sizeInEnglish(times)) * sizeInEnglish(size));
  return THOUSANDS.test(text) ? 1000 : undefined;
}

/**
 * As its row's labels say, the nearest first, else those above it, else what the whole sheet says of its unit; one
 * where nothing is said.
 */
export function unitOfCell(cells: readonly LabelCell[], place: WorkbookCell): FormUnit | null {
  const { ofRow, above, ofSheet } = labelsOf(cells, place);
  const said = [...ofRow, ...above, ...ofSheet].map(unitOfLabel).find((unit) => unit !== undefined);
  return said === undefined ? 1 : said;
}

/** Whether a label is only a measure: 万个, 人次. */
export const isMeasure = (label: string): boolean => unitOfMeasure(label.normalize("NFKC").trim()) !== undefined;

/** Of what is only a measure: 万个, 千, 人次. */
function unitOfMeasure(text: string): FormUnit | null | undefined {
  if (COUNTED.test(text)) return 1;
  const [sized, times = "", size = "", counter = ""] = SIZED.exec(text) ?? [];
  if (sized === undefined || NO_SIZE.test(text)) return undefined;
  if (counter === "" || COUNTED.test(counter.trim())) return inForm((times === "" ? 1 : Number(times)) * sizeOf(size));
  return counter.length <= LONGEST_COUNTER ? null : undefined;
}

/** 十万 is ten times 万; 万千 is nothing. */
function sizeOf(sizes: string): number {
  const factors = [...sizes].map((each) => SIZES[each] ?? 0);
  return factors.some((factor, at) => at > 0 && factor <= (factors[at - 1] ?? 0))
    ? 0
    : factors.reduce((product, factor) => product * factor, 1);
}

const sizeInEnglish = (word: string): number => ENGLISH_SIZES[word.toLowerCase()] ?? 0;
const inForm = (size: number): FormUnit | null => FORM_UNITS.find((unit) => unit === size) ?? null;
