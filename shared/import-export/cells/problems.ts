/**
 * What can be wrong with a file, a row or a cell: closed unions of tags with the facts that a sentence
 * needs. The words are chosen in the interface; a problem keeps its row out, a notice does not.
 */
import type { Target } from "../columns/targets.ts";
import type { UseTarget } from "../library-use/use-targets.ts";

/** The file as a whole cannot be read; nothing was changed. */
export type FileFailure =
  | { readonly tag: "file-too-large"; readonly bytes: number; readonly limit: number }
  | { readonly tag: "empty-file" }
  | { readonly tag: "not-a-table"; readonly name: string }
  | { readonly tag: "undecodable"; readonly encoding: string; readonly line: number }
  | { readonly tag: "too-many-columns"; readonly columns: number; readonly limit: number }
  | { readonly tag: "too-many-rows"; readonly limit: number }
  /** They are too many too, and the rest was most likely cut off. */
  | { readonly tag: "full-sheet"; readonly rows: number }
  | { readonly tag: "row-too-large"; readonly row: number; readonly limit: number }
  | { readonly tag: "inflates-too-much"; readonly ratio: number }
  | { readonly tag: "damaged-workbook"; readonly reason: string }
  | { readonly tag: "password-protected" }
  | { readonly tag: "bad-json"; readonly reason: string }
  | { readonly tag: "json-too-deep"; readonly limit: number }
  | { readonly tag: "cannot-read"; readonly reason: string }
  | { readonly tag: "cancelled" };

/** Why a row is not written. */
export type ProblemTag =
  | "digits-lost"
  | "leading-zeros-lost"
  | "date-serial"
  | "date-unreadable"
  | "date-impossible"
  | "date-beyond"
  | "date-order"
  | "birth-to-come"
  | "birth-too-early"
  | "enrolled-to-come"
  | "phone-short"
  | "phone-long"
  | "phone-unreadable"
  | "phone-zero-lost"
  | "email-unreadable"
  | "unknown-value"
  | "too-long"
  | "spreadsheet-error"
  | "nobody"
  | "total-row"
  | "names-again"
  | "too-many-cells"
  | "cell-too-large"
  | "row-too-large"
  | "json-too-deep"
  | "bad-json"
  | "forbidden-name"
  | "open-quote"
  | "unreadable-cell"
  | "does-not-fit"
  | "no-reader"
  | "unknown-card"
  | "several-have-it"
  | "no-day"
  | "future-day"
  | "negative-count"
  | "count-unreadable"
  | "erased-use";

export interface Problem {
  readonly tag: ProblemTag;
  /** Column of the file; null where the whole row is meant. */
  readonly column: number | null;
  readonly target: Target | UseTarget | null;
  /** The cell as it stands in the file. */
  readonly value: string;
  /** What it very likely means; a person adopts it with one key. */
  readonly suggestion?: string;
}

/** What the row says is taken, in a way that a person should know of. */
export type NoticeTag =
  | "minguo-date"
  | "two-digit-year"
  | "month-only"
  | "mended-before"
  | "no-expiry"
  | "number-cell"
  | "formula-cell"
  | "merged-cell"
  | "html-removed"
  | "withheld-part"
  | "first-of-several"
  | "too-few-cells"
  | "other-line-end"
  | "was-deleted"
  | "number-of-deleted"
  | "number-of-other"
  | "no-name";

export interface RowNotice {
  readonly tag: NoticeTag;
  readonly column: number | null;
}
