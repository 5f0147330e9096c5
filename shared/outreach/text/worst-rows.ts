/**
 * The rows in which a text reads worst, so that a person sees them before anything is made: the first that something
 * stops, the longest, and the first in which the text had to say something else; each with how many are alike.
 */
import type { MergeValues, OutreachField } from "./merge-fields.ts";
import { fillMergeText, type TextPart } from "./merge-text.ts";

export type WorstRow<Row> =
  | {
      readonly why: "missing";
      readonly row: Row;
      readonly fields: readonly OutreachField[];
      readonly alike: number;
    }
  | {
      readonly why: "instead";
      readonly row: Row;
      readonly text: string;
      readonly fields: readonly OutreachField[];
      readonly alike: number;
    }
  | {
      readonly why: "longest";
      readonly row: Row;
      readonly text: string;
      readonly length: number;
      /** Rows that are as much too long, where there is a limit; as long as this one else. */
      readonly alike: number;
    };

/** Whom a text leaves out, as a value of hers is missing that nothing is said in place of. */
export const stoppedRows = <Row>(
  parts: readonly TextPart[],
  rows: readonly Row[],
  valuesOf: (row: Row) => MergeValues,
): readonly { readonly row: Row; readonly missing: readonly OutreachField[] }[] =>
  rows.flatMap((row) => {
    const of = fillMergeText(parts, valuesOf(row));
    return of.ok || of.missing.length === 0 ? [] : [{ row, missing: of.missing }];
  });

/**
 * @param measure of a text what the channel counts, as `smsLength(text).parts` would not: its length
 * @param limit what is not too long yet; absent where nothing is too long
 * @returns at most three; `alike` counts the row itself. A text in which something is no field has none
 */
export function worstRows<Row>(
  parts: readonly TextPart[],
  rows: readonly Row[],
  valuesOf: (row: Row) => MergeValues,
  measure: (text: string) => number,
  limit = Number.POSITIVE_INFINITY,
): readonly WorstRow<Row>[] {
  const filled = rows.map((row) => ({ row, filled: fillMergeText(parts, valuesOf(row)) }));
  const stopped = stoppedRows(parts, rows, valuesOf);
  const texts = filled.flatMap(({ row, filled: of }) => (of.ok ? [{ row, of, length: measure(of.text) }] : []));
  const worst: WorstRow<Row>[] = [];
  const [first] = stopped;
  if (first !== undefined)
    worst.push({
      why: "missing",
      row: first.row,
      fields: first.missing,
      alike: stopped.filter(({ missing }) => isSame(missing, first.missing)).length,
    });
  const longest = texts.reduce<(typeof texts)[number] | undefined>(
    (best, each) => (best === undefined || each.length > best.length ? each : best),
    undefined,
  );
  if (longest !== undefined) {
    const isTooLong = longest.length > limit;
    worst.push({
      why: "longest",
      row: longest.row,
      text: longest.of.text,
      length: longest.length,
      alike: texts.filter(({ length }) => (isTooLong ? length > limit : length === longest.length)).length,
    });
  }
  const replaced = texts.filter(({ of }) => of.instead.length > 0);
  const [other] = replaced;
  if (other !== undefined)
    worst.push({
      why: "instead",
      row: other.row,
      text: other.of.text,
      fields: other.of.instead,
      alike: replaced.filter(({ of }) => isSame(of.instead, other.of.instead)).length,
    });
  return worst;
}

const isSame = (a: readonly OutreachField[], b: readonly OutreachField[]): boolean =>
  a.length === b.length && a.every((field) => b.includes(field));
