/** The names of columns where they stand in two rows: a group above, 联系方式, and its parts below, 手机 and 邮箱. */
import { isKnownHeader } from "./detect-table.ts";

export interface HeaderRows {
  readonly headers: readonly string[];
  /** Index of the last row that belongs to the names. */
  readonly last: number;
}

/**
 * The names of the columns around a row of names: a row of names below it belongs to it, and a row of groups above it
 * names what it leaves blank. A part that stands twice is told apart by its group: 学生 姓名, 家长 姓名.
 *
 * @param at index of the row of names
 */
export function joinHeaderRows(rows: readonly (readonly string[])[], at: number): HeaderRows {
  const names = rows[at] ?? [];
  const below = rows[at + 1] ?? [];
  if (isHeaderRow(below)) return { headers: joined(names, below), last: at + 1 };
  const above = rows[at - 1] ?? [];
  return { headers: filledIn(above).length > 1 ? joined(above, names) : names, last: at };
}

const filledIn = (cells: readonly string[]): readonly string[] => cells.filter((cell) => cell.trim() !== "");

/** No reader is called 姓名 or 手机. */
function isHeaderRow(cells: readonly string[]): boolean {
  const filled = filledIn(cells);
  return filled.length > 0 && filled.filter(isKnownHeader).length * 2 > filled.length;
}

function joined(groups: readonly string[], parts: readonly string[]): readonly string[] {
  const names: string[] = [];
  let group = "";
  for (let column = 0; column < Math.max(groups.length, parts.length); column++) {
    const [above = "", part = ""] = [groups[column]?.trim(), parts[column]?.trim()];
    if (above !== "") group = above;
    const isTwice = part !== "" && parts.filter((other) => other.trim() === part).length > 1;
    names.push(part === "" ? above : isTwice && group !== part ? `${group} ${part}`.trim() : part);
  }
  return names;
}
