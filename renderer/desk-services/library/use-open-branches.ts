/** The branches that can be chosen, by name: those that are closed only keep their records. */
import type { DeskDb, Row } from "../../db/database.ts";
import { useFormat } from "../../i18n/use-t.ts";
import { useServices } from "../services.ts";
import { useSharedQuery } from "../shared-query.ts";

const readOpen = async (db: DeskDb): Promise<readonly Row<"branch">[]> =>
  (await db.branch.toArray()).filter(({ gone, as, hidden }) => gone !== 1 && as === undefined && hidden !== true);

export function useOpenBranches(): readonly Row<"branch">[] {
  const { db } = useServices();
  const { compare } = useFormat();
  return (useSharedQuery(db, readOpen) ?? []).toSorted((a, b) => compare(a.name ?? "", b.name ?? ""));
}
