/**
 * Files as libraries get them, each with a shape that imports stumble over, and what is true of each: its columns,
 * the rows that are taken and what they say, and the rows that are refused with their true reason. Another shape is
 * another entry.
 */
import * as xlsx from "@e965/xlsx";
import type { DraftValues } from "../../shared/import-export/cells/draft.ts";
import type { ProblemTag } from "../../shared/import-export/cells/problems.ts";
import type { Target } from "../../shared/import-export/columns/targets.ts";
import { encodeLegacy } from "./encode-legacy.ts";

export interface NastyFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What each column is; null: it is not imported. */
  readonly columns: readonly (Target | null)[];
  /** What the rows that are taken say, by their number in the file. */
  readonly readers: Readonly<Record<number, DraftValues>>;
  /** Why the others are refused. */
  readonly refused: Readonly<Record<number, readonly ProblemTag[]>>;
  /** Rows that wait until a person has said whose they are. */
  readonly waiting?: readonly number[];
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
      2: {
        card: "0001",
        name: "王芳",
        gender: "female",
        phones: ["13800138000", "13900139000"],
        birthDate: "1990-05-01",
      },
      3: { card: "0002", name: "李强", phones: ["010-65512345", "13700137000"], birthDate: "1990-05-01" },
      4: {
        card: "0003",
        name: "赵敏",
        gender: "female",
        phones: ["13600136000 (母)"],
        birthDate: "1991-06-07",
        note: "常来",
      },
      5: { card: "0004", name: "孙丽", expiresOn: "2030-12-31" },
      6: {
        card: "0005",
        name: "周洋",
        gender: "male",
        phones: ["13500135000 (母)", "13500135001 (父)"],
        expiresOn: "2030-12-31",
      },
    },
    refused: { 7: ["phone-short", "date-impossible"], 8: ["phone-unreadable", "date-beyond"] },
  };
}

/** A spreadsheet has been over the numbers, and somebody has kept some from it. */
function withoutZeros(): NastyFile {
  const lines = [
    "学号,读者证号,姓名,电话",
    '="0021",0001,王　芳,13800138000',
    "'0022,0002,李 强,'13900139000",
    '"=""0023""",3,欧阳 娜娜,13700137000',
    "0024,0004,'t Hooft,",
    "25,0005,赵敏,",
  ];
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

/**
 * Days that the calendar has and no reader can have; mobiles with a digit too few or too many. The desk's day is
 * 2026-11-24.
 */
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
    readers: {
      2: { card: "0001", name: "王芳", birthDate: "2026-11-24", enrolledOn: "2026-11-24", phones: ["13800138000"] },
    },
    refused: {
      3: ["birth-to-come"],
      4: ["birth-too-early"],
      5: ["enrolled-to-come"],
      6: ["phone-short"],
      7: ["phone-long"],
    },
  };
}

