import * as xlsx from "@e965/xlsx";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openFile } from "../../../../../renderer/worker/import/open-file.ts";
import { guardZip } from "../../../../../renderer/worker/import/zip-guard.ts";
import { openFormFile } from "../../../../../renderer/worker/reports/form-file.ts";

const LOCAL = 0x04034b50;
const LISTED = 0x02014b50;
const END = 0x06054b50;
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const open = (bytes: Uint8Array<ArrayBuffer>) => openFile("readers.xlsx", bytes, {}, { cancelled: false }, () => {});

function workbook(rows: unknown[][] = [["姓名"], ["王芳"]]): Uint8Array<ArrayBuffer> {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), "读者");
  return new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx", compression: true }) as ArrayBuffer);
}

/** A workbook that would be read, with one sheet of 8 MB in a few kilobytes. */
const BOMB = new Uint8Array(
  zipSync({
    "[Content_Types].xml": utf8("<Types/>"),
    "xl/workbook.xml": utf8("<workbook/>"),
    "xl/worksheets/sheet1.xml": new Uint8Array(8 * 1024 * 1024),
  }),
);

function changed(
  whole: Uint8Array<ArrayBuffer>,
  change: (view: DataView, at: number, signature: number) => void,
): Uint8Array<ArrayBuffer> {
  const bytes = whole.slice();
  const view = new DataView(bytes.buffer);
  for (let at = 0; at <= bytes.length - 4; at++) {
    const signature = view.getUint32(at, true);
    if (signature === LOCAL || signature === LISTED || signature === END) change(view, at, signature);
  }
  return bytes;
}

function wideSizes(size: number, packedSize: number): Uint8Array<ArrayBuffer> {
  const field = new Uint8Array(16);
  const view = new DataView(field.buffer);
  view.setUint32(0, size, true);
  view.setUint32(8, packedSize, true);
  return field;
}

describe("a packed workbook whose parts disagree", () => {
  it("is not opened where the directory calls stored what its header calls packed", async () => {
    const lying = changed(BOMB, (view, at, signature) => {
      if (signature === LISTED) view.setUint16(at + 10, 0, true);
    });
    expect(await open(lying)).toMatchObject({ ok: false, error: { tag: "damaged-workbook" } });
    expect(await openFormFile(lying)).toMatchObject({ ok: false, error: { tag: "damaged" } });
  });

  it.each([
    ["the packed size", 20, 4],
    ["the size", 24, 4],
    ["the first letter of the name", 46, 1],
  ])("is not opened where the directory changes %s", async (_, offset, bytes) => {
    const lying = changed(workbook(), (view, at, signature) => {
      if (signature !== LISTED) return;
      if (bytes === 1) view.setUint8(at + offset, view.getUint8(at + offset) ^ 1);
      else view.setUint32(at + offset, view.getUint32(at + offset, true) - 1, true);
    });
    expect(await open(lying)).toMatchObject({ ok: false, error: { tag: "damaged-workbook" } });
  });

  it("is not opened where both headers declare a size that it has not", async () => {
    const lying = changed(workbook(), (view, at, signature) => {
      if (signature === LISTED) view.setUint32(at + 24, 0x7fffffff, true);
      if (signature === LOCAL) view.setUint32(at + 22, 0x7fffffff, true);
    });
    expect(await open(lying)).toEqual({ ok: false, error: { tag: "damaged-workbook", reason: "size" } });
  });

  it("is not opened where an extra field replaces the sizes", async () => {
    const lying = zipSync({
      "xl/workbook.xml": [utf8("<workbook/>"), { level: 0, extra: { 1: wideSizes(11, 0x7fffffff) } }],
    });
    expect(await guardZip(new Uint8Array(lying))).toEqual({
      ok: false,
      error: { tag: "damaged-workbook", reason: "directory" },
    });
  });

  it.each([
    ["one entry of several", 10],
    ["none", null],
  ])("is not opened where its end counts %s in one of two places", async (_, offset) => {
    const lying = changed(BOMB, (view, at, signature) => {
      if (signature === END) view.setUint16(at + (offset ?? 8), offset === null ? 0 : 1, true);
    });
    expect(await open(lying)).toMatchObject({ ok: false, error: { tag: "damaged-workbook" } });
  });

  it("is not opened where a second end stands in what is too short for one", async () => {
    const harmless = workbook();
    const lying = new Uint8Array([...harmless, 0x50, 0x4b, 5, 6, ...new Uint8Array(16)]);
    new DataView(lying.buffer).setUint16(harmless.length - 2, 20, true);
    expect(await guardZip(lying)).toEqual({ ok: false, error: { tag: "damaged-workbook", reason: "directory" } });
  });

  it("is not opened where a directory for large files names another one", async () => {
    const harmless = workbook();
    const at = harmless.length - 22;
    const bomb = changed(BOMB, (view, entry, signature) => {
      if (signature === LISTED) view.setUint32(entry + 42, view.getUint32(entry + 42, true) + at, true);
    });
    const bombEnd = new DataView(bomb.buffer).getUint32(bomb.length - 6, true);
    const wideEnd = new Uint8Array(56);
    const fields = new DataView(wideEnd.buffer);
    fields.setUint32(0, 0x06064b50, true);
    fields.setUint32(32, 3, true);
    fields.setUint32(48, at + bombEnd, true);
    const locator = new Uint8Array(20);
    new DataView(locator.buffer).setUint32(0, 0x07064b50, true);
    new DataView(locator.buffer).setUint32(8, at + bomb.length, true);
    const lying = new Uint8Array([
      ...harmless.subarray(0, at),
      ...bomb,
      ...wideEnd,
      ...locator,
      ...harmless.subarray(at),
    ]);
    expect(await openFormFile(lying)).toMatchObject({ ok: false, error: { tag: "damaged" } });
  });
});

