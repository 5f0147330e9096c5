/**
 * Rows of a table that are of nobody: totals, remarks below it, the names of the columns once more on the next page.
 */
import type { ProblemTag } from "../cells/problems.ts";

const TOTAL =
  /^(?:合\s*计|合\s*計|总\s*计|總\s*計|小\s*计|小\s*計|共\s*计|共\s*計|总数|總數|(?:grand )?total|sub-?total|sum)\s*[:：]?\s*(?:\d[\d,.]*\s*\p{L}?)?$|^共\s*\d+\s*\p{L}?(?:\s|,|，|。|$)/iu;
const AMOUNT = /^[-+]?[\d,.]*\d%?\s*(?:人|册|冊|次|元|件|张|張|条|條|笔|筆)?$/u;
const REMARK =
  /^(?:制表人?|製表人?|填表人|审核人?|審核人?|打印日期|打印时间|列印日期|导出时间|匯出時間|填表说明|填表說明|以下空白)\s*(?:[:：].*)?$|^第\s*\d+\s*[页頁]/u;

/** Longer cells are no words of a table's frame. */
const LONGEST = 60;

/** @returns null of a row that may be somebody */
export function otherRow(cells: readonly string[], headers: readonly string[]): ProblemTag | null {
  const at = cells.findIndex((cell) => cell.trim() !== "");
  const first = cells[at]?.trim() ?? "";
  if (first.length > LONGEST) return null;
  if (TOTAL.test(first) && filled(cells.slice(at + 1)).every((cell) => AMOUNT.test(cell) || TOTAL.test(cell)))
    return "total-row";
  if (REMARK.test(first)) return "total-row";
  const again = cells.filter((cell, column) => isPartOf(headers[column] ?? "", cell)).length;
  return again > 0 && again * 2 > filled(cells).length - 1 && filled(cells).length > 1 ? "names-again" : null;
}

const filled = (cells: readonly string[]): readonly string[] =>
  cells.map((cell) => cell.trim()).filter((cell) => cell !== "");

/** A part of a name that stands in two rows is the end of it. */
const isPartOf = (header: string, cell: string): boolean =>
  cell !== "" && header.endsWith(cell) && (header.length === cell.length || header.endsWith(` ${cell}`));
