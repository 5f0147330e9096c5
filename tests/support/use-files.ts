/**
 * Lists of use as libraries get them: loans, visits, a circulation report, a service's answer, counts of a day, dated
 * purchases. Of each it says what its columns are, and what each row says happened, or why it is refused.
 */
import { create } from "../../renderer/db/write/changes.ts";
import type { ProblemTag } from "../../shared/import-export/cells/problems.ts";
import type { ActivityKind } from "../../shared/import-export/library-use/read-use.ts";
import type { UseTarget } from "../../shared/import-export/library-use/use-targets.ts";
import { encodeLegacy } from "./encode-legacy.ts";

export interface TrueUse {
  readonly card: string;
  readonly on: string;
  readonly kind: ActivityKind;
  readonly quantity?: number;
  /** Kept of the call number. */
  readonly mainClass?: string;
  readonly branch?: string;
}

/** What happened; or why the row is refused; nothing: it does not count. */
type TrueRow = readonly TrueUse[] | { readonly refused: ProblemTag } | null;

export interface UseFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly columns: readonly (UseTarget | null)[];
  /** By row, in the order of the file. */
  readonly rows: readonly TrueRow[];
  /** What a person says the whole list is, where nothing in it says so. */
  readonly kind?: ActivityKind;
}

/** Whose use the lists are of. */
export const USE_READERS = [
  create("reader", "reader-1", { card: "0001", name: "王芳", otherIds: { system: "11" } }),
  create("reader", "reader-2", { card: "0002", name: "李强", otherIds: { system: "12" } }),
  create("reader", "reader-3", { card: "0003", name: "赵敏", otherIds: { system: "13" } }),
];

const BRANCH = "城东馆";
const csv = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join("");
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A library system's list of loans as Excel saves it in China, with a total below. */
function loans(): UseFile {
  const lines = [
    "读者证号,姓名,题名,索取号,借书日期,应还日期,实还日期,馆",
    "0001,王芳,活着,I247.5/12,2026-11-03 09:12:00,2026-12-03,2026-11-20,城东馆",
    "0001,王芳,背影,I267/3,2026-11-03 09:12:30,2026-12-03,,城东馆",
    "0002,李强,护理学,R473/9,2026-11-04,2026-12-04,,城东馆",
    "0009,周洋,骆驼祥子,I246/7,2026-11-04,2026-12-04,,城东馆",
    "0003,赵敏,史记,K204/1,2026-02-30,2026-12-04,,城东馆",
    "0003,赵敏,史记,K204/1,2026-11-05,2026-12-05,,CPL",
    "合计,,6,,,,,",
  ];
  const loan = { kind: "loan", branch: BRANCH } as const;
  return {
    name: "借还记录.csv",
    bytes: encodeLegacy(csv(lines), "gb18030"),
    columns: ["reader", null, null, "class", "day", null, "returned", "branch"],
    rows: [
      [
        { ...loan, card: "0001", on: "2026-11-03", mainClass: "I" },
        { card: "0001", on: "2026-11-20", kind: "return", mainClass: "I", branch: BRANCH },
      ],
      [{ ...loan, card: "0001", on: "2026-11-03", mainClass: "I" }],
      [{ ...loan, card: "0002", on: "2026-11-04" }],
      { refused: "unknown-card" },
      { refused: "date-impossible" },
      [{ ...loan, card: "0003", on: "2026-11-05", mainClass: "K" }],
      { refused: "total-row" },
    ],
  };
}

/** What a gate writes: moments, and a gate that is no branch, which a person leaves blank. */
function visits(): UseFile {
  const lines = [
    "卡号,姓名,刷卡时间,闸机",
    "0001,王芳,2026/11/03 08:59:59,城东馆",
    "0001,王芳,2026/11/03 17:30:01,城东馆",
    "0002,李强,2026/11/03 10:00:00,东门",
    "0003,赵敏,2026/12/24 10:00:00,城东馆",
    ",,2026/11/03 10:00:00,城东馆",
  ];
  const visit = { kind: "visit", on: "2026-11-03" } as const;
  return {
    name: "门禁.csv",
    bytes: utf8(`\uFEFF${csv(lines)}`),
    columns: ["reader", null, "day", "branch"],
    rows: [
      [{ ...visit, card: "0001", branch: BRANCH }],
      [{ ...visit, card: "0001", branch: BRANCH }],
      [{ ...visit, card: "0002" }],
      { refused: "future-day" },
      { refused: "no-reader" },
    ],
  };
}

