/** What the library calls itself; null where nobody has said so yet. */
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import type { DeskDb } from "./database.ts";

export async function readLibraryName(db: DeskDb): Promise<string | null> {
  const value = (await db.setting.get(LIBRARY_NAME_ID))?.value;
  return typeof value === "string" ? value : null;
}
