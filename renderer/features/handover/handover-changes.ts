/** What is written at the end of a shift. Ids and time are given. */

import { type Change, create } from "../../db/write/changes.ts";
import type { HandoverForm } from "../../desk-services/counter.ts";

interface Place {
  readonly branch: string;
  readonly desk: string;
  readonly staff: string | undefined;
  readonly at: number;
}

export function handoverChanges(
  { line, found }: HandoverForm,
  ids: { readonly line: string; readonly found: string },
  { branch, desk, staff, at }: Place,
): readonly Change[] {
  const by = { branch, desk, at, ...(staff !== undefined && { staff }) };
  return [
    ...(line.trim() === "" ? [] : [create("handover", ids.line, { ...by, text: line.trim() })]),
    ...(found.trim() === "" ? [] : [create("handover", ids.found, { ...by, found: found.trim() })]),
  ];
}
