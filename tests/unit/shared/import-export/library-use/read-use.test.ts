import { describe, expect, it } from "vitest";
import { classIn } from "../../../../../shared/import-export/library-use/call-number.ts";
import { guessHolds } from "../../../../../shared/import-export/library-use/holds.ts";
import { kindOfWord, matchUseHeader } from "../../../../../shared/import-export/library-use/use-column-names.ts";
import {
  mappingGapsOf,
  suggestUseMapping,
  suggestUseRules,
} from "../../../../../shared/import-export/library-use/use-mapping.ts";
import { createWho } from "../../../../../shared/import-export/library-use/who.ts";
import { tableOf } from "../../../../support/plan-table.ts";
import { READERS, readingOf } from "../../../../support/plan-uses.ts";

describe("the words of a list of use", () => {
  it("are known in three languages, for columns", () => {
    for (const [header, target] of [
      ["读者证号", "reader"],
      ["借閱證號", "reader"],
      ["Card number", "reader"],
      ["学号", "reader"],
      ["borrowernumber", "reader"],
      ["入馆时间", "day"],
      ["借書日期", "day"],
      ["Date", "day"],
      ["Date of visit", "day"],
      ["操作类型", "kind"],
      ["業務類型", "kind"],
      ["Type", "kind"],
      ["册数（册）", "quantity"],
      ["人次", "quantity"],
      ["索書號", "class"],
      ["索取号", "class"],
      ["itemcallnumber", "class"],
      ["館別", "branch"],
      ["借阅馆", "branch"],
      ["借書館", "branch"],
      ["到访馆", "branch"],
      ["流通館", "branch"],
      ["归还馆", "branch"],
    ] as const)
      expect([header, matchUseHeader(header)]).toEqual([header, { target }]);
    for (const title of ["题名", "書名", "Title"]) expect(matchUseHeader(title)).toEqual({ withheld: "title" });
    expect(matchUseHeader("姓名")).toBeNull();
  });

  it("are known in three languages, for kinds; a renewal is none of them", () => {
    for (const [word, kind] of [
      ["到馆", "visit"],
      ["入館", "visit"],
      ["借书", "loan"],
      ["Issue", "loan"],
      ["還書", "return"],
      ["reserve", "hold"],
      ["活动", "event"],
      ["數位資源", "e-resource"],
      ["列印", "print"],
      ["座位", "space"],
    ] as const)
      expect([word, kindOfWord(word)]).toEqual([word, kind]);
    expect(["续借", "renew", ""].map(kindOfWord)).toEqual([undefined, undefined, undefined]);
  });
});

it.each([
  [["卡号", "姓名", "刷卡时间", "地点"], "use"],
  [["读者证号", "借书日期", "还书日期", "题名", "索书号"], "use"],
  [["cardnumber", "datetime", "type", "branch", "itemcallnumber"], "use"],
  [["证号", "姓名", "电话", "日期", "操作", "数量"], "use"],
  [["读者证号", "姓名", "手机", "读者类型", "失效日期"], "reader"],
  [["读者证号", "姓名", "办证日期", "失效日期", "日期"], "reader"],
  [["uri", "name", "sort_name", "title", "gender", "birth_year"], "reader"],
  [["日期", "次数"], "reader"],
  [["读者证号", "借出日期", "电话", "索取号"], "use"],
  [["id", "usr", "target_copy", "xact_start", "due_date"], "use"],
  [["id", "userId", "itemId", "loanDate", "dueDate", "action"], "use"],
  [
    [
      "borrowernumber",
      "cardnumber",
      "surname",
      "firstname",
      "itemnumber",
      "itemcallnumber",
      "issuedate",
      "date_due",
      "returndate",
    ],
    "use",
  ],
  [["证号", "姓", "名", "借书日期", "还书日期"], "use"],
  [["证号", "姓", "名", "类型", "日期"], "reader"],
  [["loan_id", "patron", "issue_date", "return_date", "renewals"], "use"],
] as const)("guesses what %j holds", (headers, holds) => {
  expect(guessHolds(headers)).toBe(holds);
});

it("says what is missing before a list can be checked, and reads the kind off the column of days where it can", () => {
  const loans = tableOf("读者证号|借书日期", "0001|2026-11-01");
  expect(suggestUseRules(loans.headers, suggestUseMapping(loans)).kind).toBe("loan");
  const gate = tableOf("卡号|时间", "0001|2026-11-01");
  const mapping = suggestUseMapping(gate);
  expect(mappingGapsOf(mapping, suggestUseRules(gate.headers, mapping))).toEqual(["kind"]);
  expect(mappingGapsOf({ columns: [{ target: null }] }, { kind: null })).toEqual(["reader", "day", "kind"]);
  expect(mappingGapsOf(mapping, { kind: "visit" })).toEqual([]);
});

