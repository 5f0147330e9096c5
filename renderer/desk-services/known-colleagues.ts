/** The library's colleagues, and whom a typed `@name` means. */
import { useMemo } from "react";
import type { DeskDb, Row } from "../db/database.ts";
import { useServices } from "./services.ts";
import { useSharedQuery } from "./shared-query.ts";

const readStaff = (db: DeskDb): Promise<readonly Row<"staff">[]> => db.staff.toArray();

/** Colleagues by id. */
export function useColleagues(): ReadonlyMap<string, Row<"staff">> {
  const { db } = useServices();
  const rows = useSharedQuery(db, readStaff);
  return useMemo(() => new Map((rows ?? []).map((row) => [row.id, row])), [rows]);
}

/**
 * The colleague that `@typed` means: by name, initials, or the only one whose name begins so. Of several who are called
 * so it is nobody: a person chooses.
 * @param fold makes one of what is written in either script
 */
export function matchColleague(
  typed: string,
  colleagues: Iterable<Row<"staff">>,
  fold: (text: string) => string,
): Row<"staff"> | undefined {
  const wanted = fold(typed);
  const there = [...colleagues].filter((row) => row.gone !== 1 && row.hidden !== true);
  const same = (text: string | undefined): boolean => text !== undefined && fold(text) === wanted;
  const exact = there.filter((row) => same(row.name) || same(row.initials));
  const begins = there.filter((row) => row.name !== undefined && fold(row.name).startsWith(wanted));
  const meant = exact.length > 0 ? exact : begins;
  return meant.length === 1 ? meant[0] : undefined;
}

/** At the end of a line: initials, else the surname. */
export const signature = (row: Pick<Row<"staff">, "name" | "initials"> | undefined): string =>
  row?.initials ?? Array.from(row?.name ?? "")[0] ?? "";
