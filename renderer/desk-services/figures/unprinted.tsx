/**
 * What a colleague may see and follow, but what is no part of paper: a count of one to four persons, or what tells it.
 */
import type { ReactNode } from "react";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";

export const inFile = (isHidden: boolean, text: string): string => (isHidden ? HIDDEN : text);

/** One place in the page whether hidden or not: what has the keyboard keeps it when that is decided. */
export function Unprinted({ isHidden, children }: { isHidden: boolean; children: ReactNode }) {
  return (
    <>
      <span className={isHidden ? "unprinted no-print" : "unprinted"}>{children}</span>
      {isHidden && <span className="print-only">{HIDDEN}</span>}
    </>
  );
}
