/** What the mail reads while it is written: whose cards were found, the branch's working days, the library's deadlines. */
import { useLiveQuery } from "dexie-react-hooks";
import { DEADLINES_ID, type DeadlineDays, deadlineDaysOf } from "#shared/model/settings/deadline-days.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { Row } from "../../db/database.ts";
import { readPeople } from "../../db/reader-class.ts";
import { readSetting } from "../../db/write/library-setting.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";

export type MailReader = Pick<Row<"reader">, "id" | "name" | "card" | "owner">;

const NO_OWNER: ReadonlyMap<string, MailReader> = new Map();

/** By the ids under which they were found; one who is gone is not among them. */
export function useMailReaders(ids: readonly string[]): ReadonlyMap<string, MailReader> {
  const { db } = useServices();
  const key = [...new Set(ids)].join();
  return useLiveQuery(
    async () => {
      const asked = key === "" ? [] : key.split(",");
      const rows = await readPeople(db, asked);
      return new Map(
        asked.flatMap((id, at) => {
          const row = rows[at];
          return row === undefined || row.gone === 1 ? [] : [[id, row] as const];
        }),
      );
    },
    [db, key],
    NO_OWNER,
  );
}

export interface MailCalendar {
  readonly branch: Row<"branch"> | undefined;
  readonly within: DeadlineDays;
}

export function useMailCalendar(): MailCalendar | undefined {
  const { db } = useServices();
  const { branch: own = "" } = useDeviceSettings();
  return useLiveQuery(
    async () => ({
      branch: await db.branch.get(own),
      within: deadlineDaysOf(settingValue(await readSetting(db, DEADLINES_ID))),
    }),
    [db, own],
  );
}