it("takes the branch of the return only where the list is of no loans and names no other", () => {
  const targetsOf = (heads: string) => suggestUseMapping(tableOf(heads)).columns.map(({ target }) => target);
  expect(targetsOf("证号|还书日期|归还馆")).toEqual(["reader", "day", "branch"]);
  expect(targetsOf("证号|操作时间|操作|歸還館")).toEqual(["reader", "day", "kind", "branch"]);
  expect(targetsOf("证号|借书日期|归还馆")).toEqual(["reader", "day", null]);
  expect(targetsOf("证号|操作时间|归还馆|借阅馆")).toEqual(["reader", "day", null, "branch"]);
});

it("takes a column that is called just 馆 for the branch where its cells are branches", () => {
  const branches = { find: (text: string) => (text === "CD" ? "branch-1" : undefined) };
  const targetIn = (...cells: readonly string[]) =>
    suggestUseMapping(tableOf("证号|借书日期|馆", ...cells.map((cell) => `0001|2026-11-01|${cell}`)), branches)
      .columns[2]?.target;
  expect(targetIn("城东馆", "儿童馆", "二楼")).toBe("branch");
  expect(targetIn("CD", "CD", "XX", "")).toBe("branch");
  expect(targetIn("二楼", "三楼", "城东馆")).toBeNull();
  expect(targetIn("", "")).toBeNull();
  expect(suggestUseMapping(tableOf("证号|借书日期|所属馆", "0001|2026-11-01|城东馆")).columns[2]?.target).toBe(
    "branch",
  );
});

describe("a row", () => {
  const tags = (...rows: readonly string[]) =>
    readingOf(tableOf("证号|日期|操作|数量|分馆", ...rows), {}).map((reading) =>
      reading.tag === "faulty"
        ? reading.problems.map(({ tag, column }) => `${tag} ${column}`).join(", ")
        : reading.tag === "use"
          ? reading.uses.map(({ kind, quantity }) => `${kind} ${quantity}`).join()
          : reading.tag,
    );

  it("that cannot be taken says what is wrong with which cell", () => {
    expect(
      tags(
        "|2026-11-01|借书|1|",
        "0009|2026-11-01|借书|1|",
        "1.10105E+17|2026-11-01|借书|1|",
        "0001||借书|1|",
        "0001|2026-02-30|借书|1|",
        "0001|2026-11-26|借书|1|",
        "0001|46327|借书|1|",
        "0001|2026-11-01|飞行|1|",
        "0001|2026-11-01|借书|-2|",
        "0001|2026-11-01|借书|两本|",
        "0001|2026-11-01|借书|1000001|",
        "0001|2026-11-01|借书|1|月球馆",
        "0009|2026-12-26|飞行|-1|月球馆",
      ),
    ).toEqual([
      "no-reader 0",
      "unknown-card 0",
      "digits-lost 0",
      "no-day 1",
      "date-impossible 1",
      "future-day 1",
      "date-serial 1",
      "unknown-value 2",
      "negative-count 3",
      "count-unreadable 3",
      "does-not-fit 3",
      "unknown-value 4",
      "unknown-card 0, future-day 1, unknown-value 2, negative-count 3, unknown-value 4",
    ]);
  });

  it("counts once where it says no number, and not at all where it says none", () => {
    expect(
      tags(
        "0001|2026-11-01|借书||CD",
        "0001|2026-11-01|借书|0|",
        "0001|2026-11-01|借书|１，２００|",
        "0001|2026-11-01|借书|3.0|",
      ),
    ).toEqual(["loan 1", "left-out", "loan 1200", "loan 3"]);
  });

  it("is taken or left out as a person has said of its kind", () => {
    const table = tableOf("证号|日期|操作", "0001|2026-11-01|续借", "0001|2026-11-01|丢失");
    const mapping = {
      columns: [{ target: "reader" }, { target: "day" }, { target: "kind", values: { 续借: "loan", 丢失: null } }],
    } as const;
    expect(readingOf(table, { mapping }).map(({ tag }) => tag)).toEqual(["use", "left-out"]);
  });
});

describe("a number of a reader", () => {
  it("is a card before it is anything else, whatever its case and width", () => {
    const who = createWho([...READERS, { id: "reader-4", card: "S-1" }]);
    expect(who.find("ｓ-１")).toBe(3);
    expect(createWho(READERS).find("s-1")).toBe(0);
    expect(who.find("0")).toBeNull();
  });

  it("that two people have is nobody's, and that two merged records have is one person's", () => {
    expect(createWho([...READERS, { id: "reader-0", card: "0002" }]).find("0002")).toBe("several");
    const merged = createWho([...READERS, { id: "reader-9", card: "0002", as: "reader-2" }]);
    expect(merged.find("0002")).toBe(1);
    expect(createWho([...READERS, { id: "reader-0", card: "0002", gone: 1 }]).find("0002")).toBe(1);
  });
});

it("finds the class in a call number", () => {
  expect(
    ["I247.5/12", "儿I287/3", "J-TP311", "857.7 8765", "TP", "i247", "F-49", "借", "ABC", "待编", "L12", ""].map(
      (text) => classIn(text),
    ),
  ).toEqual([
    "I247.5/12",
    "I287/3",
    "TP311",
    "857.7 8765",
    "TP",
    "I247",
    "F-49",
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
