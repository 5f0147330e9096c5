import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Planner } from "#shared/import-export/plan/planner.ts";
import { COLUMN_NAMES, WITHHELD_NAMES } from "../../../../shared/import-export/columns/column-names.ts";
import {
  columnInfo,
  headerFingerprint,
  NEW_ENTRY,
  suggestMapping,
} from "../../../../shared/import-export/columns/mapping.ts";
import { matchHeader } from "../../../../shared/import-export/columns/match-header.ts";
import { isTarget } from "../../../../shared/import-export/columns/targets.ts";
import { duplicateGroup } from "../../../../shared/import-export/plan/duplicate-group.ts";
import { type ImportRules, ON_MATCH } from "../../../../shared/import-export/plan/import-rules.ts";
import { BUCKETS } from "../../../../shared/import-export/plan/plan-row.ts";
import type { KnownReader } from "../../../../shared/import-export/plan/reader-index.ts";
import { knownAfter, planTable, tableOf } from "../../../support/plan-table.ts";

const KOHA =
  "cardnumber,surname,firstname,title,othernames,initials,streetnumber,streettype,address,address2,city,zipcode,country,email,phone,mobile,fax,emailpro,phonepro,B_streetnumber,B_streettype,B_address,B_city,B_zipcode,B_country,B_email,B_phone,dateofbirth,branchcode,categorycode,dateenrolled,dateexpiry,gonenoaddress,lost,debarred,contactname,contactfirstname,contacttitle,borrowernotes,relationship,sex,userid,opacnote,contactnote,password,flags,sort1,sort2,patron_attributes".split(
    ",",
  );

describe("column names", () => {
  it("of Koha's own header are mapped without a click, and its passwords never", async () => {
    const cells: Record<string, string> = {
      cardnumber: "0012345",
      surname: "王",
      firstname: "芳",
      streetnumber: "12",
      streettype: "号",
      address: "槐安路",
      city: "石家庄",
      zipcode: "050000",
      email: "a@example.org",
      phone: "0311-8888 8888",
      mobile: "13800138000",
      phonepro: "010-6551 2345",
      dateofbirth: "1990-02-03",
      branchcode: "CPL",
      categorycode: "PT",
      dateenrolled: "2020-01-01",
      dateexpiry: "2030-01-01",
      gonenoaddress: "1",
      borrowernotes: "爱读历史",
      sex: "F",
      userid: "wangfang",
      opacnote: "靠窗",
      password: "secret!",
      patron_attributes: '"STUID:2023001,CLASS:五（2）班,IDCARD:E1234567,OTHER:11010519491231002X"',
    };
    const table = { headers: KOHA, rows: [{ row: 2, cells: KOHA.map((name) => cells[name] ?? "") }] };
    const planner = await planTable(table);
    expect(planner.row(0).problems).toEqual([]);
    // two numbers of identity papers stay out
    expect(planner.row(0).notices).toContainEqual({ tag: "withheld-part", column: KOHA.indexOf("patron_attributes") });
    expect(planner.draft(0).values).toEqual({
      card: "0012345",
      familyName: "王",
      givenName: "芳",
      name: "王芳",
      address: "12 号 槐安路 石家庄 050000",
      email: "a@example.org",
      phones: ["0311-8888 8888", "13800138000", "010-6551 2345"],
      birthDate: "1990-02-03",
      branch: "branch-1",
      category: "adult",
      enrolledOn: "2020-01-01",
      expiresOn: "2030-01-01",
      badContact: ["address"],
      note: "爱读历史\n靠窗",
      gender: "female",
      otherIds: { userid: "wangfang", STUID: "2023001", CLASS: "五（2）班" },
    });
    expect(columnInfo(table)[KOHA.indexOf("password")]?.withheld).toBe("password");
  });

  it("of Chinese library systems and offices are known, with width, spaces and remarks around them", () => {
    for (const [header, target] of [
      ["证条码号", "card"],
      ["读者证号", "card"],
      ["姓名拼音", "reading"],
      ["读者级别", "category"],
      ["工作单位", "organisation"],
      ["手机（必填）", "phone"],
      [" Ｅｍａｉｌ ", "email"],
      ["发证日期", "enrolledOn"],
      ["截止日期", "expiresOn"],
      ["借閱證號", "card"],
      ["出生年月日", "birthDate"],
      ["行動電話", "phone"],
      ["電子郵件", "email"],
      ["有效日期", "expiresOn"],
      ["館別", "branch"],
      ["開戶館", "branch"],
      ["馆", "branch"],
      ["所屬館別", "branch"],
      ["所属馆别", "branch"],
      ["证状态", "status"],
      ["備註", "note"],
    ] as const)
      expect(matchHeader(header), header).toEqual({ target });
  });

  it("that ask for what a library need not know are recognised and left out, with the reason", () => {
    for (const [header, withheld] of [
      ["民族", "ethnic-group"],
      ["政治面貌", "political"],
      ["宗教信仰", "religion"],
      ["身份证号", "identity-number"],
      ["身分證字號", "identity-number"],
      ["password", "password"],
    ] as const)
      expect(matchHeader(header)).toEqual({ withheld });
    const table = tableOf("姓名|民族|身份证号|__proto__|押金", "王芳|汉|110105199001011234|x|100");
    expect(suggestMapping(table).columns.map(({ target }) => target)).toEqual(["name", null, null, null, null]);
    expect(columnInfo(table).map(({ withheld }) => withheld)).toEqual([
      null,
      "ethnic-group",
      "identity-number",
      "forbidden-name",
      null,
    ]);
  });

  it("each lead to one field only", () => {
    const words = [...Object.values(COLUMN_NAMES), ...Object.values(WITHHELD_NAMES)].flatMap((list) => list.split(" "));
    expect(words.filter((word, order) => words.indexOf(word) !== order)).toEqual([]);
    expect(Object.keys(COLUMN_NAMES).every(isTarget)).toBe(true);
  });

  it("name the mapping that is remembered, whatever their width and case", () => {
    expect(headerFingerprint(["Card No", "姓名"])).toBe(headerFingerprint(["ＣＡＲＤ no", " 姓名 "]));
    expect(headerFingerprint(["姓名", "card no"])).not.toBe(headerFingerprint(["card no", "姓名"]));
  });
});

