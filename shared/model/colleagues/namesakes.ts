/**
 * Colleagues of one name, told apart wherever a name is shown: by the department, else the initials, that no other of
 * them has, else by a running number. Whoever came first is 1 and stays it; those who have left count too, since the
 * past keeps its names.
 */
import { foldName } from "../../kernel/fold.ts";
import type { Staff } from "../house.ts";

export interface Namesake extends Pick<Staff, "name" | "initials" | "department"> {
  /** Ids are in the order of their making. */
  readonly id: string;
}

/** A name as it looks: both scripts are two names, which anybody can tell apart. */
const looksLike = (name: string): string => foldName(name, (char) => char);

/** Those who share their name with another one, in the order in which they came. */
export function namesakesIn<N extends Namesake>(rows: readonly N[]): readonly N[] {
  const byName = new Map<string, number>();
  const keys = rows.map(({ name = "" }) => looksLike(name));
  for (const key of keys) byName.set(key, (byName.get(key) ?? 0) + 1);
  return rows
    .filter((_, at) => keys[at] !== "" && (byName.get(keys[at] ?? "") ?? 0) > 1)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Id → name with what tells it apart; only of those who share theirs.
 * @param departmentName of a code of the list `department`
 */
export function namesApart(
  rows: readonly Namesake[],
  departmentName: (code: string) => string,
): ReadonlyMap<string, string> {
  const namesakes = namesakesIn(rows);
  return new Map(
    namesakes.map((one) => {
      const group = namesakes.filter(({ name = "" }) => looksLike(name) === looksLike(one.name ?? ""));
      const only = (field: "department" | "initials"): string | undefined =>
        group.some((other) => other !== one && other[field] === one[field]) ? undefined : one[field];
      const department = only("department");
      const mark =
        (department === undefined ? only("initials") : departmentName(department)) ?? String(group.indexOf(one) + 1);
      return [one.id, marked(one.name ?? "", mark)];
    }),
  );
}

/** A name and what tells it from others, in brackets as wide as the name's letters: 城东馆（CD）, Main branch (M). */
export const marked = (name: string, mark: string): string =>
  /\p{Script=Han}/u.test(name) ? `${name}（${mark}）` : `${name} (${mark})`;
