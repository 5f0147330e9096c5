/**
 * Of which period a form's column is, as its head says: this one, the one before, or a year ago. A column of what has
 * added up since January, of a change, or of another span than the report's has none of them.
 */
import type { FORM_COLUMNS, FormCell } from "../../model/reports/report-form.ts";
import type { Span } from "../period.ts";
import type { WorkbookCell } from "./address.ts";
import { type LabelCell, labelsOf } from "./labels-of-cell.ts";

/** `so-far`: from January to the period's end. `other`: a head of time that is none of the report's. */
export type HeadedColumn = (typeof FORM_COLUMNS)[number] | "so-far" | "other";

const SO_FAR = /累[计計]|1\s*[-–—~至到]\s*\d{1,2}\s*月|year to date|\bytd\b|cumulative|so far/iu;
const CHANGE = /同比|[环環]比|增[长長减減]|±|change|growth|[年月季期]末|年底/iu;
const YEAR_AGO =
  /[上去]年\s*(?:同期|同月|同季|本[期月季])|(?:same (?:period|month|quarter) (?:of )?)?(?:last|previous|prior) year|year (?:ago|before)|prior-year/iu;
/** A word of time and the spans that it fits; null for all of them. */
const TIMES: readonly (readonly [HeadedColumn, RegExp, Span | null])[] = [
  ["before", /上(?:一)?期|previous period|period before/iu, null],
  ["before", /上(?:[个個])?月|(?:last|previous) month/iu, "month"],
  ["before", /上(?:一)?季|(?:last|previous) quarter/iu, "quarter"],
  ["before", /上一?年|去年/u, "year"],
  ["now", /本期|[报報]告期|this period|current period/iu, null],
  ["now", /本月|[当當]月|this month|current month/iu, "month"],
  ["now", /本季|[当當]季|this quarter|current quarter/iu, "quarter"],
  ["now", /本年|今年|[当當]年|this year|current year/iu, "year"],
];

/** @param span what the report is of */
export function columnOfHead(head: string, span: Span): HeadedColumn | null {
  const text = head.normalize("NFKC");
  if (CHANGE.test(text)) return "other";
  if (SO_FAR.test(text))
    return YEAR_AGO.test(text) || /[上去]年/u.test(text) ? "other" : span === "year" ? "now" : "so-far";
  // of a year, the one before is a year ago
  if (YEAR_AGO.test(text)) return "year-ago";
  const found = TIMES.find(([, words]) => words.test(text));
  return found === undefined ? null : found[2] === null || found[2] === span ? found[0] : "other";
}

/** As the nearest head above it says, else its row; this period where nothing is said of time. */
export const columnOfCell = (cells: readonly LabelCell[], place: WorkbookCell, span: Span): HeadedColumn =>
  headedColumn(cells, place, span) ?? "now";

/**
 * Whether what was chosen for a cell holds for this kind of period: it was chosen for it, or its heads say the same or
 * nothing of time.
 */
export function fitsHeads(
  cells: readonly LabelCell[],
  place: WorkbookCell,
  chosen: Pick<FormCell, "of" | "span">,
  span: Span,
): boolean {
  const column = headedColumn(cells, place, span);
  return chosen.span === span || column === null || column === chosen.of;
}

function headedColumn(cells: readonly LabelCell[], place: WorkbookCell, span: Span): HeadedColumn | null {
  const { ofRow, above } = labelsOf(cells, place);
  return [...above, ...ofRow].map((text) => columnOfHead(text, span)).find((column) => column !== null) ?? null;
}