const WANG: KnownReader = {
  id: "r1",
  name: "王芳",
  card: "0012345",
  phones: ["138 0013 8000"],
  organisation: "一中",
  tags: ["合唱"],
};

describe("a row that bears a card from before a merge", () => {
  // her own card stands among the other numbers, the one that was chosen came from the duplicate
  const known: readonly KnownReader[] = [
    { id: "r1", name: "王芳", card: "0099", otherIds: { 原证号: "0012345" } },
    { id: "r2", name: "王芳", card: "0099", as: "r1", note: "左撇子", otherIds: { student: "2023001" } },
  ];
  const plan = async (line: string, more: readonly KnownReader[] = known) =>
    (await planTable(tableOf("读者证号|姓名|备注", line), { known: more, rules: { onMatch: "overwrite" } })).row(0);

  it("means her, and does not give it back to her", async () => {
    expect(await plan("0012345|王芳|常来")).toMatchObject({
      bucket: "update",
      readerId: "r1",
      cells: [{ field: "note", before: "左撇子", after: "常来" }],
    });
    expect(await plan("0012345|王芳|")).toMatchObject({ bucket: "same", readerId: "r1", cells: [] });
  });

  it("means her whole class, whichever of its cards it is", async () => {
    expect(await plan("0099|王芳|左撇子")).toMatchObject({ bucket: "same", readerId: "r1" });
    const kept: readonly KnownReader[] = [{ id: "r1", name: "王芳", card: "0012345" }, ...known.slice(1)];
    expect(await plan("0099|王芳|左撇子", kept)).toMatchObject({ bucket: "same", readerId: "r1", cells: [] });
    const several: readonly KnownReader[] = [...kept, { id: "r3", name: "王芳", card: "0099" }];
    expect(await plan("0099|王芳|左撇子", several)).toMatchObject({
      bucket: "duplicate",
      suspicion: { tag: "several-readers", readerIds: ["r1", "r3"] },
    });
  });

  it("stays hers where the record that it was merged into is deleted", async () => {
    expect(await plan("0099|王芳|左撇子", [{ id: "r1", name: "王芳", gone: 1 }, ...known.slice(1)])).toMatchObject({
      bucket: "same",
      readerId: "r2",
    });
  });
});

