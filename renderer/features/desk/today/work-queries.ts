/** Open work at this desk, read once for Today and for the list beside a card, which are never shown together. */
import { readTodayWork, type TodayWork, todayKey } from "../../../db/lists/today-work.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSharedQuery } from "../../../desk-services/shared-query.ts";

/** Undefined while reading. @param today YYYY-MM-DD */
export function useTodayWork(today: string): TodayWork | undefined {
  const { db } = useServices();
  const { staff } = useDeviceSettings();
  return useSharedQuery(db, readTodayWork, todayKey(today, staff));
}
