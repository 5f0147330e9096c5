/** What the reports of imports say of the days that their lists reached. */
import { importedUntil, type KindImported } from "#shared/analysis/imported-until.ts";
import { parseDaysReached } from "#shared/exchange/use/days-reached.ts";
import type { DeskDb } from "./database.ts";

/** Settings of this beginning hold the reports. */
export const IMPORT_REPORTS = "import-batch-";

export async function readImported(db: DeskDb): Promise<readonly KindImported[]> {
  const settings = await db.setting.where("id").startsWith(IMPORT_REPORTS).toArray();
  return importedUntil(settings.flatMap(({ value, gone }) => (gone === 1 ? [] : (parseDaysReached(value) ?? []))));
}
