/**
 * Holidays from a table: a day or a first and a last one, whether it is a holiday or worked, and its name. Columns are
 * known by their words, as in Taiwan's 辦公日曆表 (西元日期, 星期, 是否放假, 備註) or in lists that mark days off; a
 * table without words is read by its first column as the day and the rest by what stands there.
 */
import { parseDay } from "../cells/parse-day.ts";
import {
  type HolidayList,
  type HolidayMark,
  type HolidayProblem,
  type HolidaySpan,
  holidayList,
  markInName,
  plainHolidayName,
} from "./holiday-days.ts";

const COLUMNS = {
  from: /^(?:西元日期|日期|开始(?:日期)?|開始(?:日期)?|起始日期|起日|放假日期|date|day|start(?: ?date)?|from)$/iu,
  to: /^(?:结束(?:日期)?|結束(?:日期)?|截止日期|迄日|至|end(?: ?date)?|until|to)$/iu,
  mark: /^(?:是否放假|是否休息|类型|類型|类别|類別|状态|狀態|性质|性質|isoffday|isholiday|holiday|off|type|kind|status)$/iu,
  name: /^(?:备注|備註|名称|名稱|节日|節日|节假日|節假日|假期|假日|说明|說明|name|summary|title|subject|description|remark|note)$/iu,
} as const;
type Column = keyof typeof COLUMNS;

const REST = /^(?:2|是|放假|休|休息|休假|假|节假日|節假日|法定节假日|假日|y|yes|true|holiday|rest|off|day ?off)$/iu;
const WORK =
  /^(?:0|否|补班|補班|上班|班|补行上班|補行上班|调休上班|調休上班|調整上班|工作日|n|no|false|work|workday|working ?day)$/iu;
const BETWEEN = /\s*(?:~|～|至|到|—+|–|－{1,2}|--)\s*/u;
const HEAD_ROWS = 5;
/** A list that names so many days names every one. */
const EVERY_DAY = 300;

/** @param year of days that are written without one */
export function holidaysInRows(rows: readonly (readonly string[])[], year: number): HolidayList {
  const head = rows.slice(0, HEAD_ROWS).findIndex((cells) => cells.some((cell) => COLUMNS.from.test(cell.trim())));
  const columns = columnsOf(rows[head] ?? []);
  const read = rows.flatMap((cells, index) =>
    index <= head || cells.every((cell) => cell.trim() === "") ? [] : [readRow(cells, columns, index + 1, year)],
  );
  return holidayList(read, { every: columns.mark !== undefined && read.length >= EVERY_DAY });
}

type Columns = { readonly [C in Column]?: number };

function columnsOf(head: readonly string[]): Columns {
  const found = (column: Column): Columns => {
    const place = head.findIndex((cell) => COLUMNS[column].test(cell.trim()));
    return place < 0 ? {} : { [column]: place };
  };
  if (head.length === 0) return { from: 0 };
  return { ...found("from"), ...found("to"), ...found("mark"), ...found("name") };
}

function readRow(cells: readonly string[], columns: Columns, line: number, year: number): HolidaySpan | HolidayProblem {
  const written = (column: Column): string => cells[columns[column] ?? -1]?.trim() ?? "";
  const at = (column: Column): string => written(column).normalize("NFKC");
  const [first = "", behind] = at("from").split(BETWEEN);
  const from = readDayCell(first, year);
  if (from === null) return { tag: "no-day", line, value: at("from") };
  const end = at("to") === "" ? behind : at("to");
  const to = end === undefined ? from : readDayCell(end, Number(from.slice(0, 4)), from);
  if (to === null) return { tag: "no-end", line, value: end ?? "" };
  // of a table without words: what is no day is what it is called, or what it is
  const others = columns.name === undefined && columns.mark === undefined ? cells.slice(1) : [];
  const loose = others.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const said = columns.mark === undefined ? loose.find((cell) => markOf(cell) !== undefined) : at("mark");
  const name = columns.name === undefined ? loose.find((cell) => markOf(cell) === undefined) : written("name");
  const mark = said === undefined || said === "" ? (markInName(name ?? "") ?? "rest") : markOf(said);
  if (mark === undefined) return { tag: "no-mark", line, value: said ?? "" };
  return { line, from, to, mark, name: plainHolidayName(name ?? "") };
}

function markOf(cell: string): HolidayMark | undefined {
  const text = cell.normalize("NFKC");
  return REST.test(text) ? "rest" : WORK.test(text) ? "work" : markInName(text);
}

/** @param after whose month is meant where only the day is written: 10月1日至7日 */
function readDayCell(cell: string, year: number, after?: string): string | null {
  const [, month, date] = /^(?:(\d{1,2})月)?(\d{1,2})日?$/u.exec(cell) ?? [];
  const ofMonth = month ?? after?.slice(5, 7);
  if (date !== undefined && ofMonth !== undefined && (month !== undefined || after !== undefined))
    return dayOf(`${year}-${ofMonth}-${date}`);
  return dayOf(cell);
}

function dayOf(text: string): string | null {
  const parsed = parseDay(text, { order: "ymd", minguo: true, pivotYear: 2099 });
  return "day" in parsed ? parsed.day : null;
}
