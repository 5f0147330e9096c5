import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parseAddress } from "#shared/reports/form/address.ts";
import { patchSheet } from "#shared/reports/form/patch-sheet.ts";
import type { FilledCell } from "../../../../../renderer/platform/worker/reports-api.ts";
import { fillFormFile, openFormFile } from "../../../../../renderer/worker/reports/form-file.ts";
import { openFormWorkbook } from "../../../../../renderer/worker/reports/open-form.ts";
import { FORM_SHEET, formWorkbook } from "../../../../support/form-workbook.ts";

const cell = (address: string, value: number, sheet = 1): FilledCell => ({ sheet, address, value });

async function filled(bytes: Uint8Array<ArrayBuffer>, ...cells: readonly FilledCell[]) {
  const file = await openFormFile(bytes);
  if (!file.ok) throw new Error(file.error.tag);
  const { bytes: packed, left } = fillFormFile(file.value, cells);
  return { parts: unzipSync(packed), left, bytes: packed };
}

describe("a form that is filled", () => {
  it("changes the cells it is told, and no other byte of any part", async () => {
    const before = unzipSync(formWorkbook());
    const { parts, left } = await filled(formWorkbook(), cell("B3", 1234), cell("c4", 0.75));
    expect(left).toEqual([]);
    expect(Object.keys(parts)).toEqual(Object.keys(before));
    const changed = Object.keys(parts).filter(
      (name) => strFromU8(parts[name] ?? new Uint8Array()) !== strFromU8(before[name] ?? new Uint8Array()),
    );
    expect(changed).toEqual(["xl/workbook.xml", "xl/worksheets/sheet1.xml"]);
    // the style 3 of B3 stays; C4 was not there and comes between B4 and D4
    expect(strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array())).toBe(
      FORM_SHEET.replace('<c r="B3" s="3"/>', '<c r="B3" s="3"><v>1234</v></c>')
        .replace('<c r="D4"', '<c r="C4"><v>0.75</v></c><c r="D4"')
        .replace('<row r="4" spans="1:4">', '<row r="4">'),
    );
    expect(strFromU8(parts["xl/workbook.xml"] ?? new Uint8Array())).toContain(
      '<calcPr calcId="191029" fullCalcOnLoad="1"/>',
    );
  });

  it("replaces a text or an old number, takes a merged cell to its first, and makes a row where there is none", async () => {
    const { parts } = await filled(formWorkbook(), cell("A6", 9), cell("C6", 7), cell("B9", 5));
    const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    // A6:C6 are merged: the last one that was told stands
    expect(sheet).toContain('<c r="A6" s="2"><v>7</v></c>');
    expect(sheet).toContain('<row r="9"><c r="B9"><v>5</v></c></row></sheetData>');
  });

  it("never touches a formula, nor a sheet or a cell that is not there", async () => {
    const { parts, left } = await filled(
      formWorkbook(),
      cell("B5", 1),
      cell("D7", 1),
      cell("D8", 1),
      cell("B3", 1, 9),
      cell("77", 1),
    );
    expect(left.map(({ cell: { address }, fault }) => [address, fault])).toEqual([
      ["B5", "formula"],
      ["D7", "formula"],
      ["D8", "formula"],
      ["77", "no-address"],
      ["B3", "no-such-sheet"],
    ]);
    expect(strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array())).toBe(FORM_SHEET);
    expect(strFromU8(parts["xl/workbook.xml"] ?? new Uint8Array())).not.toContain("fullCalcOnLoad");
  });

  it("is read by the library with its new numbers, and is known as the same form, filled, or of another month", async () => {
    const { bytes } = await filled(formWorkbook(), cell("B3", 1234));
    const [empty, full, december, other] = await Promise.all([
      openFormWorkbook(formWorkbook()),
      openFormWorkbook(bytes),
      openFormWorkbook(formWorkbook({ title: "2026年12月统计表" })),
      openFormWorkbook(formWorkbook({ title: "季度报表" })),
    ]);
    if (!empty.ok || !full.ok || !december.ok || !other.ok) throw new Error("not opened");
    expect(full.value.sheets[0]?.cells.find(({ address }) => address === "B3")).toMatchObject({ text: "1,234" });
    expect(empty.value.sheets[0]).toMatchObject({ name: "报表 & 数据", columns: 4 });
    expect(empty.value.sheets[0]?.cells.find(({ address }) => address === "A1")).toMatchObject({
      text: "2026年11月统计表",
      across: 4,
      down: 1,
    });
    expect(empty.value.sheets[0]?.cells.find(({ address }) => address === "B5")).toMatchObject({ isFormula: true });
    expect(full.value.fingerprint).toBe(empty.value.fingerprint);
    expect(december.value.fingerprint).toBe(empty.value.fingerprint);
    expect(other.value.fingerprint).not.toBe(empty.value.fingerprint);
  });

  it("refuses what is no such workbook, with the reason", async () => {
    const of = async (bytes: Uint8Array<ArrayBuffer>) => {
      const opened = await openFormWorkbook(bytes);
      return opened.ok ? "opened" : opened.error.tag;
    };
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Array(40).fill(0)]);
    const locked = new Uint8Array([...old, ...[..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect(await of(old)).toBe("old-workbook");
    expect(await of(locked)).toBe("password-protected");
    expect(await of(new TextEncoder().encode("a,b"))).toBe("no-workbook");
    expect(await of(new Uint8Array(zipSync({ "word/document.xml": strToU8("<x/>") })))).toBe("no-workbook");
    expect(await of(formWorkbook().slice(0, 300))).toBe("damaged");
  });
});

describe("the XML of a sheet", () => {
  it("is patched under a prefix, without places written down, and left alone where a comment could look like a row", () => {
    const xml =
      "<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    expect(patchSheet(xml, [{ address: "B1", value: 5 }]).xml).toBe(xml.replace("<x:v>2</x:v>", "<x:v>5</x:v>"));
    expect(patchSheet(xml, [{ address: "A2", value: 5 }]).xml).toContain(
      '<x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData>',
    );
    const hidden = "<worksheet><sheetData><!-- <row r='1'> --></sheetData></worksheet>";
    expect(patchSheet(hidden, [{ address: "A1", value: 5 }])).toEqual({
      xml: hidden,
      faults: [{ address: "A1", fault: "unreadable" }],
    });
    expect(patchSheet("<worksheet><sheetData/></worksheet>", [{ address: "A1", value: 5 }]).xml).toBe(
      '<worksheet><sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData></worksheet>',
    );
  });

  it("reads addresses as people type them", () => {
    expect(parseAddress("ｂ７")).toEqual({ column: 2, row: 7 });
    expect(parseAddress("$AA$10")).toEqual({ column: 27, row: 10 });
    expect(["", "7", "B", "B0", "XFE1", "A1048577", "A1B"].map(parseAddress)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
