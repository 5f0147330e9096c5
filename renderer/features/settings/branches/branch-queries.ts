/** The branches of the library, and how long their names may be. */
import type { DeskDb, Row } from "../../../db/database.ts";
import { inBranchOrder } from "../../../desk-services/library/use-open-branches.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSharedQuery } from "../../../desk-services/shared-query.ts";
import { useFormat } from "../../../i18n/use-t.ts";

export const [LONGEST_NAME, LONGEST_CODE] = [60, 12];

const readBranches = async (db: DeskDb): Promise<readonly Row<"branch">[]> =>
  (await db.branch.toArray()).filter(({ gone, as }) => gone !== 1 && as === undefined);

/** Those that are hidden too; undefined while they are read. */
export function useAllBranches(): readonly Row<"branch">[] | undefined {
  const { db } = useServices();
  const { compare } = useFormat();
  const rows = useSharedQuery(db, readBranches);
  return rows === undefined ? undefined : inBranchOrder(rows, compare);
}
