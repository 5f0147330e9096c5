/** What the card shows of a reader; undefined while reading. */
import { useLiveQuery } from "dexie-react-hooks";
import { type ReaderCardRows, readReaderCard } from "../../../db/lists/reader-card-rows.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";

/** Null: no such reader here. */
export function useReaderCard(id: string, today: string): ReaderCardRows | null | undefined {
  const { db } = useServices();
  const { place } = useHouse();
  // in one transaction: each of several would wait anew for what a sync writes
  return useLiveQuery(
    async () =>
      await db.transaction(
        "r",
        [db.reader, db.interaction, db.participant, db.feedback, db.task],
        async () => await readReaderCard(db, id, { today, place }),
      ),
    [db, id, today, place],
  );
}