describe("a row that meets a reader who is here", () => {
  const table = tableOf("读者证号|姓名|手机|单位|备注|标签", "0012345|王芳|13900139000|二中|常来|朗诵");
  const changes = async (rules = {}) => {
    const planner = await planTable(table, { known: [WANG], rules });
    const { bucket, readerId, cells } = planner.row(0);
    return {
      bucket,
      readerId,
      changed: cells.filter(({ kept }) => kept !== true).map(({ field }) => field),
      kept: cells.filter(({ kept }) => kept === true).map(({ field }) => field),
    };
  };

  it("fills blanks by default and shows what it leaves", async () => {
    expect(await changes()).toEqual({
      bucket: "update",
      readerId: "r1",
      changed: ["note", "tags"],
      kept: ["phones", "organisation"],
    });
  });

  it("counts rows that differ and are kept apart from those that say what is here", async () => {
    const differing = await planTable(tableOf("读者证号|姓名|单位", "0012345|王芳|二中"), { known: [WANG] });
    expect(differing.counts()).toMatchObject({ update: 0, same: 0, kept: 1 });
    expect(differing.row(0).cells).toEqual([{ field: "organisation", before: "一中", after: "二中", kept: true }]);
    const alike = await planTable(tableOf("读者证号|姓名|单位", "0012345|王芳|一中"), { known: [WANG] });
    expect(alike.counts()).toMatchObject({ update: 0, same: 1, kept: 0 });
  });

  it("overwrites all, or single fields, or nothing", async () => {
    expect((await changes({ onMatch: "overwrite" })).changed).toEqual(["phones", "organisation", "note", "tags"]);
    expect((await changes({ overwrite: ["organisation"] })).changed).toEqual(["organisation", "note", "tags"]);
    expect(await changes({ onMatch: "overwrite", protect: ["phones", "note"] })).toMatchObject({
      changed: ["organisation", "tags"],
      kept: ["phones", "note"],
    });
    expect(await changes({ onMatch: "skip" })).toMatchObject({ bucket: "kept", changed: [] });
  });

  it("shows each cell before and after, tags only ever added", async () => {
    const planner = await planTable(table, { known: [WANG], rules: { onMatch: "overwrite" } });
    expect(planner.row(0).cells).toContainEqual({ field: "organisation", before: "一中", after: "二中" });
    expect(planner.row(0).cells).toContainEqual({ field: "tags", before: ["合唱"], after: ["合唱", "朗诵"] });
    expect(planner.counts()).toMatchObject({ update: 1, cells: 4 });
  });

  it("never erases by a blank cell unless that is ticked, and then only what is overwritten", async () => {
    const blank = tableOf("读者证号|姓名|手机|单位", "0012345|王芳||");
    expect((await planTable(blank, { known: [WANG], rules: { onMatch: "overwrite" } })).row(0).bucket).toBe("same");
    const ticked = await planTable(blank, {
      known: [WANG],
      rules: { onMatch: "overwrite", blankErases: true, protect: ["phones"] },
    });
    expect(ticked.row(0).cells).toEqual([{ field: "organisation", before: "一中", after: null }]);
  });

  it("counts a different width, or the same phone grouped otherwise in blank-filling, as no change", async () => {
    expect((await planTable(tableOf("读者证号|姓名", "００１２３４５|王芳"), { known: [WANG] })).row(0).bucket).toBe(
      "same",
    );
  });

  it("is found by library-system id, card, student number, then by name and phone, which asks", async () => {
    const known: KnownReader[] = [WANG, { id: "r2", name: "李强", otherIds: { system: "77", student: "2023001" } }];
    const headers = "id|读者证号|学号|姓名|手机";
    const first = async (...rows: readonly string[]) =>
      (await planTable(tableOf(headers, ...rows), { known })).row(rows.length - 1);
    expect(await first("77||||")).toMatchObject({ bucket: "same", readerId: "r2" });
    expect(await first("|0012345||王芳|")).toMatchObject({ bucket: "same", readerId: "r1" });
    expect(await first("||2023001|李强|")).toMatchObject({ bucket: "same", readerId: "r2" });
    expect(await first("|999||王芳|+86 13800138000")).toMatchObject({
      bucket: "duplicate",
      suspicion: { tag: "same-name-phone", readerId: "r1" },
    });
    expect(await first("|||王芳|")).toMatchObject({ bucket: "same", readerId: "r1" });
    expect(await first("|0012345|2023001|李强|")).toMatchObject({
      bucket: "duplicate",
      suspicion: { tag: "several-readers", readerIds: ["r1", "r2"] },
    });
    expect(await first("77||||", "||2023001|李强|13911112222")).toMatchObject({
      bucket: "duplicate",
      suspicion: { tag: "twice-in-file", firstRow: 2 },
    });
    const rows = tableOf(headers, "|||王芳|138-0013-8000", "|999||王芳|138-0013-8000");
    expect((await planTable(rows, { known, rules: { samePhoneIsSame: true } })).row(0)).toMatchObject({
      bucket: "kept",
      readerId: "r1",
    });
  });

  it("waits for a decision where it may be a duplicate, and follows it", async () => {
    const planner = await planTable(tableOf("读者证号|姓名|手机", "999|王芳|13800138000", "999|王芳|13800138000"), {
      known: [WANG],
    });
    expect(planner.counts()).toMatchObject({ duplicate: 2 });
    await planner.decide([0], "separate");
    expect(planner.row(0).bucket).toBe("new");
    expect(planner.row(1)).toMatchObject({
      bucket: "duplicate",
      suspicion: { tag: "twice-in-file", firstRow: 2, by: "card" },
    });
    await planner.decide([0], "same");
    expect(planner.row(0)).toMatchObject({
      bucket: "update",
      readerId: "r1",
      cells: expect.arrayContaining([{ field: "otherIds", key: "原证号", before: null, after: "999" }]),
    });
    await planner.decide([0], "skip");
    expect(planner.row(0).bucket).toBe("duplicate");
  });
});

