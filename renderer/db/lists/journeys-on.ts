/** The journeys of the library: those that it has switched on, and those that a rule begins for whom it names. */
import { JOURNEYS_ID, journeySwitchesOf } from "#shared/model/settings/journey-switches.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { JOURNEYS, type Journey } from "#shared/outreach/journey.ts";
import { RULES } from "#shared/rules/rule.ts";
import { ruleSettingId, rulesOn } from "#shared/rules/switches.ts";
import { journeysBegun, shapeSettingId, shapesOf } from "#shared/rules/thresholds.ts";
import type { DeskDb } from "../database.ts";
import { readSetting } from "../write/library-setting.ts";

export interface JourneysOn {
  readonly forAll: readonly Journey[];
  /** Of those that are not for all anyway. */
  readonly byRules: readonly Journey[];
}

export async function readJourneysOn(db: DeskDb): Promise<JourneysOn> {
  const switches = journeySwitchesOf(settingValue((await readSetting(db, JOURNEYS_ID)) ?? undefined));
  const on = rulesOn(await db.setting.bulkGet(RULES.map(ruleSettingId)));
  const begun: ReadonlySet<Journey> = journeysBegun(on, shapesOf(await db.setting.bulkGet(RULES.map(shapeSettingId))));
  const forAll = JOURNEYS.filter((journey) => switches.includes(journey));
  return { forAll, byRules: JOURNEYS.filter((journey) => begun.has(journey) && !forAll.includes(journey)) };
}
