/** Whoever follows the recipe on the screen to the letter gets readers with their cards, and use that finds them. */
import { expect, test } from "vitest";
import { createI18n } from "../../../../../renderer/i18n/i18n.ts";
import { refreshDesk } from "./refresh-desk.ts";

/** What stands below a column, by what its name ends in; each reader has a card, and nobody has another's. */
const CELLS: readonly (readonly [RegExp, (no: number) => string])[] = [
  [/^(?:surname)$/, () => "Example"],
  [/姓名$|^firstname$/, (no) => `Person ${no}`],
  [/类型$|^categorycode$/, (no) => (no % 2 === 0 ? "学生" : "教工")],
  [/日期$|时间$|^dateexpiry$/, (no) => `2026-10-${10 + no}`],
  [/馆$|^branchcode$/, (no) => (no % 2 === 0 ? "总馆" : "城东分馆")],
  [/状态$/, () => "有效"],
  [/单位$/, () => "第一中学"],
  [/索书号$/, (no) => `I247.5/${no}`],
  [/号$|条码$|^cardnumber$/, (no) => `20240100${no}`],
];

const list = (names: readonly string[]): string =>
  [names, ...[1, 2, 3, 4].map((no) => names.map((name) => CELLS.find(([ends]) => ends.test(name))?.[1](no) ?? ""))]
    .map((row) => row.join(","))
    .join("\r\n");

/** The names of columns that a sentence quotes, one list for each half of it. */
function quoted(sentence: string): readonly (readonly string[])[] {
  const inLatin = /[（(]((?:[a-z]+、)+[a-z]+)/.exec(sentence)?.[1];
  if (inLatin !== undefined) return [inLatin.split("、")];
  return sentence.split("；").map((half) => [...half.matchAll(/[“「](.+?)[”」]/g)].map(([, name]) => name ?? ""));
}

test.each(
  (["zh-CN", "zh-TW"] as const).flatMap((language) =>
    (["koha", "huiwen", "interlib", "dp2"] as const).map((system) => [system, language] as const),
  ),
)("the recipe of %s in %s goes through the import as it stands", async (system, language) => {
  const { t } = await createI18n(language);
  const [ofReaders = [], ofUse = []] = quoted(t(`lists.recipe-${system}-how`));
  expect(ofReaders.length).toBeGreaterThan(3);
  const { put, look, settle, db } = await refreshDesk();
  await put("读者.csv", list(ofReaders), 1000);
  await look("readers");
  expect(await settle()).toMatchObject({ new: 4, update: 0, duplicate: 0, error: 0 });
  const cards = (await db.reader.toArray()).map(({ card }) => card);
  expect(cards.sort()).toEqual(["202401001", "202401002", "202401003", "202401004"]);
  if (ofUse.length === 0) return;
  const use = ofUse.includes("索书号") ? (["loans", "loan"] as const) : (["visits", "visit"] as const);
  await put("流水.csv", list(ofUse), 2000);
  await look(use[0]);
  expect(await settle(use[1])).toMatchObject({ new: 4, duplicate: 0, error: 0 });
});

test.each([
  ["a Koha report", "cardnumber,title,reservedate,found,expirationdate,branchcode", "K1,某书,2026-11-10,,2026-12-01,"],
  ["dp2", "读者证条码号,题名,预约日期", "K1,某书,2026-11-10"],
  ["a system of Taiwan", "借閱證號,題名,預約日期,預約狀態,取書期限,取書館別", "K1,某書,2026-11-10,預約中,2026-12-01,"],
])("holds as %s gives them are known by their columns", async (_, head, row) => {
  const { put, look, settle, db } = await refreshDesk();
  await put("读者.csv", "读者证号,姓名\r\nK1,王芳", 1000);
  await look("readers");
  await settle();
  await put("预约.csv", `${head}\r\n${row}`, 2000);
  expect(await look("holds")).toMatchObject({ ok: false, error: { tag: "unknown-columns", name: "预约.csv" } });
  expect(await settle("hold")).toMatchObject({ new: 1, error: 0 });
  expect((await db.activity.toArray()).map(({ kind, on }) => [kind, on])).toEqual([["hold", "2026-11-10"]]);
});