describe("what the library would unpack past the guard", () => {
  it.each(["Index.zip", "a/Index.zip", "Index/Document.iwa"])("is no table: %s", async (name) => {
    const whole = zipSync({ [name]: [BOMB, { level: 0 }], "xl/workbook.xml": utf8("<workbook/>") });
    expect(await open(new Uint8Array(whole))).toEqual({
      ok: false,
      error: { tag: "not-a-table", name: "readers.xlsx" },
    });
  });
});

describe("a packed workbook as other programs write it", () => {
  /** Sizes after the data, as by a program that writes to a pipe. */
  function streamed(name: string, text: string): Uint8Array<ArrayBuffer> {
    const whole = zipSync({ [name]: utf8(text) });
    const bytes = changed(new Uint8Array(whole), (view, at, signature) => {
      if (signature === LISTED) view.setUint16(at + 8, view.getUint16(at + 8, true) | 8, true);
      if (signature !== LOCAL) return;
      view.setUint16(at + 6, view.getUint16(at + 6, true) | 8, true);
      for (const offset of [14, 18, 22]) view.setUint32(at + offset, 0, true);
    });
    return bytes;
  }

  it("passes with sizes after the data, and with wide sizes in its own headers", async () => {
    expect(await guardZip(streamed("xl/workbook.xml", "<workbook/>"))).toEqual({
      ok: true,
      value: ["xl/workbook.xml"],
    });
    const wide = changed(
      new Uint8Array(
        zipSync({ "xl/workbook.xml": [utf8("<workbook/>"), { level: 0, extra: { 1: wideSizes(11, 11) } }] }),
      ),
      (view, at, signature) => {
        if (signature === LOCAL) for (const offset of [18, 22]) view.setUint32(at + offset, 0xffffffff, true);
      },
    );
    expect(await guardZip(wide)).toEqual({ ok: true, value: ["xl/workbook.xml"] });
  });
});
