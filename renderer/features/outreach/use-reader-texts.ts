/** Whom a channel's texts go to, brought along with the list. */
import { useCallback } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useCalmQuery } from "../../desk-services/use-calm-query.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import { useFormat, useLocale } from "../../i18n/use-t.ts";
import { type ReaderText, readReaderTexts } from "./reader-texts.ts";

/** @param withSent also to whom something has gone out. @returns undefined while they are read. */
export function useReaderTexts(
  row: Row<"outreach">,
  channel: ContactChannel,
  withSent = false,
): readonly ReaderText[] | undefined {
  const { db, worker, clock } = useServices();
  const house = useHouse();
  const library = useLibraryName();
  const here = useLocale();
  const { staff = "" } = useDeviceSettings();
  const today = useFormat().day(clock.now());
  const colleague = house.staff.get(staff) ?? "";
  const ask = useCallback(
    async (database: DeskDb) => {
      // one row is read, the whole table is watched
      for (const table of ["reader", "outreach", "recipient"]) await database.table(table).limit(1).toArray();
      const now = await database.outreach.get(row.id);
      const pieces = await worker.outreach.pieces(row.id, channel, withSent);
      if (now === undefined) return [];
      return readReaderTexts(database, now, channel, pieces, { today, house, library, colleague, here });
    },
    [worker, row.id, channel, withSent, today, house, library, colleague, here],
  );
  return useCalmQuery(db, ask, row.id);
}