describe("rows of a file that share a number", () => {
  const HEADERS = "读者证号|学号|姓名|手机|单位";
  const ROWS = tableOf(
    HEADERS,
    "01|S1|王芳|13800138000|",
    "09|S1|王芳|13900139000|一中",
    "10|S1|王芳||二中",
    "01||李强||",
  );

  it("are one reader, others, or left out, as a person says; no card, phone or word of theirs is lost", async () => {
    const planner = await planTable(ROWS);
    expect(planner.counts()).toMatchObject({ new: 1, duplicate: 3 });
    expect(planner.row(1).suspicion).toMatchObject({ tag: "twice-in-file", firstRow: 2, name: "王芳", by: "number" });
    await planner.decide([1, 2], "same");
    const { readerId } = planner.row(0);
    expect(planner.row(1)).toMatchObject({
      bucket: "update",
      readerId,
      cells: expect.arrayContaining([
        expect.objectContaining({ field: "phones", after: ["13800138000", "13900139000"] }),
      ]),
    });
    expect(planner.row(1).cells).toContainEqual({ field: "otherIds", key: "原证号", before: null, after: "09" });
    expect(planner.row(1).cells).toContainEqual({ field: "organisation", before: null, after: "一中" });
    expect(planner.row(2).cells).toContainEqual({ field: "otherIds", key: "原证号 2", before: null, after: "10" });
    expect(planner.row(2).cells).toContainEqual({ field: "organisation", before: "一中", after: "二中", kept: true });
    await planner.decide([3], "separate");
    expect(planner.row(3)).toMatchObject({ bucket: "new", notices: [{ tag: "number-of-other", column: null }] });
    expect(planner.row(3).readerId).not.toBe(readerId);
    await planner.decide([2], "skip");
    expect(planner.row(2)).toMatchObject({ bucket: "duplicate", decision: "skip" });
    expect(planner.counts()).toMatchObject({ new: 2, update: 1, duplicate: 1 });
  });

  it("are decided all at once, in slices; stopped, the rest waits, and what joins what is found at the end", async () => {
    const table = tableOf(
      "读者证号|姓名|手机",
      ...Array.from({ length: 2200 }, (_, index) => [
        `${10_000 + index}|读者${index}|`,
        `${10_000 + index}|读者${index}|138${10_000_000 + index}`,
      ]).flat(),
    );
    const planner = await planTable(table);
    expect(planner.grouped("repeated")).toHaveLength(2200);
    const told: number[] = [];
    await planner.decideAll("repeated", "same", async (done, total) => {
      told.push(done, total);
      return false;
    });
    expect(planner.counts()).toMatchObject({ new: 2200, update: 2000, duplicate: 200 });
    await planner.decideAll("repeated", "same", async (done, total) => told.push(done, total) > 0);
    expect(told).toEqual([2000, 2200, 200, 200]);
    expect(planner.counts()).toMatchObject({ new: 2200, update: 2200, duplicate: 0 });
    expect(planner.row(1).readerId).toBe(planner.row(0).readerId);
  });

  it("and are of two people, by name and birth date, are never taken together with the rest", async () => {
    const table = tableOf(
      "读者证号|姓名|出生日期|手机",
      "66|于涵然|1999-01-02|",
      "66|李雨娜|2004-05-06|13511112222",
      "66|于涵然|1999-01-02|13511113333",
      "66|李雨娜|2004-05-06|",
      "66|于涵然||",
    );
    const planner = await planTable(table);
    const groups = () => table.rows.map((_, position) => duplicateGroup(planner.row(position)));
    expect(groups()).toEqual([null, "other-person", "repeated", "repeated", "repeated"]);
    expect(planner.row(1).suspicion).toEqual({
      tag: "twice-in-file",
      firstRow: 2,
      name: "于涵然",
      by: "card",
      isOther: true,
    });
    // each finds the earlier row of her own name
    expect(planner.row(3).suspicion).toMatchObject({ firstRow: 3, name: "李雨娜", isOther: false });
    await planner.decide([2, 3, 4], "same");
    expect(groups()).toEqual([null, "other-person", null, null, null]);
    expect(planner.counts()).toMatchObject({ new: 1, update: 1, same: 1, duplicate: 2 });
    await planner.decide([1], "separate");
    expect(planner.counts()).toMatchObject({ new: 2, update: 1, same: 2, duplicate: 0 });
    expect(planner.row(3).readerId).toBe(planner.row(1).readerId);
  });

  it("and are of somebody else than the reader whom an earlier row finds here are told apart by what is known of her", async () => {
    const known = [{ ...WANG, birthDate: "1990-02-03" }];
    const planner = await planTable(
      tableOf("读者证号|姓名|出生日期|单位", "0012345|||二中", "0012345|陈大勇|1971-08-09|"),
      { known },
    );
    expect(planner.row(1).suspicion).toMatchObject({ tag: "twice-in-file", isOther: true });
  });

  it("wait where the first of them does, and follow it", async () => {
    const planner = await planTable(tableOf(HEADERS, "09||王芳|13800138000|", "09||王芳|13900139000|"), {
      known: [WANG],
    });
    await planner.decide([1], "same");
    expect(planner.row(1).bucket).toBe("duplicate");
    await planner.decide([0], "separate");
    expect(planner.row(1)).toMatchObject({ bucket: "update", readerId: planner.row(0).readerId });
    await planner.decide([0], "same");
    expect(planner.row(0).cells).toContainEqual({ field: "otherIds", key: "原证号", before: null, after: "09" });
    expect(planner.row(1)).toMatchObject({ bucket: "update", readerId: "r1" });
  });
});

