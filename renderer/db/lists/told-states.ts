/** How recipients stand who were found one by one, as on a reader's own page: many are told by the call of another. */
import { type CallState, statesOf } from "#shared/outreach/call-state.ts";
import type { DeskDb, Row } from "../database.ts";

/** @returns of each in its place */
export async function readToldStates(
  db: DeskDb,
  recipients: readonly Row<"recipient">[],
): Promise<readonly CallState[]> {
  // whom another was to tell is found in the whole of her list
  const lists = new Set(recipients.flatMap((row) => (row.with === undefined ? [] : (row.outreach ?? []))));
  const beside =
    lists.size === 0
      ? []
      : await db.recipient
          .where("outreach")
          .anyOf([...lists])
          .filter(({ gone }) => gone !== 1)
          .toArray();
  return recipients.map(statesOf([...beside, ...recipients.filter(({ outreach = "" }) => !lists.has(outreach))]));
}
