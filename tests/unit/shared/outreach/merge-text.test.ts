import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayInText } from "#shared/outreach/text/day-in-text.ts";
import { groupText } from "#shared/outreach/text/group-text.ts";
import { MERGE_NAMES, type MergeValues, OUTREACH_FIELDS, TEXT_LANGUAGES } from "#shared/outreach/text/merge-fields.ts";
import { fieldsOfNobody, fillMergeText, parseMergeText } from "#shared/outreach/text/merge-text.ts";
import { readerValues } from "#shared/outreach/text/reader-values.ts";
import { stoppedRows, worstRows } from "#shared/outreach/text/worst-rows.ts";

const fill = (text: string, values: MergeValues) => fillMergeText(parseMergeText(text), values);

test("fills each field, whichever language and width it is written in, and says what it had to say instead", () => {
  expect(fill("{称呼}您好，｛Last Visit｜最近｝没见到您。{館名|}", {})).toEqual({
    ok: false,
    missing: ["salutation"],
    unknown: ["{館名|}"],
  });
  expect(fill("{称呼｜读者朋友}您好，{上次到馆|最近}以后没见到您。", { salutation: "王女士" })).toEqual({
    ok: true,
    text: "王女士您好，最近以后没见到您。",
    instead: ["lastVisit"],
  });
});

test("an empty instead is none: nothing goes out with a gap", () => {
  expect(fill("{姓名|}", {})).toEqual({ ok: false, missing: ["name"], unknown: [] });
  expect(fill("{姓名}", { name: " \n " })).toEqual({ ok: false, missing: ["name"], unknown: [] });
});

test("a value breaks no line, turns no direction and is read as no field", () => {
  expect(fill("{name}，您好", { name: "王\n\u202E小明\u2029{称呼}\u0000" })).toEqual({
    ok: true,
    text: "王 小明 {称呼}，您好",
    instead: [],
  });
});

test("no filling ever yields a field that is not filled in", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...OUTREACH_FIELDS.flatMap((field) => TEXT_LANGUAGES.map((language) => `{${MERGE_NAMES[field][language]}}`)),
    ),
    fc.constantFrom(...OUTREACH_FIELDS.map((field) => `｛${MERGE_NAMES[field].en}｜您｝`)),
    fc.string({ maxLength: 8 }),
    fc.constantFrom("{", "}", "{}", "{x}", "{姓名", "｝"),
  );
  const value = fc.string({ maxLength: 12 }).map((text) => text.replace(/[{}｛｝]/g, ""));
  const values = fc.record(Object.fromEntries(OUTREACH_FIELDS.map((field) => [field, value])), { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), values, (pieces, known) => {
      const written = pieces.join("");
      const filled = fill(written, known);
      if (filled.ok) expect(filled.text.match(/[{｛][^{}｛｝]*[}｝]/u)).toBeNull();
      else expect(filled.missing.length + filled.unknown.length).toBeGreaterThan(0);
    }),
  );
});

test("names the fields of which nothing is known for anybody", () => {
  const parts = parseMergeText("{称呼}您好，{图书馆}到了一批{常看类别|新书}。{图书馆电话}");
  expect(fieldsOfNobody(parts, [{ salutation: "王女士" }, { library: "城东馆" }])).toEqual([
    "usualClass",
    "libraryPhone",
  ]);
  expect(fieldsOfNobody(parts, [])).toEqual([]);
});

test("shows the worst three rows, each with how many are alike", () => {
  const rows: readonly MergeValues[] = [
    { name: "王小明", lastVisit: "10月31日" },
    { lastVisit: "10月31日" },
    { lastVisit: "9月1日" },
    { name: "阿卜杜热合曼·阿卜杜热依木", lastVisit: "10月17日" },
    { name: "李四" },
  ];
  const parts = parseMergeText("{姓名}您好，{上次到馆|最近}以后没见到您。");
  expect(
    worstRows(
      parts,
      rows,
      (row) => row,
      ({ length }) => length,
      20,
    ),
  ).toEqual([
    { why: "missing", row: rows[1], fields: ["name"], alike: 2 },
    {
      why: "longest",
      row: rows[3],
      text: "阿卜杜热合曼·阿卜杜热依木您好，10月17日以后没见到您。",
      length: 29,
      alike: 1,
    },
    { why: "instead", row: rows[4], text: "李四您好，最近以后没见到您。", fields: ["lastVisit"], alike: 1 },
  ]);
  expect(
    worstRows(
      parts,
      [],
      (row) => row,
      ({ length }) => length,
    ),
  ).toEqual([]);
});

test("names all whom a text leaves out, whichever value each of them lacks", () => {
  const rows = [{ name: "王" }, {}, { name: "李", lastVisit: "10月17日" }, { lastVisit: "10月17日" }];
  const known = parseMergeText("{姓名}您好，{上次到馆}以后没见到您。");
  expect(stoppedRows(known, rows, (row) => row).map(({ row, missing }) => [rows.indexOf(row), missing])).toEqual([
    [0, ["lastVisit"]],
    [1, ["name", "lastVisit"]],
    [3, ["name"]],
  ]);
  // what is no field stops the text as a whole, and leaves nobody out
  expect(stoppedRows(parseMergeText("{不是字段}"), rows, (row) => row)).toEqual([]);
});

test("says days as a sentence does, and leaves out what is not known", () => {
  expect(dayInText("2026-10-31", "zh-CN", "2026-11-24")).toBe("10月31日");
  expect(dayInText("2025-01-02", "zh-TW", "2026-11-24")).toBe("2025年1月2日");
  expect(dayInText("2025-12-02", "en", "2026-11-24")).toBe("2 December 2025");
  expect(readerValues({ name: "王小明", gender: "male" }, { today: "2026-11-24", library: "" }, "zh-CN")).toEqual({
    salutation: "王先生",
    name: "王小明",
    today: "11月24日",
  });
});

describe("the text for a readers' group", () => {
  const library = { today: "2026-11-25", library: "城东图书馆", libraryPhone: "0512-7654321" };
  const text = (written: string) => groupText(written, library, "zh-CN");

  test("says what stands instead of what is one reader's, and what is true for everybody", () =>
    expect(text("{称呼|各位读者}好，{图书馆}{今天}讲座，{图书馆电话}。")).toMatchObject({
      ok: true,
      text: "各位读者好，城东图书馆11月25日讲座，0512-7654321。",
    }));

  test("is none where it would be one reader's, or have a gap", () => {
    expect(text("{姓名}您好，您上次来是{上次到馆|不久前}")).toEqual({ ok: false, missing: ["name"], unknown: [] });
    expect(text(`{${MERGE_NAMES.colleague["zh-CN"]}}敬上`)).toMatchObject({ ok: false, missing: ["colleague"] });
  });

  test("holds no value of a reader, whatever fields it is written with", () =>
    fc.assert(
      fc.property(fc.subarray([...OUTREACH_FIELDS]), fc.boolean(), (fields, hasInstead) => {
        const written = fields
          .map((field) => `{${MERGE_NAMES[field]["zh-CN"]}${hasInstead ? "|大家" : ""}}`)
          .join("，");
        const filled = text(written);
        const ofLibrary = ["11月25日", "城东图书馆", "0512-7654321", "大家", ""];
        if (filled.ok) for (const part of filled.text.split("，")) expect(ofLibrary).toContain(part);
        else expect(filled.missing.length).toBeGreaterThan(0);
      }),
    ));
});