describe("a row with a known number of somebody else", () => {
  const FULL: KnownReader = { ...WANG, birthDate: "1990-02-03", otherIds: { student: "S1" } };
  const HEADERS = "读者证号|学号|姓名|出生日期|手机|单位";
  const OTHER = "0012345||陈大勇|1971-08-09|13500135000|铁厂";
  const planOne = (row: string, known: KnownReader = FULL, rules: Partial<ImportRules> = {}) =>
    planTable(tableOf(HEADERS, row), { known: [known], rules });

  it("waits whatever the rules are, where name and birth date are both others, and says whose the number is", async () => {
    const { birthDate: _, ...undated } = FULL;
    for (const onMatch of ON_MATCH)
      expect((await planOne(OTHER, FULL, { onMatch })).positions("duplicate")).toEqual([0]);
    expect((await planOne(OTHER)).row(0)).toMatchObject({
      readerId: null,
      cells: [],
      suspicion: { tag: "other-person", readerId: "r1", name: "王芳", card: "0012345", by: "card" },
    });
    expect((await planOne("|S1|陈大勇|1971-08-09||")).row(0).suspicion).toMatchObject({
      tag: "other-person",
      by: "number",
    });
    // one of the two is no contradiction: names are corrected, dates too
    expect((await planOne("0012345||王方|1990-02-03||")).row(0).bucket).toBe("kept");
    expect((await planOne("0012345|| 王芳 |1990-03-02||")).row(0).bucket).toBe("kept");
    expect((await planOne("0012345||陈大勇|||", FULL)).row(0).bucket).toBe("kept");
    expect((await planOne(OTHER, undated)).row(0)).toMatchObject({ bucket: "update", readerId: "r1" });
  });

  it("is written as a person decides: into that reader, as somebody new with the same card, or not", async () => {
    const planner = await planOne(OTHER, FULL, { onMatch: "overwrite" });
    await planner.decide([0], "same");
    expect(planner.row(0)).toMatchObject({ bucket: "update", readerId: "r1" });
    await planner.decide([0], "skip");
    expect(planner.row(0).bucket).toBe("duplicate");
    await planner.decide([0], "separate");
    expect(planner.row(0)).toMatchObject({
      bucket: "new",
      card: "0012345",
      notices: [{ tag: "number-of-other", column: null }],
    });
    expect(planner.row(0).readerId).not.toBe("r1");
    expect(planner.counts()).toMatchObject({ new: 1, update: 0, duplicate: 0 });
  });

  it("waits as well where the reader was made of that card and has another by now", async () => {
    const first = await planTable(tableOf(HEADERS, "0012345||王芳|1990-02-03||"));
    const known = knownAfter(first).map((reader) => ({ ...reader, card: "900" }));
    const planner = await planTable(tableOf(HEADERS, OTHER), { known });
    expect(planner.row(0)).toMatchObject({
      bucket: "duplicate",
      suspicion: { tag: "other-person", card: "900", by: "number" },
    });
    await planner.decide([0], "separate");
    expect(planner.row(0).bucket).toBe("new");
    expect(planner.row(0).readerId).not.toBe(known[0]?.id);
  });

  it("finds its own reader, and hers the other, once the two have one card", async () => {
    const known = [FULL, { id: "r2", card: "0012345", name: "陈大勇", birthDate: "1971-08-09" }];
    const planner = await planTable(tableOf(HEADERS, OTHER), { known });
    expect(planner.row(0)).toMatchObject({ bucket: "update", readerId: "r2" });
    expect((await planTable(tableOf(HEADERS, "0012345||王芳|1990-02-03||"), { known })).row(0)).toMatchObject({
      bucket: "same",
      readerId: "r1",
    });
    expect((await planTable(tableOf(HEADERS, "0012345||||"), { known })).row(0).suspicion).toMatchObject({
      tag: "several-readers",
    });
  });

  it("is told by what it shares with an earlier row, and not called the same reader", async () => {
    const table = tableOf(HEADERS, "77|S7|王芳|1990-02-03||", "77||陈大勇|1971-08-09||", "|S7|李强|1980-01-01||");
    const planner = await planTable(table);
    expect(planner.row(1)).toMatchObject({
      bucket: "duplicate",
      suspicion: { tag: "twice-in-file", firstRow: 2, by: "card" },
    });
    expect(planner.row(2).suspicion).toMatchObject({ by: "number" });
    const twice = await planTable(tableOf(HEADERS, "0012345||王芳|||", "|S1|王芳|||二中", "|S1|王芳|||"), {
      known: [FULL],
    });
    expect(twice.row(1).suspicion).toMatchObject({ tag: "twice-in-file", by: "reader" });
    expect(twice.row(2)).toMatchObject({ bucket: "same", readerId: "r1" });
    // a number that somebody else has in one row does not take it from its reader in the next
    const reused = await planTable(tableOf(HEADERS, OTHER, "|S1|王芳|1990-02-03||二中"), {
      known: [FULL],
      rules: { onMatch: "overwrite" },
    });
    expect(reused.row(1)).toMatchObject({ bucket: "update", readerId: "r1" });
  });
});

