/**
 * Made-up exports of four library systems, as their recipes on the screen have them: column names, kind of file and
 * encoding are theirs, the people are nobody.
 */
import * as XLSX from "@e965/xlsx";
import { encodeLegacy } from "../../../../support/encode-legacy.ts";

type Row = readonly string[];

export interface SystemExport {
  readonly system: string;
  readonly list: "readers" | "loans" | "visits";
  /** As an export is called the first time, and the second. */
  readonly names: readonly [string, string];
  readonly header: Row;
  readonly rows: readonly Row[];
  /** A row that is there the second time only. */
  readonly added: Row;
  readonly bytes: (rows: readonly Row[]) => Uint8Array;
}

const MANY = 30;
const many = (row: (no: number) => Row): readonly Row[] => Array.from({ length: MANY }, (_, no) => row(no + 1));
const three = (no: number): string => String(no).padStart(3, "0");

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csv = (rows: readonly Row[]): string => rows.map((row) => row.map(quoted).join(",")).join("\r\n");
const utf8 = (rows: readonly Row[]): Uint8Array => new TextEncoder().encode(csv(rows));
const gbk = (rows: readonly Row[]): Uint8Array => encodeLegacy(csv(rows), "gb18030");
const workbook =
  (bookType: "biff8" | "xlsx") =>
  (rows: readonly Row[]): Uint8Array => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), "Sheet1");
    return new Uint8Array(XLSX.write(book, { type: "array", bookType }));
  };

const KOHA =
  "cardnumber,surname,firstname,email,phone,mobile,dateofbirth,branchcode,categorycode,dateenrolled,dateexpiry,sex,password,patron_attributes";

const koha = (no: number): Row => [
  `2300${three(no)}`,
  "Example",
  `Person ${no}`,
  `person${no}@example.org`,
  "",
  `13800000${three(no)}`,
  `19${60 + (no % 40)}-03-04`,
  no % 2 === 0 ? "MAIN" : "EAST",
  no % 3 === 0 ? "J" : "PT",
  "2024-09-01",
  "2027-08-31",
  no % 2 === 0 ? "F" : "M",
  "",
  `CLASS:${no},LANG:zh`,
];
const huiwen = (no: number): Row => [
  `H2024${three(no)}`,
  `H2024${three(no)}`,
  `汇文${no}`,
  no % 3 === 0 ? "本科生" : "教师",
  no % 2 === 0 ? "女" : "男",
  "文学院",
  `13900000${three(no)}`,
  "2024-09-01",
  "2028-07-01",
];
const interlib = (no: number): Row => [
  `I88${three(no)}`,
  `图创${no}`,
  no % 2 === 0 ? "总馆" : "城东分馆",
  no % 3 === 0 ? "少儿" : "普通",
  "有效",
  no % 2 === 0 ? "女" : "男",
  `13700000${three(no)}`,
  "2025/01/02",
];
const dp2 = (no: number): Row => [
  `D0${three(no)}`,
  `数图${no}`,
  no % 3 === 0 ? "学生" : "教工",
  "第一中学",
  `13600000${three(no)}`,
  "2024-09-01",
  "2027-07-01",
];

export const EXPORTS: readonly SystemExport[] = [
  {
    system: "Koha",
    list: "readers",
    names: ["patrons.csv", "patrons-2026-11-30.csv"],
    header: KOHA.split(","),
    rows: many(koha),
    added: koha(MANY + 1),
    bytes: utf8,
  },
  {
    system: "汇文",
    list: "readers",
    names: ["读者.xls", "读者(3).xls"],
    header: ["证件号", "读者条码", "姓名", "读者类型", "性别", "单位", "手机", "办证日期", "失效日期"],
    rows: many(huiwen),
    added: huiwen(MANY + 1),
    bytes: workbook("biff8"),
  },
  {
    system: "汇文",
    list: "loans",
    names: ["流通日志.csv", "新建 文本文档.txt"],
    header: ["读者条码", "姓名", "题名", "索书号", "借出日期"],
    rows: many((no) => [
      `H2024${three(no)}`,
      `汇文${no}`,
      "某书",
      `I247.5/${no}`,
      `2026-10-${three(1 + (no % 28)).slice(1)}`,
    ]),
    added: ["H2024001", "汇文1", "另一书", "K248/7", "2026-11-03"],
    bytes: gbk,
  },
  {
    system: "Interlib",
    list: "readers",
    names: ["readerlist.xlsx", "readerlist (1).xlsx"],
    header: ["读者证号", "姓名", "开户馆", "读者类型", "证状态", "性别", "手机", "办证日期"],
    rows: many(interlib),
    added: interlib(MANY + 1),
    bytes: workbook("xlsx"),
  },
  {
    system: "Interlib",
    list: "visits",
    names: ["进馆.csv", "进馆11月.csv"],
    header: ["读者证号", "进馆时间", "地点"],
    rows: many((no) => [`I88${three(no)}`, `2026-10-${three(1 + (no % 28)).slice(1)} 09:12:00`, "一楼"]),
    added: ["I88001", "2026-11-03 10:00:00", "一楼"],
    bytes: gbk,
  },
  {
    system: "dp2",
    list: "readers",
    names: ["读者信息.xlsx", "读者信息20261130.xlsx"],
    header: ["证条码号", "姓名", "读者类型", "单位", "电话", "办证日期", "失效日期"],
    rows: many(dp2),
    added: dp2(MANY + 1),
    bytes: workbook("xlsx"),
  },
];
