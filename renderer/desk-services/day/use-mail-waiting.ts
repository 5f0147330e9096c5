/** How many rows of the mail whoever is here has begun and not registered: told of until they are. */
import type { DeskDb } from "../../db/database.ts";
import { readMailDrafts } from "../../db/lists/mail-drafts.ts";
import { useDeviceSettings } from "../device-settings.ts";
import { useServices } from "../services.ts";
import { useSharedQuery } from "../shared-query.ts";

export function useMailWaiting(): number {
  const { db } = useServices();
  const { staff = "" } = useDeviceSettings();
  return useSharedQuery(db, countWaiting, staff) ?? 0;
}

/** @param staff empty where nobody was chosen */
const countWaiting = async (db: DeskDb, staff: string): Promise<number> =>
  (await readMailDrafts(db, staff === "" ? undefined : staff)).length;
