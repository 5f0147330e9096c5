/** The colleagues who can be at a desk, in the order of their names. */
import { useLiveQuery } from "dexie-react-hooks";
import type { Row } from "../../db/database.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";

/** Undefined while the first answer is on its way. */
export function useStaff(): readonly Row<"staff">[] | undefined {
  const { db } = useServices();
  const { compare } = useFormat();
  const rows = useLiveQuery(() => db.staff.filter((row) => row.hidden !== true).toArray(), [db]);
  return rows?.toSorted((a, b) => compare(a.name ?? "", b.name ?? ""));
}

/** Whether there are colleagues who serve no more. */
export function useHasFormer(): boolean {
  const { db } = useServices();
  return useLiveQuery(async () => (await db.staff.filter((row) => row.hidden === true).count()) > 0, [db], false);
}

/**
 * Initials first, then any part of the name.
 * @param fold makes one of what is written in either script
 */
export function matchColleagues(
  rows: readonly Row<"staff">[],
  text: string,
  fold: (text: string) => string,
): readonly Row<"staff">[] {
  const wanted = fold(text);
  if (wanted === "") return rows;
  const begins = rows.filter((row) => row.initials !== undefined && fold(row.initials).startsWith(wanted));
  const contains = rows.filter(
    (row) => !begins.includes(row) && row.name !== undefined && fold(row.name).includes(wanted),
  );
  return [...begins, ...contains];
}
