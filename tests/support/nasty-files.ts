/**
 * Files as libraries get them, each with a shape that imports stumble over, and what is true of each: its columns,
 * the rows that are taken and what they say, and the rows that are refused with their true reason. Another shape is
 * another entry.
 */
import type { DraftValues } from "../../shared/exchange/draft.ts";
import type { ProblemTag } from "../../shared/exchange/problems.ts";
import type { Target } from "../../shared/exchange/targets.ts";

export interface NastyFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What each column is; null: it is not imported. */
  readonly columns: readonly (Target | null)[];
  /** What the rows that are taken say, by their number in the file. */
  readonly readers: Readonly<Record<number, DraftValues>>;
  /** Why the others are refused. */
  readonly refused: Readonly<Record<number, readonly ProblemTag[]>>;
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const csv = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join("");

/** What staff write into cells that were made for one value. */
function handWritten(): NastyFile {
  const lines = [
    "读者证号,姓名,性别,手机,出生日期,有效期至,备注",
    "0001,王芳,女,13800138000 13900139000,1990-05,长期,无",
    "0002,李强,未知,010-65512345/13700137000,1990年5月,永久,",
    "0003,赵敏,女,13600136000(母),1991/6/7,9999-12-31,常来",
    "0004,孙丽,,无,无,2030-12,",
    "0005,周洋,男,母 13500135000 父 13500135001,0000-00-00,2030/12/31,",
    "0006,吴昊,男,138 0013 800,1992-02-30,2030-12-31,",
    "0007,郑爽,女,问他妈妈,1700-01-01,2030-12-31,",
  ];
  return {
    name: "手写的格子.csv",
    bytes: utf8(csv(lines)),
    columns: ["card", "name", "gender", "phone", "birthDate", "expiresOn", "note"],
    readers: {
      2: { card: "0001", name: "王芳", gender: "female", phones: ["13800138000", "13900139000"], birthDate: "1990-05-01" },
      3: { card: "0002", name: "李强", phones: ["010-65512345", "13700137000"], birthDate: "1990-05-01" },
      4: { card: "0003", name: "赵敏", gender: "female", phones: ["13600136000 (母)"], birthDate: "1991-06-07", note: "常来" },
      5: { card: "0004", name: "孙丽", expiresOn: "2030-12-31" },
      6: { card: "0005", name: "周洋", gender: "male", phones: ["13500135000 (母)", "13500135001 (父)"], expiresOn: "2030-12-31" },
    },
    refused: { 7: ["phone-short", "date-impossible"], 8: ["phone-unreadable", "date-beyond"] },
  };
}

/** A spreadsheet has been over the numbers, and somebody has kept some from it. */
function withoutZeros(): NastyFile {
  const lines = ["学号,读者证号,姓名,电话", '="0021",0001,王　芳,13800138000', "'0022,0002,李 强,'13900139000", '"=""0023""",3,欧阳 娜娜,13700137000', "0024,0004,'t Hooft,", "25,0005,赵敏,"];
  return {
    name: "丢了零.csv",
    bytes: utf8(csv(lines)),
    columns: ["student", "card", "name", "phone"],
    readers: {
      2: { otherIds: { student: "0021" }, card: "0001", name: "王芳", phones: ["13800138000"] },
      3: { otherIds: { student: "0022" }, card: "0002", name: "李强", phones: ["13900139000"] },
      5: { otherIds: { student: "0024" }, card: "0004", name: "'t Hooft" },
    },
    refused: { 4: ["leading-zeros-lost"], 6: ["leading-zeros-lost"] },
  };
}

/** Days that the calendar has and no reader can have; mobiles with a digit too few or too many. The desk's day is 2026-11-24. */
function impossible(): NastyFile {
  const lines = [
    "读者证号,姓名,出生日期,办证日期,手机",
    "0001,王芳,2026-11-24,2026-11-24,13800138000",
    "0002,李强,2026-11-25,2020-01-01,",
    "0003,赵敏,1899-12-31,2020-01-01,",
    "0004,孙丽,1900-01-01,2026-11-25,",
    "0005,周洋,1990-01-01,2020-01-01,1380013800",
    "0006,吴昊,1990-01-01,2020-01-01,+86 138001380001",
  ];
  return {
    name: "不可能的值.csv",
    bytes: utf8(csv(lines)),
    columns: ["card", "name", "birthDate", "enrolledOn", "phone"],
    readers: { 2: { card: "0001", name: "王芳", birthDate: "2026-11-24", enrolledOn: "2026-11-24", phones: ["13800138000"] } },
    refused: { 3: ["birth-to-come"], 4: ["birth-too-early"], 5: ["enrolled-to-come"], 6: ["phone-short"], 7: ["phone-long"] },
  };
}

export const NASTY_FILES: readonly NastyFile[] = [handWritten(), withoutZeros(), impossible()];
