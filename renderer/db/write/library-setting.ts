/** A setting of the whole library: read, and written so that one that was taken back comes again as the same record. */

import { SENSITIVE_CLASSES_ID, sensitiveClassesOf } from "#shared/model/settings/sensitive-classes.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { DeskDb, Row } from "../database.ts";
import { readJurisdiction } from "../read-house.ts";
import { type Change, create, edit } from "./changes.ts";

/** Null where nobody has ever set it. */
export type StoredSetting = Row<"setting"> | null;

export const readSetting = async (db: DeskDb, id: string): Promise<StoredSetting> => (await db.setting.get(id)) ?? null;

export const setSetting = (stored: StoredSetting, id: string, name: string, value: unknown): readonly Change[] =>
  stored === null || stored.gone === 1 ? [create("setting", id, { name, value })] : [edit("setting", id, { value })];

export const readSensitiveClasses = async (db: DeskDb): Promise<readonly string[]> =>
  sensitiveClassesOf(settingValue(await readSetting(db, SENSITIVE_CLASSES_ID)), await readJurisdiction(db));
