/** What the reports of imports say of the days that their lists reached. */
import {
  type DaySpan,
  fewestToGoOn,
  housedUntil,
  importedUntil,
  isHoused,
  type KindImported,
  spansBeside,
} from "#shared/analysis/life/import-reach.ts";
import { parseDaysReached } from "#shared/import-export/library-use/days-reached.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import type { DeskDb } from "./database.ts";

/** Settings of this beginning the program keeps for itself: how lists were imported, and what came of it. */
export const OF_IMPORTS = "import-";

/** Settings of this beginning hold the reports. */
export const IMPORT_REPORTS = "import-batch-";

export async function readImported(db: DeskDb): Promise<readonly KindImported[]> {
  const settings = await db.setting.where("id").startsWith(IMPORT_REPORTS).toArray();
  return importedUntil(settings.flatMap(({ value, gone }) => (gone === 1 ? [] : (parseDaysReached(value) ?? []))));
}

/**
 * The last day of which it is known who was in the house, as `housedUntil` says; the one place that decides it. @param
 * today days since 1970-01-01
 */
export async function readHousedUntil(db: DeskDb, today: number): Promise<number | undefined> {
  const imported = await readImported(db);
  const housed = imported.filter(isHoused);
  const goingOn = await Promise.all(housed.map((each) => goesOnWithout(db, each, today)));
  return housedUntil(imported, new Set(housed.filter((_, place) => goingOn[place]).map(({ kind }) => kind)), today);
}

async function goesOnWithout(db: DeskDb, imported: KindImported, today: number): Promise<boolean> {
  const spans = spansBeside(imported, today);
  if (spans === undefined) return false;
  const usesIn = ({ from, to }: DaySpan) =>
    db.activity.where("on").between(numberToDay(from), numberToDay(to), true, true);
  // only the index is counted, of all kinds; rows are read no further than they are needed
  const fewest = fewestToGoOn(await usesIn(spans.before).count());
  const isEnough = async (span: DaySpan): Promise<boolean> =>
    (await usesIn(span)
      .filter(({ kind, gone }) => kind !== undefined && gone !== 1 && isHoused({ kind }))
      .limit(fewest)
      .count()) === fewest;
  return (await Promise.all(spans.after.map(isEnough))).includes(true);
}
