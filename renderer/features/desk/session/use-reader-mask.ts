/** A reader as called out in a queue: 张*琴; nobody by name is 匿名. */
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { type Services, useServices } from "../../../desk-services/services.ts";
import { expectAnswer, followedAnswer, useSharedQuery } from "../../../desk-services/shared-query.ts";
import { useT } from "../../../i18n/use-t.ts";
import { askReading } from "../card/name-reading.ts";

const NOBODY = "";

const readReaderRow = async (db: DeskDb, id: string): Promise<Row<"reader"> | undefined> =>
  id === NOBODY ? undefined : db.reader.get(id);

/** Her row was read with the scan: chip and queue call her by it at once, and how her name is read is asked beside it. */
export function expectReader({ db, search }: Services, row: Row<"reader">): void {
  expectAnswer(db, readReaderRow, row.id, row);
  if (row.name !== undefined && row.reading === undefined) void askReading(search, row.name);
}

/** Of whoever is served the row that chip and queue show; of another one it is read. */
export const readShownReader = async (db: DeskDb, id: string): Promise<Row<"reader"> | undefined> =>
  followedAnswer(db, readReaderRow, id) ?? (await db.reader.get(id));

/** The row of one who is served, as it stands; undefined while it is read, and where it is not there. */
export function useReaderRow(id: string | null): Row<"reader"> | undefined {
  const { db } = useServices();
  return useSharedQuery(db, readReaderRow, id ?? NOBODY);
}

export function useReaderMask(id: string | null): CalledOut {
  const t = useT();
  const row = useReaderRow(id);
  if (id === null) return nameless(t("words.anonymous"));
  return row?.name === undefined ? nameless("…") : maskName(row.name, row.familyName);
}