describe("a row without a name", () => {
  it("is made a reader, and says so", async () => {
    const planner = await planTable(
      tableOf("读者证号|姓名|手机", "0012399||", "0012398|李强|", "0012345||13700137000"),
      { known: [WANG], rules: { onMatch: "overwrite" } },
    );
    expect(planner.row(0)).toMatchObject({ bucket: "new", notices: [{ tag: "no-name", column: null }] });
    expect(planner.row(1)).toMatchObject({ bucket: "new", notices: [] });
    // who is here has a name
    expect(planner.row(2)).toMatchObject({ bucket: "update", notices: [] });
  });
});

describe("a row with a fault", () => {
  const table = tableOf(
    "读者证号|姓名|失效日期|手机|读者类型|电子邮箱",
    "1.10105E+17|王芳||||",
    "001|李强|46387|||",
    "002|赵敏||1385678||",
    "003|孙丽|||VIP|",
    "004|周洋||||不是邮箱",
    "|||13800138000||",
    "|||||",
    "005|吴昊|2030-01-01|13900139000|本科生|a@example.org",
    "006|#REF!||||",
    "007|郑爽|98-05-06|||",
  );

  it("is named with its row, its column and its cell, and stops no other", async () => {
    const planner = await planTable(table);
    expect(
      table.rows.map((_, position) => planner.row(position).problems[0]?.tag ?? planner.row(position).bucket),
    ).toEqual([
      "digits-lost",
      "date-serial",
      "phone-short",
      "unknown-value",
      "email-unreadable",
      "new",
      "nobody",
      "new",
      "spreadsheet-error",
      "new",
    ]);
    expect(planner.row(1)).toMatchObject({
      row: 3,
      problems: [{ tag: "date-serial", column: 2, target: "expiresOn", value: "46387", suggestion: "2026-12-31" }],
    });
    expect(planner.row(9).notices).toContainEqual({ tag: "two-digit-year", column: 2 });
    expect(planner.counts()).toMatchObject({ new: 3, error: 7 });
  });

  it("keeps the reader who has only a phone", async () => {
    const planner = await planTable(table);
    expect(planner.draft(5).values).toEqual({ phones: ["13800138000"] });
  });

  it("is mended in place and checked again", async () => {
    const planner = await planTable(table);
    await planner.fix([{ position: 1, column: 2, text: "2026-12-31" }]);
    expect(planner.row(1)).toMatchObject({ bucket: "new", problems: [] });
    await planner.fix([{ position: 2, column: 3, text: "" }]);
    expect(planner.row(2).bucket).toBe("new");
    await planner.fix([{ position: 0, column: 0, text: "002" }]);
    expect(planner.row(2)).toMatchObject({ bucket: "new" });
    expect(planner.counts()).toMatchObject({ new: 6, error: 4 });
  });

  it("is written without its faulty cells where that is ticked", async () => {
    const planner = await planTable(table, { rules: { dropBadCells: true } });
    expect(planner.counts()).toMatchObject({ new: 9, error: 1 });
    expect(planner.draft(2).values).toEqual({ card: "002", name: "赵敏" });
  });

  it("has its unknown category mapped, left out, or made", async () => {
    const one = tableOf("姓名|读者类型", "王芳|VIP");
    const value = async (choice: string | null) => {
      const planner = await planTable(one, {
        mapping: { columns: [{ target: "name" }, { target: "category", values: { VIP: choice } }] },
      });
      return planner.draft(0);
    };
    expect((await value("adult")).values.category).toBe("adult");
    expect((await value(null)).values.category).toBeUndefined();
    expect(await value(NEW_ENTRY)).toMatchObject({
      values: { category: "vip" },
      brings: [{ list: "category", code: "vip", name: "VIP" }],
    });
  });

  it("has zeros that a spreadsheet took offered back", async () => {
    const known = Array.from(
      { length: 40 },
      (_, index): KnownReader => ({ id: `r${index}`, card: `00${10_000_000 + index}` }),
    );
    const planner = await planTable(tableOf("读者证号|姓名", "20000001|王芳"), {
      known,
      context: { card: { length: 10, leadingZeros: true, mostLost: 4 } },
    });
    expect(planner.row(0).problems).toMatchObject([{ tag: "leading-zeros-lost", suggestion: "0020000001" }]);
  });
});

