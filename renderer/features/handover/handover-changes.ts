/** What is written at the end of a shift, and when the next one takes it over. Ids and time are given. */
import { LOST_AND_FOUND } from "#shared/model/handover.ts";
import { codeId } from "#shared/model/settings/default-codes.ts";
import { type Change, create, edit } from "../../db/write/changes.ts";

export interface HandoverForm {
  /** To the next colleague. */
  readonly line: string;
  /** What was found in the house, and where it lies. */
  readonly found: string;
}

interface Place {
  readonly branch: string;
  readonly desk: string;
  readonly staff: string | undefined;
  readonly at: number;
}

/**
 * @param hasCode whether the library's list of purposes names what was found; one that was founded earlier does not, and
 * two desks that name it at once write one record
 */
export function handoverChanges(
  { line, found }: HandoverForm,
  ids: { readonly line: string; readonly found: string },
  { branch, desk, staff, at }: Place,
  hasCode: boolean,
): readonly Change[] {
  const by = { branch, desk, at, ...(staff !== undefined && { staff }) };
  return [
    ...(line.trim() === "" ? [] : [create("handover", ids.line, { ...by, text: line.trim() })]),
    ...(found.trim() === ""
      ? []
      : [
          create("interaction", ids.found, {
            ...by,
            channel: "desk",
            direction: "in",
            purpose: LOST_AND_FOUND,
            question: found.trim(),
          }),
          ...(hasCode ? [] : [create("code", codeId("purpose", LOST_AND_FOUND), FOUND_CODE)]),
        ]),
  ];
}

const FOUND_CODE = {
  list: "purpose",
  code: LOST_AND_FOUND,
  names: { "zh-CN": "失物招领", "zh-TW": "失物招領", en: "Lost and found" },
  order: 100,
} as const;

export const takeChanges = (ids: readonly string[], { staff, at }: Pick<Place, "staff" | "at">): readonly Change[] =>
  ids.map((id) => edit("handover", id, { takenAt: at, ...(staff !== undefined && { takenBy: staff }) }));
