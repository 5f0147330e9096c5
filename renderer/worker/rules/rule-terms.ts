/**
 * What each rule goes by today: switches and shapes from the settings, and the readers of the segments that rules start
 * from.
 */
import { RULES, type RuleId } from "#shared/rules/rule.ts";
import { ruleSettingId, rulesOn } from "#shared/rules/switches.ts";
import { type AllTerms, termsOf } from "#shared/rules/terms.ts";
import { type RuleShape, shapeSettingId, shapesOf } from "#shared/rules/thresholds.ts";
import type { DeskDb } from "../../db/database.ts";
import { segmentAsked } from "../../db/segment-asked.ts";
import type { SegmentsApi } from "../../platform/worker/segments-api.ts";

/** What some rules would be, in place of what they are. */
type Tried = Readonly<Partial<Record<RuleId, RuleShape>>>;

export async function termsNow(
  db: DeskDb,
  segments: Pick<SegmentsApi, "members">,
  tried: Tried = {},
): Promise<AllTerms> {
  const on = rulesOn(await db.setting.bulkGet(RULES.map(ruleSettingId)));
  const shapes = { ...shapesOf(await db.setting.bulkGet(RULES.map(shapeSettingId))), ...tried };
  const named = [...new Set(Object.values(shapes).flatMap(({ segment }) => segment ?? []))];
  const members = new Map<string, ReadonlySet<string>>();
  for (const id of named) {
    const row = await db.segment.get(id);
    if (row !== undefined && row.gone !== 1) members.set(id, new Set(await segments.members(segmentAsked(row))));
  }
  return termsOf(on, shapes, (segment) => members.get(segment));
}
