/** How many opinions are late, for the badge in the rail. */
import { useLiveQuery } from "dexie-react-hooks";
import { isOpinionLate, OPEN_STATUSES } from "#shared/model/feedback.ts";
import { rowsWith } from "../../db/erasing/rows-with.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";

export function useLateOpinions(): number {
  const { db, clock } = useServices();
  const today = useFormat().day(clock.now());
  return useLiveQuery(
    async () =>
      (await rowsWith(db.feedback, "status", OPEN_STATUSES)).filter(
        (row) => row.gone !== 1 && isOpinionLate(row, today),
      ).length,
    [db, today],
    0,
  );
}
