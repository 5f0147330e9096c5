/**
 * The list of readers as the page asks for it: all of them, those of a rule, those behind a figure or those whom a text
 * has found, in one order, and a part at a time.
 */
import type { RuleProblem } from "#shared/analysis/segments/compile-segment.ts";
import type { OutreachPeople } from "./outreach-api.ts";
import type { SegmentAsked } from "./segments-api.ts";
import type { Figure, StatisticsAsked } from "./statistics-api.ts";

/** What readers can be put in order by. A telephone number is masked, and so no order. */
export const READER_ORDERS = [
  "name",
  "card",
  "category",
  "organisation",
  "branch",
  "expiresOn",
  "stage",
  "lastUse",
  "days",
  "open",
  "owner",
  "tags",
  "enrolledOn",
] as const;
export type ReaderOrderBy = (typeof READER_ORDERS)[number];

/** Whoever has nothing there comes last both ways; equals stand by their names. */
export interface ReaderOrder {
  readonly by: ReaderOrderBy;
  /** The greatest first. */
  readonly isDown: boolean;
  /** Of a column of codes: those that are known, by the names that the screen shows. */
  readonly codes?: readonly string[];
}

/** Names as they are read, the surname first, or by their strokes. */
export type NameOrder = "reading" | "strokes";

export interface ReaderListAsked {
  /** Whoever is in all of them; none for all readers. */
  readonly segments: readonly SegmentAsked[];
  readonly figure: { readonly asked: StatisticsAsked; readonly of: Figure } | null;
  /** Whom a number of an outreach counts; absent where none is asked. */
  readonly outreach?: OutreachPeople | null;
  /** Whom a text has found, the best first; null where none is typed. */
  readonly found: readonly string[] | null;
  /** Null: the best found first, else as the figure lists them, else by name. */
  readonly order: ReaderOrder | null;
  /** In which order names stand; by reading where it is not said. */
  readonly names?: NameOrder;
}

export interface ReaderPart {
  readonly ids: readonly string[];
  /** How many are listed in all. */
  readonly total: number;
  /** Of how many readers. */
  readonly all: number;
  /** What is wrong with the rule; then nobody is listed. */
  readonly problems: readonly RuleProblem[];
}

export interface ReaderListApi {
  /** The readers at the places `from` up to, and without, `to`. */
  part(asked: ReaderListAsked, from: number, to: number): Promise<ReaderPart>;
  /** Where a reader stands; −1 for one who is not listed. */
  placeOf(asked: ReaderListAsked, id: string): Promise<number>;
  /** How many of these readers are listed. */
  countOf(asked: ReaderListAsked, ids: readonly string[]): Promise<number>;
}
