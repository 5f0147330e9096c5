/** What the library says of itself in a line each: its name, and for its sheets whom to call and where the code is kept. */
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { DeskDb } from "./database.ts";

/** Null where nobody has said so yet. */
export const readLibraryName = (db: DeskDb): Promise<string | null> => readLibraryLine(db, LIBRARY_NAME_ID);

/** @param id of the setting that holds it */
export async function readLibraryLine(db: DeskDb, id: string): Promise<string | null> {
  const value = settingValue(await db.setting.get(id));
  return typeof value === "string" && value !== "" ? value : null;
}
