/**
 * A library founded in an empty folder imports a list, takes it back, and imports another with the same cards: nobody
 * is a mixture of two people.
 */
import { expect, test } from "vitest";
import { foundedAtHand } from "./desk-at-hand.ts";
import { rowsOf } from "./desk-page.ts";
import { checkFile, countOf, openWizard, writeChecked } from "./import-page.ts";

const atHand = foundedAtHand();

const csv = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(lines.join("\r\n")),
});

const FIRST = csv(
  "first.csv",
  "读者证号,姓名,手机,出生日期,班级,备注",
  "0021041,王芳,13800138000,1990-01-02,一班,常来",
  "0021042,李强,13900139000,1958-03-04,二班,听力不好",
  "0021043,赵敏,13700137000,2001-11-30,三班,志愿者",
);
const SECOND = csv(
  "second.csv",
  "读者证号,姓名,手机",
  "0021041,孙丽,",
  "0021042,钱多,15800158000",
  "0021043,赵敏,13100131000",
  "0021044,周杰,15900159000",
);

test("readers of the second list have what it says and nothing of the first, and the dry run says who was deleted", async () => {
  const { page } = atHand.opened;
  await checkFile(page, FIRST);
  expect(await writeChecked(page)).toBe(3);
  await openWizard(page);
  await page.getByRole("button", { name: "撤销本次导入" }).click();
  await page.getByRole("button", { name: "撤销导入" }).click();
  await page.locator(".toast", { hasText: "导入已撤销" }).waitFor();

  await checkFile(page, SECOND);
  expect(await countOf(page, "新增")).toBe(4);
  await page.getByText("那位读者的资料和服务记录一条也不带来").first().waitFor();
  await page.getByText("以前的资料一项也不带回").first().waitFor();
  expect(await writeChecked(page)).toBe(4);
  const rows = (await rowsOf(page, "reader")).filter(({ gone }) => gone !== 1);
  const said = rows.map(({ card, name, phones, birthDate, unit, note }) => ({
    card,
    name,
    phones,
    birthDate,
    unit,
    note,
  }));
  expect(said.toSorted((a, b) => (String(a.card) < String(b.card) ? -1 : 1))).toEqual([
    { card: "0021041", name: "孙丽" },
    { card: "0021042", name: "钱多", phones: ["15800158000"] },
    { card: "0021043", name: "赵敏", phones: ["13100131000"] },
    { card: "0021044", name: "周杰", phones: ["15900159000"] },
  ]);
  // what was logged for a reader whose card another has now stays with the one it was logged for
  const deleted = (await rowsOf(page, "reader"))
    .filter(({ gone }) => gone === 1)
    .map(({ card, name }) => ({ card, name }));
  expect(deleted.toSorted((a, b) => (String(a.card) < String(b.card) ? -1 : 1))).toEqual([
    { card: "0021041", name: "王芳" },
    { card: "0021042", name: "李强" },
  ]);
});