describe("zeros that a spreadsheet took of some cards of a file", () => {
  const table = tableOf(
    "读者证号|姓名",
    "0020000001|王芳",
    "0020000002|李强",
    "0020000003|赵敏",
    "20000004|孙丽",
    "20000005|周洋",
  );
  const reader = (card: string, index: number): KnownReader => ({ id: `r${index}`, card, name: `读者${index}` });
  const others = Array.from({ length: 40 }, (_, index) => reader(`${71_000_000 + index}`, index));
  const context = { card: { length: 8, leadingZeros: false, mostLost: 4 } };

  it("are found by the file itself, whatever the library's cards are like", async () => {
    const planner = await planTable(table, { known: others, context });
    expect(planner.counts()).toMatchObject({ new: 3, error: 2 });
    expect(planner.row(3).problems).toMatchObject([{ tag: "leading-zeros-lost", suggestion: "0020000004" }]);
  });

  it("are no question where a reader has the card as it is written, or as it would be mended", async () => {
    const stored = [
      ...others,
      { id: "a", card: "20000004", name: "孙丽" },
      { id: "b", card: "0020000005", name: "周洋" },
    ];
    const planner = await planTable(table, { known: stored, context });
    expect(planner.counts()).toMatchObject({ new: 3, same: 2, error: 0, duplicate: 0 });
    expect([planner.row(3).readerId, planner.row(4).readerId]).toEqual(["a", "b"]);
    expect([planner.row(3).notices, planner.row(4).notices]).toEqual([[], [{ tag: "mended-before", column: 0 }]]);
  });
});

describe("days of a file with one column of Minguo years beyond doubt", () => {
  const plan = (...rows: readonly string[]) =>
    planTable(tableOf("姓名|生日|辦證日期|有效期限", ...rows), { context: { region: "other" } });

  it("are of that calendar in the other columns too, whatever the region, and as a proposal that can be seen", async () => {
    const table = tableOf(
      "姓名|生日|辦證日期|有效期限",
      "王芳|90/03/20|115/07/13|2028-12-31",
      "李強|85/12/31|114/01/02|2028-12-31",
    );
    expect(suggestMapping(table).columns.map(({ dateOrder }) => dateOrder)).toEqual([
      undefined,
      "minguo",
      "ymd",
      "ymd",
    ]);
    const planner = await plan("王芳|90/03/20|115/07/13|2028-12-31", "李強|85/12/31|114/01/02|2028-12-31");
    expect(planner.draft(0).values).toMatchObject({
      birthDate: "2001-03-20",
      enrolledOn: "2026-07-13",
      expiresOn: "2028-12-31",
    });
    expect(planner.row(0).notices).toContainEqual({ tag: "minguo-date", column: 1 });
  });

  it("are not where no column is", async () => {
    const planner = await plan("王芳|90/03/20|15/07/13|", "李強|85/12/31|14/01/02|");
    expect(planner.draft(0).values).toMatchObject({ birthDate: "1990-03-20", enrolledOn: "2015-07-13" });
  });
});