/** The patrons of a system whose names of columns are its own: Evergreen's, with what other systems add. */
function ownNames(): NastyFile {
  const lines = [
    "id,usrname,first_given_name,second_given_name,family_name,day_phone,evening_phone,mail,street1,county,state,post_code,profile,home_ou,expire_date,barred,guarantorid,ident_value,column_17,remark_2,phone_type",
    "11,wang,Fang,,Wang,0311-88886666,13800138000,f@example.org,12 Huai'an Rd,Hebei,HE,050000,PT,CPL,2030-12-31,f,,E123,13900139001,a,home",
    "12,li,Qiang,Bo,Li,0311-88886667,13900139000,,14 Huai'an Rd,Hebei,HE,050000,PT,CPL,2030-12-31,t,11,E124,13900139002,b,home",
    "13,zhao,Min,,Zhao,,13700137000,,,,,,PT,CPL,2030-12-31,f,,,13900139003,c,home",
  ];
  const common = { category: "adult", branch: "branch-1", expiresOn: "2030-12-31" } as const;
  return {
    name: "evergreen.csv",
    bytes: utf8(csv(lines)),
    columns: [
      "system",
      "userid",
      "givenName",
      "middleName",
      "familyName",
      "phone",
      "phone",
      "email",
      "address",
      "address",
      "address",
      "address",
      "category",
      "branch",
      "expiresOn",
      "barred",
      "guarantor",
      null,
      "phone",
      "note",
      null,
    ],
    readers: {
      2: {
        ...common,
        otherIds: { system: "11", userid: "wang" },
        name: "Fang Wang",
        givenName: "Fang",
        familyName: "Wang",
        phones: ["0311-88886666", "13800138000", "13900139001"],
        email: "f@example.org",
        address: "12 Huai'an Rd Hebei HE 050000",
        note: "a",
      },
      3: {
        ...common,
        otherIds: { system: "12", userid: "li" },
        name: "Qiang Bo Li",
        givenName: "Qiang",
        familyName: "Li",
        phones: ["0311-88886667", "13900139000", "13900139002"],
        address: "14 Huai'an Rd Hebei HE 050000",
        alert: { text: "barred：t", level: "must" },
        note: "guarantorid：11\nb",
      },
      4: {
        ...common,
        otherIds: { system: "13", userid: "zhao" },
        name: "Min Zhao",
        givenName: "Min",
        familyName: "Zhao",
        phones: ["13700137000", "13900139003"],
        note: "c",
      },
    },
    refused: {},
  };
}

/** Readers with lists of objects in them, as services answer. */
function listsInside(): NastyFile {
  const readers = [
    {
      barcode: "001",
      name: "王芳",
      phones: [
        { kind: "mobile", number: "13800138000" },
        { kind: "home", number: "0311-88886666" },
      ],
      emails: [{ value: "f@example.org" }],
    },
    { barcode: "002", name: "李强", phones: [{ kind: "mobile", number: "13900139000" }], groups: ["a", "b"] },
  ];
  return {
    name: "服务接口.json",
    bytes: utf8(JSON.stringify(readers)),
    columns: ["card", "name", null, "phone", "email", null],
    readers: {
      1: { card: "001", name: "王芳", phones: ["13800138000", "0311-88886666"], email: "f@example.org" },
      2: { card: "002", name: "李强", phones: ["13900139000"] },
    },
    refused: {},
  };
}

/** A workbook whose first sheet explains it, with a title, names in two rows, cells merged over readers, and totals. */
function twoRowsOfNames(): NastyFile {
  const book = xlsx.utils.book_new();
  const explained = [
    ["填表说明", "姓名用身份证上的"],
    ["手机", "11 位"],
  ];
  const readers = [
    ["第三小学读者名单"],
    ["序号", "读者证号", "学生", null, "家长", null],
    [null, null, "姓名", "班级", "姓名", "手机"],
    ["1", "0001", "王芳", "三年级一班", "王强", "13800138000"],
    ["2", "0002", "李强", null, "李明", "13900139000"],
    ["3", "0003", "赵敏", null, "赵刚", "13700137000"],
    ["序号", "读者证号", "姓名", "班级", "姓名", "手机"],
    ["4", "0004", "孙丽", "三年级二班", "孙武", "13600136000"],
    ["合计", null, 4, null, null, null],
    ["制表人：周老师"],
  ];
  const sheet = xlsx.utils.aoa_to_sheet(readers);
  sheet["!merges"] = ["A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "D4:D6"].map((range) =>
    xlsx.utils.decode_range(range),
  );
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(explained), "说明");
  xlsx.utils.book_append_sheet(book, sheet, "名单");
  const [first, second] = ["三年级一班", "三年级二班"];
  return {
    name: "两行列名.xlsx",
    bytes: new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer), // so the library answers for "array"
    columns: [null, "card", "name", "unit", "guarantor", "phone"],
    readers: {
      4: { card: "0001", name: "王芳", unit: first, phones: ["13800138000"], note: "家长 姓名：王强" },
      5: { card: "0002", name: "李强", unit: first, phones: ["13900139000"], note: "家长 姓名：李明" },
      6: { card: "0003", name: "赵敏", unit: first, phones: ["13700137000"], note: "家长 姓名：赵刚" },
      8: { card: "0004", name: "孙丽", unit: second, phones: ["13600136000"], note: "家长 姓名：孙武" },
    },
    refused: { 7: ["names-again"], 9: ["total-row"], 10: ["total-row"] },
  };
}

