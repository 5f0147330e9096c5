/**
 * How use comes in: a list of another system through the wizard, visits and attendance by scanning at the desk, and
 * what of it a reader's page says.
 */
import { expect, test } from "vitest";
import { foundedAtHand } from "./desk-at-hand.ts";
import { liveRows } from "./desk-page.ts";
import { checkFile, countOf, type Picked, writeChecked } from "./import-page.ts";
import { scan } from "./keys.ts";

const atHand = foundedAtHand();

const csv = (name: string, ...lines: readonly string[]): Picked => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(lines.join("\r\n")),
});

const READERS = csv("读者.csv", "读者证号,姓名", "002104178853,张素琴", "002104170001,李雷");

test("check 10: a list of loans and visits counts once however often it is imported, the desk counts who comes, and all of it can be taken back", async () => {
  const { page } = atHand.opened;
  const now = await page.evaluate(() => new Date().toLocaleDateString("sv-SE"));
  const list = csv(
    "利用.csv",
    "读者证号,日期,操作类型,索书号,题名",
    `002104178853,${now} 09:12:00,借书,I247.5/12,活着`,
    `002104178853,${now} 09:12:30,借书,I267/3,背影`,
    `002104170001,${now},到馆,,`,
    `999999999999,${now},到馆,,`,
  );
  await checkFile(page, READERS);
  expect(await writeChecked(page)).toBe(2);
  await page.getByRole("button", { name: "再导入一个文件" }).click();

  await checkFile(page, list);
  expect([await countOf(page, "新增"), await countOf(page, "错误")]).toEqual([2, 1]);
  await page.getByText("没有读者用这个号码").waitFor();
  expect(await writeChecked(page)).toBe(2);
  await page.getByRole("button", { name: "再导入一个文件" }).click();
  await checkFile(page, list);
  expect([await countOf(page, "新增"), await countOf(page, "更新"), await countOf(page, "无变化")]).toEqual([0, 0, 2]);
  await page.getByRole("button", { name: "换一个文件" }).click();

  await page.keyboard.press("Control+1");
  await page.keyboard.press("Shift+F12");
  await page.getByRole("button", { name: /到馆登记 ?· 0 人/ }).waitFor();
  for (const count of [1, 1]) {
    await scan(page, "002104178853", { gapMs: 10 });
    await page.getByRole("button", { name: new RegExp(`到馆登记 ?· ${count} 人`) }).waitFor();
  }
  await page.locator(".toast", { hasText: "张*琴 今天已经记过到馆" }).waitFor();
  await page.keyboard.press("Control+F12");
  await page.getByRole("textbox", { name: "活动名称" }).fill("读书会");
  await page.keyboard.press("Enter");
  const queue = page.getByRole("region", { name: "读书会" });
  await queue.waitFor();
  for (const card of ["002104178853", "002104170001", "888888"]) await scan(page, card, { gapMs: 10 });
  await queue.getByText("888888").waitFor();
  await page.getByRole("button", { name: /签到：读书会 ?· 2 人/ }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: /签到：读书会 ?· 1 人/ }).waitFor();
  await page.keyboard.press("Escape");
  const kinds = async (): Promise<readonly string[]> =>
    (await liveRows(page, "activity"))
      .map(({ kind, quantity = 1, mainClass = "" }) => `${kind} ${quantity} ${mainClass}`.trim())
      .toSorted();
  expect(await kinds()).toEqual(["event 1", "loan 2 I", "visit 1", "visit 1"]);

  await scan(page, "002104178853", { gapMs: 10 });
  await page.getByRole("heading", { level: 1, name: "张素琴" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("tab", { name: /往来记录/ }).click();
  await page.getByText(/借阅 2/).waitFor();
  await page.getByText(/活动 1/).waitFor();
  expect(await page.locator("body").textContent()).not.toContain("活着");

  await page.keyboard.press("Control+2");
  await page.getByRole("button", { name: "导入…" }).first().click();
  await page.getByRole("button", { name: "撤销本次导入 利用.csv" }).click();
  await page.getByRole("button", { name: "撤销导入" }).click();
  await page.locator(".toast", { hasText: "导入已撤销" }).waitFor();
  expect(await kinds()).toEqual(["event 1", "visit 1"]);
});
