/** Whom this colleague should speak to today, read calmly: the list may lag behind a little. */
import { type ContactDue, readContactsDue } from "../../../db/lists/contacts-due.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useCalmQuery } from "../../../desk-services/use-calm-query.ts";

/** Undefined while reading. @param today YYYY-MM-DD */
export function useContactsDue(today: string): readonly ContactDue[] | undefined {
  const { db } = useServices();
  const { staff = "", branch = "" } = useDeviceSettings();
  return useCalmQuery(db, readContactsDue, `${today} ${staff} ${branch}`);
}
