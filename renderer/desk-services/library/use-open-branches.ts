/**
 * The order of branches on every screen: by name, those that are closed after all others. Those that can be chosen are
 * open: the others only keep their records.
 */
import type { DeskDb, Row } from "../../db/database.ts";
import { useFormat } from "../../i18n/use-t.ts";
import { useServices } from "../services.ts";
import { useSharedQuery } from "../shared-query.ts";

const readOpen = async (db: DeskDb): Promise<readonly Row<"branch">[]> =>
  (await db.branch.toArray()).filter(({ gone, as, hidden }) => gone !== 1 && as === undefined && hidden !== true);

export function useOpenBranches(): readonly Row<"branch">[] {
  const { db } = useServices();
  const { compare } = useFormat();
  return inBranchOrder(useSharedQuery(db, readOpen) ?? [], compare);
}

export const inBranchOrder = <R extends Pick<Row<"branch">, "name" | "hidden">>(
  rows: readonly R[],
  compare: (a: string, b: string) => number,
): readonly R[] =>
  rows.toSorted((a, b) => Number(a.hidden ?? false) - Number(b.hidden ?? false) || compare(a.name ?? "", b.name ?? ""));