/** One reader in several rows, with another card, another phone, or nothing new; and two readers with one card. */
function repeated(): NastyFile {
  const lines = [
    "读者证号,学号,姓名,手机,备注",
    "0001,S1,王芳,13800138000,常来",
    "0009,S1,王芳,13900139000,补办",
    "0001,S1,王芳,13800138000,常来",
    "0002,,李强,13700137000,",
    ",,李强,13700137000,",
    "0003,S3,赵敏,,",
  ];
  return {
    name: "重复的人.csv",
    bytes: utf8(csv(lines)),
    columns: ["card", "student", "name", "phone", "note"],
    readers: {
      2: { card: "0001", otherIds: { student: "S1" }, name: "王芳", phones: ["13800138000"], note: "常来" },
      5: { card: "0002", name: "李强", phones: ["13700137000"] },
      7: { card: "0003", otherIds: { student: "S3" }, name: "赵敏" },
    },
    refused: {},
    waiting: [3, 4, 6],
  };
}

/** Types and branches that the library has not yet, beside those it has. */
function ownLists(): NastyFile {
  const lines = [
    "证号,姓名,读者类型,分馆",
    "0001,王芳,学生,城东馆",
    "0002,李强,钻石卡,城南馆",
    "0003,赵敏,钻石卡,CPL",
    "0004,孙丽,无,城北馆",
  ];
  return {
    name: "类型和分馆.csv",
    bytes: utf8(csv(lines)),
    columns: ["card", "name", "category", "branch"],
    readers: { 2: { card: "0001", name: "王芳", category: "student", branch: "branch-1" } },
    refused: { 3: ["unknown-value", "unknown-value"], 4: ["unknown-value"], 5: ["unknown-value"] },
  };
}

/**
 * A list as Excel saves it in China: GBK, a title above, remarks in the names of columns, names that no column word
 * fits.
 */
function fromExcel(): NastyFile {
  const lines = [
    "某某图书馆办证登记表;;;;;",
    "借阅证号（必填）;姓名（必填）;家长手机;联系方式;证件有效期至;民族",
    "0001;买买提・艾力;13800138000;f@example.org;2030年12月31日;维吾尔",
    "0002;欧阳　娜;13900139000;g@example.org;2030.12.31;汉",
    "0003;赵敏;13700137000;h@example.org;9999/12/31;汉",
    "共 3 人;;;;;",
  ];
  return {
    name: "办证登记表.txt",
    bytes: encodeLegacy(csv(lines), "gb18030"),
    columns: ["card", "name", "phone", "email", "expiresOn", null],
    readers: {
      3: {
        card: "0001",
        name: "买买提·艾力",
        phones: ["13800138000"],
        email: "f@example.org",
        expiresOn: "2030-12-31",
      },
      4: { card: "0002", name: "欧阳 娜", phones: ["13900139000"], email: "g@example.org", expiresOn: "2030-12-31" },
      5: { card: "0003", name: "赵敏", phones: ["13700137000"], email: "h@example.org" },
    },
    refused: { 6: ["total-row"] },
  };
}

/** A list of loans in which only a system's own numbers stand: nobody is made of it. */
function loansAsReaders(): NastyFile {
  const lines = ["loan_id,item_id,amount", "1,1001,3", "2,1002,4", "3,1003,5"];
  return {
    name: "不是读者.csv",
    bytes: utf8(csv(lines)),
    columns: [null, null, null],
    readers: {},
    refused: { 2: ["nobody"], 3: ["nobody"], 4: ["nobody"] },
  };
}

export const NASTY_FILES: readonly NastyFile[] = [
  handWritten(),
  withoutZeros(),
  impossible(),
  ownNames(),
  listsInside(),
  twoRowsOfNames(),
  repeated(),
  ownLists(),
  fromExcel(),
  loansAsReaders(),
];
