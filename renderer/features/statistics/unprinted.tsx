/**
 * What a colleague may see and follow, but what is no part of paper: a count of one to four persons, or what tells it.
 */
import type { ReactNode } from "react";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";

export const inFile = (isHidden: boolean, text: string): string => (isHidden ? HIDDEN : text);

export function Unprinted({ isHidden, children }: { isHidden: boolean; children: ReactNode }) {
  if (!isHidden) return <>{children}</>;
  return (
    <>
      <span className="no-print">{children}</span>
      <span className="print-only">{HIDDEN}</span>
    </>
  );
}
