/**
 * What the desk shows first is read while it still starts: Today stands right behind the scan box then, and nothing is
 * drawn again a moment later because a name or a key has come.
 */
import type { StartInfo } from "#shared/host/device-calls.ts";
import { presetsId } from "#shared/model/settings/quick-log-presets.ts";
import type { DeskDb } from "../../db/database.ts";
import { readHasReaders } from "../../db/has-readers.ts";
import { dayOfInstant } from "../../db/lists/records-of-day.ts";
import { readTodayWork, todayKey } from "../../db/lists/today-work.ts";
import { readBranch, readHouse } from "../../db/read-house.ts";
import { readSetting } from "../../db/write/library-setting.ts";
import { askAhead } from "../../desk-services/shared-query.ts";
import { readCodes } from "./desk-names.ts";

/** @param now epoch milliseconds; the day is the computer's */
export function readDeskAhead(
  db: DeskDb,
  { installation, settings: { staff, branch } }: Pick<StartInfo, "installation" | "settings">,
  now: number,
): void {
  askAhead(db, readHasReaders);
  askAhead(db, readTodayWork, todayKey(dayOfInstant(now), staff));
  askAhead(db, readHouse);
  askAhead(db, readCodes);
  askAhead(db, readBranch, branch);
  askAhead(db, readSetting, presetsId(installation));
}
