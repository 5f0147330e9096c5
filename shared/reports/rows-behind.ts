/**
 * What of a report the rows are asked of: a figure, or a number of another sheet; as a text for the address its tag and
 * what it is of, parted by colons.
 */
import { FEEDBACK_STATUSES, type FeedbackStatus } from "../model/feedback.ts";
import { type FigureId, isFigure } from "./figures.ts";
import { REQUEST_STATES, type RequestState } from "./self-audit.ts";
import { REACHED_STEPS, type ReachedStep } from "./step-times.ts";
import { WORK_BY, type WorkBy } from "./workload.ts";

/** Records, or the minutes that were noted with them. */
export type WorkUnit = "records" | "minutes";

export type SheetNumber =
  /** Of one branch, where several stand side by side; null for the whole library. */
  | { readonly tag: "of-branch"; readonly figure: FigureId; readonly branch: string | null }
  | { readonly tag: "work"; readonly unit: WorkUnit }
  /** Whose minutes were noted. */
  | { readonly tag: "timed" }
  /** Records that have no rating yet: where one is entered. */
  | { readonly tag: "unrated" }
  | { readonly tag: "work-line"; readonly unit: WorkUnit; readonly by: WorkBy; readonly key: string }
  /** Opinions that reached a step in the period, or wait at one now. */
  | { readonly tag: "reached"; readonly step: ReachedStep }
  | { readonly tag: "waiting"; readonly at: FeedbackStatus }
  /** Of a share of the self-audit all that it is of, or those that it counts. */
  | { readonly tag: "opinions" | "promises"; readonly of: "all" | "part" }
  | { readonly tag: "colleagues"; readonly of: "all" | "part" }
  /** Requests for a book: all whose outcome is noted, or those of one outcome. */
  | { readonly tag: "requests"; readonly of: "judged" | RequestState }
  | { readonly tag: "satisfied" };

export type RowsBehind = FigureId | SheetNumber;

/** In what a row is told: how much of the number it is, minutes, days since receipt, or a rating from 1 to 5. */
export type RowsUnit = "amount" | "minutes" | "days" | "rating";

/** Whether the rows are parts of the number: days and ratings have a middle or a share, and no sum. */
export function addUp(behind: RowsBehind): boolean {
  const unit = unitOfRows(behind);
  return unit === "amount" || unit === "minutes";
}

export function unitOfRows(behind: RowsBehind): RowsUnit {
  if (typeof behind === "string") return FIGURE_UNITS[behind] ?? "amount";
  switch (behind.tag) {
    case "of-branch":
      return unitOfRows(behind.figure);
    case "work":
    case "work-line":
      return behind.unit === "minutes" ? "minutes" : "amount";
    case "reached":
    case "waiting":
      return "days";
    case "satisfied":
      return "rating";
    case "timed":
    case "unrated":
    case "opinions":
    case "promises":
    case "colleagues":
    case "requests":
      return "amount";
  }
}

const FIGURE_UNITS: Readonly<Partial<Record<FigureId, RowsUnit>>> = {
  promptness: "days",
  satisfaction: "rating",
};

export function rowsText(behind: RowsBehind): string {
  if (typeof behind === "string") return behind;
  switch (behind.tag) {
    case "of-branch":
      return joined(behind.tag, behind.figure, behind.branch ?? "");
    case "work":
      return joined(behind.tag, behind.unit);
    case "work-line":
      return joined(behind.tag, behind.unit, behind.by, behind.key);
    case "reached":
      return joined(behind.tag, behind.step);
    case "waiting":
      return joined(behind.tag, behind.at);
    case "opinions":
    case "promises":
    case "colleagues":
    case "requests":
      return joined(behind.tag, behind.of);
    case "timed":
    case "unrated":
    case "satisfied":
      return behind.tag;
  }
}

/** Null for what is none. */
export function parseRows(text: string): RowsBehind | null {
  if (isFigure(text)) return text;
  const [tag = "", first = "", second = "", ...rest] = text.split(":");
  switch (tag) {
    case "of-branch":
      return isFigure(first) ? { tag, figure: first, branch: second === "" ? null : second } : null;
    case "work":
      return isUnit(first) ? { tag, unit: first } : null;
    case "work-line": {
      const by = WORK_BY.find((each) => each === second);
      return isUnit(first) && by !== undefined ? { tag, unit: first, by, key: rest.join(":") } : null;
    }
    case "reached": {
      const step = REACHED_STEPS.find((each) => each === first);
      return step === undefined ? null : { tag, step };
    }
    case "waiting": {
      const at = FEEDBACK_STATUSES.find((each) => each === first);
      return at === undefined ? null : { tag, at };
    }
    case "requests": {
      const of = (["judged", ...REQUEST_STATES] as const).find((each) => each === first);
      return of === undefined ? null : { tag, of };
    }
    case "opinions":
    case "promises":
    case "colleagues":
      return first === "all" || first === "part" ? { tag, of: first } : null;
    case "timed":
    case "unrated":
    case "satisfied":
      return { tag };
    default:
      return null;
  }
}

const isUnit = (text: string): text is WorkUnit => text === "records" || text === "minutes";

/** Only the last part may hold a colon. */
const joined = (...parts: readonly string[]): string => parts.join(":");
