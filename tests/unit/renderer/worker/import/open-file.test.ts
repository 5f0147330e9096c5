import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type OpenedFile, openFile } from "../../../../../renderer/worker/import/open-file.ts";
import { LIMITS } from "../../../../../shared/import-export/table/limits.ts";
import { encodeLegacy, encodeUtf16 } from "../../../../support/encode-legacy.ts";
import { planTable } from "../../../../support/plan-table.ts";
import { proofDraw } from "../../../../support/proof-scale.ts";

const open = (bytes: Uint8Array<ArrayBuffer>, name = "readers.csv") =>
  openFile(name, bytes, {}, { cancelled: false }, () => {});
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function opened(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedFile> {
  const result = await open(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const failure = async (bytes: Uint8Array<ArrayBuffer>, name?: string) => {
  const result = await open(bytes, name);
  return result.ok ? "read" : result.error;
};

const CSV =
  "读者证号,姓名,手机,备注\r\n0012345,𠮷野㛃,13800138000,借阅证已补办\r\n0012346,买买提·艾力,13900139000,常来\r\n";
const CSV_TW = "借閱證號,姓名,行動電話,館別\r\n0012345,張素琴,0912345678,總館\r\n0012346,陳淑霖,0922333444,總館\r\n";

describe("the encoding of a text file", () => {
  it("is found for GB18030, rare names of four bytes included", async () => {
    const { guess, table } = await opened(encodeLegacy(CSV, "gb18030"));
    expect(guess).toMatchObject({ encoding: "gb18030", ask: false });
    expect(table.rows[0]?.cells).toEqual(["0012345", "𠮷野㛃", "13800138000", "借阅证已补办"]);
  });

  it("is found for Big5, which decodes as GB18030 too, to nonsense", async () => {
    const { guess, table } = await opened(encodeLegacy(CSV_TW, "big5"));
    expect(guess?.encoding).toBe("big5");
    expect(guess?.candidates.map(({ encoding }) => encoding)).toEqual(["big5", "gb18030"]);
    expect(table.headers[0]).toBe("借閱證號");
    expect(guess?.ask).toBe(false);
  });

  it.each([
    ["UTF-8 with a mark", utf8(`\uFEFF${CSV}`), "utf-8"],
    ["UTF-8 without one", utf8(CSV), "utf-8"],
    ["UTF-16, little end first", encodeUtf16(CSV, "le", true), "utf-16le"],
    ["UTF-16, big end first", encodeUtf16(CSV, "be", true), "utf-16be"],
    ["UTF-16 without a mark", encodeUtf16(CSV, "le", false), "utf-16le"],
  ])("is found for %s", async (_, bytes, encoding) => {
    const { guess, table } = await opened(bytes);
    expect(guess).toMatchObject({ encoding, ask: false });
    expect(table.headers).toEqual(["读者证号", "姓名", "手机", "备注"]);
    expect(table.rows.map(({ cells }) => cells[1])).toEqual(["𠮷野㛃", "买买提·艾力"]);
  });

  it.each(["le", "be"] as const)(
    "with a mark is text, whatever the characters' bytes: 一, 退 and 销 in UTF-16 (%s)",
    async (order) => {
      const { guess, table } = await opened(
        encodeUtf16("读者证号,姓名,单位\r\n001,钱一,第一小学\r\n002,李销,退休\r\n", order, true),
      );
      expect(guess).toMatchObject({ encoding: `utf-16${order}`, ask: false });
      expect(table.rows.map(({ cells }) => cells)).toEqual([
        ["001", "钱一", "第一小学"],
        ["002", "李销", "退休"],
      ]);
    },
  );

  it.each(["le", "be"] as const)(
    "of a long UTF-16 file (%s) is shown by a sample that splits no character, though 上 holds half a line feed",
    async (order) => {
      const { guess, table } = await opened(
        encodeUtf16(`姓名,地址\r\n${`王芳,${"上海".repeat(100)}\r\n`.repeat(900)}`, order, true),
      );
      expect(guess?.candidates[0]?.sample).toContain("王芳,上海");
      expect(table.rows).toHaveLength(900);
    },
  );

  it("is asked for with samples where it does not show", async () => {
    const { guess } = await opened(new Uint8Array([...utf8("card,name\n1,"), 0xc9, 0x5c, 0xd9, 0x7a, 0x0a]));
    expect(guess?.ask).toBe(true);
    expect(guess?.candidates.length).toBeGreaterThan(0);
  });

  it("never has bad bytes replaced: the line is named", async () => {
    const bytes = new Uint8Array([...utf8("card,name\n1,"), 0xc3, 0x28, ...utf8("\n")]);
    const result = await openFile("a.csv", bytes, { encoding: "utf-8" }, { cancelled: false }, () => {});
    expect(result).toEqual({ ok: false, error: { tag: "undecodable", encoding: "utf-8", line: 2 } });
  });
});

describe("a delimited file", () => {
  it("has its delimiter and its row of names found below a title", async () => {
    const file = await opened(utf8("城东馆读者名单\t\t\n\t\t\n姓名\t读者证号\t电话\n王芳\t001\t13800138000\n"));
    expect(file).toMatchObject({ delimiter: "\t", headerRow: 2 });
    expect(file.table.rows).toEqual([{ row: 4, cells: ["王芳", "001", "13800138000"] }]);
  });

  it("shows no row behind its last line break, and those that are left blank", async () => {
    const heads = async (text: string) => (await opened(utf8(text))).head;
    const rows = [
      ["读者证号", "姓名"],
      ["1", "王芳"],
    ];
    expect(await heads("读者证号,姓名\n1,王芳")).toEqual(rows);
    expect(await heads("读者证号,姓名\r\n1,王芳\r\n")).toEqual(rows);
    expect(await heads("读者证号,姓名\n\n1,王芳\n")).toEqual([rows[0], [""], rows[1]]);
  });

  it("without a row of names keeps its first reader", async () => {
    const file = await opened(utf8("00123456,王芳,13800138000\n00123457,李强,13900139000\n"));
    expect(file.headerRow).toBe(-1);
    expect(file.table.rows).toHaveLength(2);
  });

  it("has ragged rows and mixed line ends named with their rows", async () => {
    const planner = await planTable(
      (
        await opened(
          utf8("姓名,电话\r\n王芳,13800138000\r\n李强,13900139000\n赵敏,13700137000,多出来的\r\n只有名字\r\n"),
        )
      ).table,
    );
    const rows = [0, 1, 2, 3].map((position) => planner.row(position));
    expect(rows.map(({ bucket }) => bucket)).toEqual(["new", "new", "error", "new"]);
    expect(rows[1]?.notices).toContainEqual({ tag: "other-line-end", column: null });
    expect(rows[2]).toMatchObject({ row: 4, problems: [{ tag: "too-many-cells" }] });
    expect(rows[3]?.notices).toContainEqual({ tag: "too-few-cells", column: null });
  });

  it("keeps line breaks inside quotes and counts rows as a spreadsheet does", async () => {
    const { table } = await opened(utf8('姓名,备注\r\n王芳,"第一行\n第二行"\r\n\r\n李强,x\r\n'));
    expect(table.rows).toEqual([
      { row: 2, cells: ["王芳", "第一行\n第二行"] },
      { row: 4, cells: ["李强", "x"] },
    ]);
  });

  it("with a quote that never closes loses only that row", async () => {
    const planner = await planTable((await opened(utf8('姓名,电话\n王芳,13800138000\n"李强,139\n赵敏,137\n'))).table);
    expect([0, 1].map((position) => planner.row(position).bucket)).toEqual(["new", "error"]);
    expect(planner.row(1).problems[0]?.tag).toBe("open-quote");
  });
});

describe("a workbook", () => {
  const sheetOf = (rows: unknown[][], change: (sheet: xlsx.WorkSheet) => void = () => {}) => {
    const sheet = xlsx.utils.aoa_to_sheet(rows);
    change(sheet);
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([]), "封面");
    xlsx.utils.book_append_sheet(book, sheet, "读者");
    return book;
  };
  const bytesOf = (book: xlsx.WorkBook, bookType: "xlsx" | "biff8" | "ods"): Uint8Array<ArrayBuffer> =>
    new Uint8Array(xlsx.write(book, { type: "array", bookType, compression: true }) as ArrayBuffer);

  it.each(["xlsx", "biff8", "ods"] as const)(
    "as %s gives texts, numbers and days, from the first sheet that holds something",
    async (type) => {
      const book = sheetOf(
        [
          ["读者证号", "姓名", "有效期至", "手机"],
          ["0012345", "𠮷野㛃", 46387, 13800138000],
        ],
        (sheet) => {
          sheet.C2 = { t: "n", v: 46387, z: "yyyy-mm-dd" };
        },
      );
      const file = await opened(bytesOf(book, type));
      expect(file).toMatchObject({ format: "workbook", sheets: ["封面", "读者"], sheet: "读者" });
      expect(file.table.rows[0]?.cells).toEqual(["0012345", "𠮷野㛃", "2026-12-31", "13800138000"]);
      expect(file.table.rows[0]?.marks?.[3]).toBe("number");
    },
  );

  it("has destroyed card numbers, formulas, merged cells, error cells and zeros of a format told apart", async () => {
    const book = sheetOf(
      [
        ["读者证号", "姓名", "单位", "学号"],
        [Number("110105199001011234"), "王芳", "一中", 1],
        ["0001", "李强", null, 2],
        ["0002", "赵敏", "二中", 3],
      ],
      (sheet) => {
        sheet.B3 = { t: "s", v: "李强", f: 'A1&"x"' };
        sheet.C4 = { t: "e", v: 0x2a, w: "#N/A" };
        sheet.D4 = { t: "n", v: 3, z: "0000" };
        sheet["!merges"] = [
          { s: { r: 1, c: 2 }, e: { r: 2, c: 2 } },
          { s: { r: 2, c: 3 }, e: { r: 2, c: 4 } },
        ];
      },
    );
    const planner = await planTable((await opened(bytesOf(book, "xlsx"))).table);
    expect(planner.row(0)).toMatchObject({ bucket: "error", problems: [{ tag: "digits-lost", column: 0 }] });
    expect(planner.row(1).notices).toEqual(
      expect.arrayContaining([
        { tag: "formula-cell", column: 1 },
        { tag: "merged-cell", column: 3 },
      ]),
    );
    // what stands beside two rows was read for both of them, and that is no news
    expect(planner.draft(1).values.organisation).toBe("一中");
    expect([0, 1].flatMap((position) => planner.row(position).notices)).not.toContainEqual({
      tag: "merged-cell",
      column: 2,
    });
    expect(planner.row(2).problems).toContainEqual(expect.objectContaining({ tag: "spreadsheet-error", column: 2 }));
    expect(planner.draft(2).values.otherIds).toEqual({ student: "0003" });
  });

  it("that unpacks to far more than it is, whatever sizes it declares, is not opened", async () => {
    const bomb = zipSync({ "xl/workbook.xml": utf8("<workbook/>"), "xl/sheet1.xml": new Uint8Array(8 * 1024 * 1024) });
    expect(await failure(bomb as Uint8Array<ArrayBuffer>)).toMatchObject({ tag: "inflates-too-much" });
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 10, true);
    }
    expect(await failure(bomb as Uint8Array<ArrayBuffer>)).toMatchObject({ tag: "inflates-too-much" });
  });

  it("that is damaged says so, and one byte changed anywhere never throws", async () => {
    const whole = bytesOf(sheetOf([["姓名"], ["王芳"]]), "xlsx");
    expect(await failure(whole.slice(0, 200))).toMatchObject({ tag: "damaged-workbook" });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, value) => {
          const changed = whole.slice();
          changed[at] = value;
          const result = await open(changed);
          expect(typeof result.ok).toBe("boolean");
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a JSON file", () => {
  it("is read as lines, as a list and as FOLIO's own answer", async () => {
    const user = { id: "u1", barcode: "001", personal: { lastName: "王", firstName: "芳", phone: "13800138000" } };
    for (const text of [
      `${JSON.stringify(user)}\n${JSON.stringify({ ...user, id: "u2" })}\n`,
      JSON.stringify([user]),
      JSON.stringify({ users: [user], totalRecords: 1 }),
      JSON.stringify(user),
    ]) {
      const planner = await planTable((await opened(utf8(text))).table);
      expect(planner.draft(0).values).toMatchObject({
        card: "001",
        name: "王芳",
        otherIds: { system: "u1" },
        phones: ["13800138000"],
      });
    }
  });

  it("loses only the lines that are no records, too deep, or name a prototype", async () => {
    const deep = `{"a":${"[".repeat(40)}${"]".repeat(40)}}`;
    const lines = [
      '{"name":"王芳"}',
      "{broken",
      deep,
      '{"name":"x","__proto__":{"polluted":1}}',
      '{"name":"y","personal":{"constructor":{"prototype":{"polluted":1}}}}',
      "7",
      '{"name":"李强"}',
    ];
    const planner = await planTable((await opened(utf8(lines.join("\n")))).table);
    expect(lines.map((_, position) => planner.row(position).problems[0]?.tag)).toEqual([
      undefined,
      "bad-json",
      "json-too-deep",
      "forbidden-name",
      "forbidden-name",
      "bad-json",
      undefined,
    ]);
    expect(planner.counts()).toMatchObject({ new: 2, error: 5 });
    expect({}).not.toHaveProperty("polluted");
    expect(await failure(utf8(`[${deep},{}]`))).toEqual({ tag: "json-too-deep", limit: 32 });
  });
});

describe("limits", () => {
  it("name what is too large, each with its own tag", async () => {
    expect(await failure(new Uint8Array(0))).toEqual({ tag: "empty-file" });
    expect(await failure(utf8(" \r\n \r\n"))).toEqual({ tag: "empty-file" });
    expect(await failure(new Uint8Array(LIMITS.fileBytes + 1))).toEqual({
      tag: "file-too-large",
      bytes: LIMITS.fileBytes + 1,
      limit: LIMITS.fileBytes,
    });
    expect(await failure(utf8(`${Array.from({ length: 201 }, (_, column) => `c${column}`).join(",")}\n1\n`))).toEqual({
      tag: "too-many-columns",
      columns: 201,
      limit: 200,
    });
    expect(await failure(utf8("%PDF-1.7 …"), "x.pdf")).toEqual({ tag: "not-a-table", name: "x.pdf" });
    expect(await failure(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "x.png")).toEqual({
      tag: "not-a-table",
      name: "x.png",
    });
    expect(await failure(zipSync({ "word/document.xml": utf8("<x/>") }) as Uint8Array<ArrayBuffer>, "x.docx")).toEqual({
      tag: "not-a-table",
      name: "x.docx",
    });
  });

  it("stop at the first cell of a workbook that stands too far out, and pass over blank ones there", async () => {
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([["姓名"], ["王芳"]]), "读者");
    const parts = unzipSync(new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer));
    const name = "xl/worksheets/sheet1.xml";
    const sheet = strFromU8(parts[name] ?? new Uint8Array());
    const wide = (text: string) => {
      const rows = Array.from(
        { length: 3000 },
        (_, index) => `<row r="${index + 3}"><c r="XFD${index + 3}" t="str"><v>${text}</v></c></row>`,
      );
      return new Uint8Array(
        zipSync({
          ...parts,
          [name]: strToU8(
            sheet.replace(/<dimension[^>]*>/, "").replace("</sheetData>", `${rows.join("")}</sheetData>`),
          ),
        }),
      );
    };
    expect(await failure(wide("x"))).toEqual({ tag: "too-many-columns", columns: 16384, limit: 200 });
    expect((await opened(wide(""))).table).toMatchObject({ headers: ["姓名"], rows: [{ cells: ["王芳"] }] });
    // every gap filled takes a minute and a gigabyte
  }, 10_000);

  it("stop at a sheet whose merged ranges lie over each other", async () => {
    const sheet = xlsx.utils.aoa_to_sheet([
      ["姓名", "单位"],
      ["王芳", "一中"],
    ]);
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, "读者");
    const bytesWith = (merges: number) => {
      sheet["!merges"] = Array.from({ length: merges }, () => xlsx.utils.decode_range("A1:B2"));
      return new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
    };
    expect(await failure(bytesWith(1))).toBe("read");
    expect(await failure(bytesWith(2))).toEqual({ tag: "damaged-workbook", reason: "merges" });
  });

  it("stop at the record of a JSON file that has one name too many, and never look at the next", async () => {
    const record = (first: number, names: number) =>
      Object.fromEntries(Array.from({ length: names }, (_, index) => [`n${first + index}`, "1"]));
    const many = Array.from({ length: 400 }, (_, index) => record(20 * index, 20));
    for (const text of [many.map((one) => JSON.stringify(one)).join("\n"), JSON.stringify(many)])
      expect(await failure(utf8(text))).toEqual({ tag: "too-many-columns", columns: 220, limit: 200 });
    expect((await opened(utf8(JSON.stringify([record(0, 200)])))).table.headers).toHaveLength(200);
  });

  it("leave out a cell of 64 KB and a record of 1 MB of a JSON list, and go on", async () => {
    const wide = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`n${index}`, "y".repeat(60_000)]));
    const { table } = await opened(
      utf8(JSON.stringify([{ name: "王芳" }, { name: "x".repeat(LIMITS.cellChars + 1) }, wide, { name: "李强" }])),
    );
    expect(table.rows.map(({ fault }) => fault?.tag)).toEqual([
      undefined,
      "cell-too-large",
      "row-too-large",
      undefined,
    ]);
  });

  it("stop at half a million rows", async () => {
    const text = `姓名\n${"王芳\n".repeat(LIMITS.rows + 1)}`;
    expect(await failure(utf8(text))).toEqual({ tag: "too-many-rows", limit: LIMITS.rows });
  });

  it.each(
    proofDraw([
      ["readers", "姓名", "王芳", LIMITS.rows],
      ["use", "读者证号,借书日期", "1,2026-01-05", LIMITS.useRows],
    ] as const),
  )(
    "say of a list of %s that it fills a sheet, and of one row more that it is too long",
    async (_, header, row, limit) => {
      const full = `${header}\n${`${row}\n`.repeat(1_048_575)}`;
      expect(await failure(utf8(full))).toEqual({ tag: "full-sheet", rows: 1_048_575 });
      expect(await failure(utf8(`${full}${row}`))).toEqual({ tag: "too-many-rows", limit });
    },
  );

  it("leave out a cell of 64 KB and a row of 1 MB, and go on", async () => {
    const huge = "x".repeat(LIMITS.cellChars + 1);
    const wide = Array.from({ length: 20 }, () => "y".repeat(60_000));
    const headers = ["姓名", ...Array.from({ length: 19 }, (_, column) => `列${column}`)].join(",");
    const planner = await planTable((await opened(utf8(`${headers}\n${huge}\n${wide.join(",")}\n王芳\n`))).table);
    expect([0, 1, 2].map((position) => planner.row(position).problems[0]?.tag)).toEqual([
      "cell-too-large",
      "row-too-large",
      undefined,
    ]);
  });
});
