import { expect, it } from "vitest";
import { openFile } from "../../../../../renderer/worker/import/open-file.ts";
import { createWordSharer } from "../../../../../renderer/worker/import/share-words.ts";

it("gives every cell as it was, of columns with few words and of columns with ever new ones", () => {
  const share = createWordSharer();
  for (let row = 0; row < 200_010; row++) {
    const cells = [`第 ${row} 行`, row % 2 === 0 ? "借书" : "", "x"];
    if (row % 5000 === 0 || row > 199_990) expect(share(cells)).toEqual(cells);
    else share(cells);
  }
  expect(share(["第 3 行", "借书"])).toEqual(["第 3 行", "借书"]);
  expect(share([])).toEqual([]);
});

it("reads a list of use with more rows than a list of readers may have", async () => {
  const rows = Array.from({ length: 500_001 }, (_, row) => `${row % 90},2026-11-03,到馆`);
  const use = await openFile(
    "x.csv",
    new TextEncoder().encode(["证号,日期,操作", ...rows].join("\n")),
    {},
    { cancelled: false },
    () => undefined,
  );
  if (!use.ok) throw new Error(use.error.tag);
  expect(use.value.table.rows).toHaveLength(500_001);
  expect(use.value.table.rows[500_000]).toEqual({ row: 500_002, cells: ["50", "2026-11-03", "到馆"] });
});