describe("ids of new readers", () => {
  const table = tableOf("读者证号|姓名|手机", "001|王芳|13800138000", "|李强|13900139000", "|无名|", "||13700137000");
  const ids = (planner: Planner) => table.rows.map((_, position) => planner.row(position).readerId);

  it("are the same on two desks that import one file, with a card or without", async () => {
    const [a, b] = [await planTable(table), await planTable(table)];
    expect(ids(a)).toEqual(ids(b));
    expect(new Set(ids(a)).size).toBe(4);
    for (const id of ids(a)) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
  });

  it("are not made where the card is the former one of a reader who was merged", async () => {
    const known: KnownReader[] = [{ id: "r1", name: "王芳", card: "900", otherIds: { "Former card 2": "001" } }];
    expect((await planTable(table, { known })).row(0)).toMatchObject({ readerId: "r1" });
  });

  it("lead back to a reader whose card has changed since", async () => {
    const first = await planTable(table);
    const known = knownAfter(first).map((reader) =>
      reader.card === "001" ? { ...reader, card: "900", phones: [] } : reader,
    );
    expect((await planTable(table, { known })).row(0)).toMatchObject({
      readerId: first.row(0).readerId,
      bucket: "update",
    });
  });

  it("of erased readers are listed and not written, unless a person says so: then under a new one", async () => {
    const first = await planTable(table);
    const erased = new Set([`reader/${first.row(0).readerId}`, `reader/${first.row(3).readerId}`]);
    const again = await planTable(table, { isErased: (key) => erased.has(key) });
    expect(again.positions("duplicate")).toEqual([0, 3]);
    expect(again.row(0)).toMatchObject({
      bucket: "duplicate",
      readerId: null,
      suspicion: { tag: "erased", belongs: false },
    });
    await again.decide([0], "separate");
    expect(again.row(0)).toMatchObject({ bucket: "new", readerId: expect.stringMatching(/^fresh-/) });
    expect(again.counts()).toMatchObject({ new: 3, duplicate: 1 });
    await again.decide([0], "skip");
    expect(again.row(0).bucket).toBe("duplicate");
  });

  it("say when a reader had been deleted here", async () => {
    const first = await planTable(table);
    const gone = knownAfter(first).map((reader) => ({ ...reader, gone: 1 as const }));
    const again = await planTable(table, { known: gone });
    expect(again.counts().new).toBe(4);
    expect(again.row(0).notices).toContainEqual({ tag: "was-deleted", column: null });
    expect(again.row(0).readerId).toBe(first.row(0).readerId);
  });

  it("are others where the number was a deleted reader's of another name, and the same ones at every desk", async () => {
    const first = await planTable(table);
    const gone = knownAfter(first).map((reader) => ({ ...reader, name: `${reader.name ?? ""}之前`, gone: 1 as const }));
    const [here, there] = [await planTable(table, { known: gone }), await planTable(table, { known: gone })];
    expect(ids(here)).toEqual(ids(there));
    // the last row has no name to be told by
    expect(ids(here).filter((id) => ids(first).includes(id))).toEqual([first.row(3).readerId]);
    expect(here.row(0).notices).toContainEqual({ tag: "number-of-deleted", column: null });
    // mended to the deleted one's name, it is that reader
    await here.fix([{ position: 0, column: 1, text: gone[0]?.name ?? "" }]);
    expect(here.row(0)).toMatchObject({ readerId: first.row(0).readerId, bucket: "new" });
    expect(here.row(0).notices).toContainEqual({ tag: "was-deleted", column: null });
  });
});

describe("any table at all", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "王芳",
      "13800138000",
      "0012345",
      "1.1E+17",
      "2026-11-24",
      "46387",
      "女",
      "VIP",
      "#N/A",
      "a@b",
      "<b>x</b>",
      "=1+1",
      "__proto__",
      "STUID:1,X:2",
      "",
    ),
  );
  const header = fc.oneof(
    fc.constantFrom(
      "读者证号",
      "姓名",
      "手机",
      "读者类型",
      "性别",
      "有效期",
      "备注",
      "email",
      "tags",
      "id",
      "学号",
      "patron_attributes",
      "状态",
      "分馆",
      "__proto__",
      "constructor",
    ),
    fc.string(),
  );
  const tables = fc
    .record({
      headers: fc.array(header, { maxLength: 8 }),
      rows: fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 12 }),
    })
    .map(({ headers, rows }) => ({ headers, rows: rows.map((cells, index) => ({ row: index + 2, cells })) }));

  it("is planned without a throw, every row in one bucket, every error with a reason", async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.boolean(), async (table, dropBadCells) => {
        const planner = await planTable(table, { known: [WANG], rules: { dropBadCells } });
        const counts = planner.counts();
        expect(BUCKETS.reduce((sum, bucket) => sum + counts[bucket], 0)).toBe(table.rows.length);
        for (const position of planner.positions("error"))
          expect(planner.row(position).problems.length).toBeGreaterThan(0);
        for (const position of planner.positions("new")) expect(planner.row(position).readerId).not.toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it("has nothing new left when it is imported a second time", async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const first = await planTable(table);
        const again = await planTable(table, { known: knownAfter(first) });
        expect(again.counts().new).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
