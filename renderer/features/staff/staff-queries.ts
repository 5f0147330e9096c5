/** The colleagues who can be at a desk, in the order of their names. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import type { Row } from "../../db/database.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";

/** Undefined while the first answer is on its way. */
export function useStaff(): readonly Row<"staff">[] | undefined {
  const { db } = useServices();
  const { compare } = useFormat();
  const rows = useLiveQuery(async () => await db.staff.filter((row) => row.hidden !== true).toArray(), [db]);
  return rows?.toSorted((a, b) => compare(a.name ?? "", b.name ?? ""));
}

/** Whether there are colleagues who serve no more. */
export function useHasFormer(): boolean {
  const { db } = useServices();
  return useLiveQuery(async () => (await db.staff.filter((row) => row.hidden === true).count()) > 0, [db], false);
}

/** By id, the pinyin of a name, its first letters before the whole of it; none until the worker has told. */
export function useReadNames(rows: readonly Row<"staff">[]): ReadNames {
  const { search } = useServices();
  const [found, setFound] = useState(NOTHING_READ);
  const key = rows.flatMap(({ id, name }) => (name ? [`${id}\t${name}`] : [])).join("\n");
  useEffect(() => {
    let isWanted = true;
    const pairs = key === "" ? [] : key.split("\n").map((line) => line.split("\t"));
    search.nameSyllables(pairs.map(([, name = ""]) => name)).then(
      (read) => isWanted && setFound(new Map(pairs.map(([id = ""], at) => [id, readingsOf(read[at] ?? [])]))),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [search, key]);
  return found;
}
type ReadNames = ReadonlyMap<string, readonly string[]>;
const NOTHING_READ: ReadNames = new Map();

const readingsOf = (syllables: readonly string[]): readonly string[] => [
  syllables.map((each) => each.charAt(0)).join(""),
  syllables.join(""),
];

/** As it was typed, and as it is shown. */
export const namesOf = ({ id, name = "" }: Row<"staff">, called: ReadonlyMap<string, string>): readonly string[] => [
  name,
  called.get(id) ?? name,
];

/**
 * Initials and pinyin first, then any part of the name, as it is shown too: with what tells two of one name apart.
 * @param called by id, the name as the list shows it
 * @param read how a name is read; initials of somebody's own come before the first letters of that
 * @param fold makes one of what is written in either script
 */
export function matchColleagues(
  rows: readonly Row<"staff">[],
  text: string,
  fold: (text: string) => string,
  called: ReadonlyMap<string, string>,
  read: ReadNames = NOTHING_READ,
): readonly Row<"staff">[] {
  const wanted = fold(text);
  if (wanted === "") return rows;
  const begins = rows.filter(({ id, initials }) => {
    const [letters = "", whole = ""] = read.get(id) ?? [];
    return [initials || letters, whole].some((reading) => fold(reading).startsWith(wanted));
  });
  const contains = rows.filter(
    (row) => !begins.includes(row) && namesOf(row, called).some((name) => fold(name).includes(wanted)),
  );
  return [...begins, ...contains];
}
