/** Rows that wait for a decision, by what a person may say of all of them at once. */
import type { PlannedRow } from "./plan-row.ts";

/**
 * `repeated`: it says an earlier row's reader again; `other-person`: it has somebody else's number; `alike`: it may be
 * somebody who is here.
 */
export const DUPLICATE_GROUPS = ["repeated", "other-person", "alike"] as const;
export type DuplicateGroup = (typeof DUPLICATE_GROUPS)[number];

/** @returns null where nobody is asked, where somebody has answered, and where each row is asked by itself */
export function duplicateGroup({
  bucket,
  suspicion,
  decision,
}: Pick<PlannedRow, "bucket" | "suspicion" | "decision">): DuplicateGroup | null {
  if (bucket !== "duplicate" || decision !== undefined) return null;
  switch (suspicion?.tag) {
    case "twice-in-file":
      return suspicion.isOther ? "other-person" : "repeated";
    case "other-person":
      return "other-person";
    case "same-name-phone":
    case "same-name":
      return "alike";
    default:
      return null;
  }
}
