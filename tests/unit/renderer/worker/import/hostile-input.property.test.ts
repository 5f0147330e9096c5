/**
 * Whatever bytes a person chooses as a list of readers, the answer is a table or a reason; nothing throws, and no row
 * becomes more than a row.
 */
import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openFile } from "../../../../../renderer/worker/import/open-file.ts";
import { encodeLegacy, encodeUtf16 } from "../../../../support/encode-legacy.ts";
import { planTable } from "../../../../support/plan-table.ts";
import { proofScale } from "../../../../support/proof-scale.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const CSV =
  '读者证号,姓名,手机,备注\r\n0012345,𠮷野㛃,13800138000,"借阅证,已补办"\r\n0012346,买买提·艾力,13900139000,"常\n来"\r\n';
const JSON_LINES =
  '{"id":"u1","barcode":"001","personal":{"lastName":"王","phone":"13800138000"}}\n{"name":"李强","tags":["a"]}\n';
const SHEET = ((): Uint8Array => {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(
    book,
    xlsx.utils.aoa_to_sheet([
      ["读者证号", "姓名"],
      ["0012345", "王芳"],
      [1, true],
    ]),
    "读者",
  );
  return new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer); // so the library answers for "array"
})();

const WHOLE: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ["readers.csv", utf8(CSV)],
  ["readers.csv", encodeLegacy(CSV, "gb18030")],
  ["readers.txt", encodeUtf16(CSV, "le", true)],
  ["readers.json", utf8(JSON_LINES)],
  ["readers.xlsx", SHEET],
];

/** A good file with a piece replaced, anything between quotes and braces, or bytes of no kind. */
const damagedFile = fc
  .tuple(fc.constantFrom(...WHOLE), fc.nat({ max: 20_000 }), fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 40 }))
  .map(([[name, bytes], at, length, filling]) => {
    const from = at % bytes.length;
    return { name, bytes: Uint8Array.from([...bytes.subarray(0, from), ...filling, ...bytes.subarray(from + length)]) };
  });
const oddText = fc
  .tuple(
    fc.constantFrom("a.csv", "a.txt", "a.json", "a.xlsx", "a"),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          '"',
          ",",
          ";",
          "\t",
          "\r\n",
          "\n",
          "\0",
          "{",
          "}",
          "[",
          "]",
          ":",
          "__proto__",
          "constructor",
          "=",
          "\uFEFF",
          "姓名",
          "\u202E",
        ),
        fc.string({ maxLength: 6 }),
      ),
      {
        maxLength: 60,
      },
    ),
  )
  .map(([name, parts]) => ({ name, bytes: utf8(parts.join("")) }));
const anyBytes = fc
  .tuple(fc.constantFrom("a.csv", "a.json", "a.xlsx"), fc.uint8Array({ maxLength: 2000 }))
  .map(([name, bytes]) => ({ name, bytes }));

it("any file is a table or a reason", { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(damagedFile, oddText, anyBytes), async ({ name, bytes }) => {
      const result = await openFile(name, Uint8Array.from(bytes), {}, { cancelled: false }, () => {});
      if (!result.ok) {
        expect(result.error.tag).toMatch(/^[a-z-]+$/);
        return;
      }
      const planner = await planTable(result.value.table);
      const { rows } = result.value.table;
      for (let row = 0; row < Math.min(rows.length, 20); row++) expect(planner.row(row).problems).toBeInstanceOf(Array);
      expect({}).not.toHaveProperty("polluted");
    }),
    { numRuns: proofScale(40, 5_000) },
  );
});