/** Koha's, whose first column of numbers is its own and another reader's card. */
function circulation(): UseFile {
  const lines = [
    "borrowernumber,cardnumber,surname,firstname,itemnumber,itemcallnumber,issuedate,date_due,returndate",
    "2,0001,Wang,Fang,501,I247.5/12,2026-11-03 09:12:00,2026-12-03,2026-11-20 10:00:00",
    "15,0002,Li,Qiang,502,I267/3,2026-11-04 09:12:00,2026-12-04,",
    "0002,0001,Wang,Fang,503,,2026-11-05 09:12:00,2026-12-05,",
  ];
  return {
    name: "circulation.csv",
    bytes: utf8(csv(lines)),
    columns: ["reader", "reader", null, null, null, "class", "day", null, "returned"],
    rows: [
      [
        { card: "0001", on: "2026-11-03", kind: "loan", mainClass: "I" },
        { card: "0001", on: "2026-11-20", kind: "return", mainClass: "I" },
      ],
      [{ card: "0002", on: "2026-11-04", kind: "loan", mainClass: "I" }],
      [{ card: "0001", on: "2026-11-05", kind: "loan" }],
    ],
  };
}

/** Loans that a service answers, which knows its readers by its own number. */
function answered(): UseFile {
  const found = ["11", "12", "13"].map((userId, at) => ({
    id: `loan-${at}`,
    userId,
    itemId: `item-${at}`,
    loanDate: `2026-11-0${at + 1}T09:00:00Z`,
    dueDate: "2026-12-03T09:00:00Z",
    ...(at === 0 && { returnDate: "2026-11-09T12:00:00Z" }),
  }));
  return {
    name: "loans.json",
    bytes: utf8(JSON.stringify({ loans: found, totalRecords: 3 })),
    columns: [null, "reader", null, "day", null, "returned"],
    rows: [
      [
        { card: "0001", on: "2026-11-01", kind: "loan" },
        { card: "0001", on: "2026-11-09", kind: "return" },
      ],
      [{ card: "0002", on: "2026-11-02", kind: "loan" }],
      [{ card: "0003", on: "2026-11-03", kind: "loan" }],
    ],
  };
}

/** A day's counts of several kinds, put together by hand; nothing and less than nothing among them. */
function counts(): UseFile {
  const lines = [
    "证号\t日期\t种类\t次数",
    "0001\t2026年11月3日\t到馆\t2",
    "0001\t2026年11月3日\t打印\t14",
    "0002\t2026年11月3日\t借书\t0",
    "0002\t2026年11月4日\t讲座\t1",
    "0003\t2026年11月4日\t到馆\t-1",
  ];
  return {
    name: "每日次数.txt",
    bytes: utf8(csv(lines)),
    columns: ["reader", "day", "kind", "quantity"],
    rows: [
      [{ card: "0001", on: "2026-11-03", kind: "visit", quantity: 2 }],
      [{ card: "0001", on: "2026-11-03", kind: "print", quantity: 14 }],
      null,
      [{ card: "0002", on: "2026-11-04", kind: "event" }],
      { refused: "negative-count" },
    ],
  };
}

export const USE_FILES: readonly UseFile[] = [loans(), visits(), circulation(), answered(), counts()];

/**
 * Dated purchases, as published, taken for visits: a line is a number, another number, a day, how many, for how much.
 * @param text of cdnow-sample.txt
 */
export function purchasesAsVisits(text: string): UseFile & { readonly readers: typeof USE_READERS } {
  const purchases = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const cards = [...new Set(purchases.map(([card = ""]) => card))];
  const rows = purchases.map(
    ([card = "", , day = "", quantity]): TrueRow => [
      { card, on: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`, kind: "visit", quantity: Number(quantity) },
    ],
  );
  return {
    name: "cdnow-sample.txt as visits",
    bytes: utf8(csv(["cardnumber,sample,date,quantity,value", ...purchases.map((cells) => cells.join(","))])),
    columns: ["reader", null, "day", "quantity", null],
    rows,
    kind: "visit",
    readers: cards.map((card) => create("reader", `reader-${card}`, { card, name: card })),
  };
}
