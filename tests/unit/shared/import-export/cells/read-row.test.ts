import fc from "fast-check";
import { expect, it } from "vitest";
import { createRowReader } from "#shared/import-export/cells/read-row.ts";
import { suggestMapping } from "#shared/import-export/columns/mapping.ts";
import { CONTEXT, tableOf } from "../../../../support/plan-table.ts";

const HEADERS = "读者证号|姓名|读者类型|分馆|性别|出生日期|办证日期|有效期至|证状态";
/** Cells that come again and again, in columns where they say one thing, another, nothing, or are faulty. */
const cell = fc.constantFrom(
  ...["", "-", "无", "成人", "少儿", "外星人", "城东馆", "CPL", "男", "F", "正常", "挂失", "#N/A"],
  ...["2026-03-04", "04/03/2026", "3/4/26", "2031-02-30", "0000-00-00", "长期", "20160229", "00123"],
);

it("reads a row as if it were the only one, whatever was read before it", () => {
  const columns = HEADERS.split("|").length;
  const row = fc.array(cell, { minLength: columns, maxLength: columns });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      const table = tableOf(HEADERS, ...rows.map((cells) => cells.join("|")));
      const mapping = suggestMapping(table);
      const read = createRowReader(table.headers, mapping, CONTEXT);
      // twice, as a check and the writing after it do
      for (const each of [...table.rows, ...table.rows])
        expect(read(each)).toEqual(createRowReader(table.headers, mapping, CONTEXT)(each));
    }),
  );
});
