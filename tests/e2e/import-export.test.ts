/**
 * Files in and out in the built program: its worker, its content security policy, its journal. The real
 * files of ../shared/data are not part of the project; where they are absent their test says so.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { launchDesk, openPage } from "../support/launch.ts";
import { deskIsOpen, foundLibrary, liveRows, rowsOf, scanBox } from "./desk-page.ts";

const DATA = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const present = existsSync(`${DATA}folio-users.jsonl`);
if (!present) console.info("../shared/data is not here: the real files are left out");

async function openDesk(): Promise<Page> {
  const desk = await launchDesk();
  const { page, close } = await openPage(desk.address);
  onTestFinished(async () => {
    await close();
    await desk.stop();
  });
  await foundLibrary(page);
  return page;
}

async function goTo(page: Page, command: string, heading: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill(command);
  await page.getByRole("option", { name: command }).click();
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

const chooser = (page: Page) => page.locator('main input[type="file"]');
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

/** From the chosen file to the dry run, whatever the file needs on its way. */
async function check(page: Page): Promise<void> {
  const known = button(page, "照上次的设置检查");
  const next = button(page, "下一步");
  await known.or(next).waitFor();
  if (await known.isVisible()) await known.click();
  else {
    await next.click();
    await page.getByRole("heading", { name: /文件里的列对应哪一项/ }).waitFor();
    await next.click();
    await button(page, "开始检查").click();
  }
  await page.getByText("检查完了，还没有写入任何内容").waitFor({ timeout: 60_000 });
}

async function importFile(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<string> {
  await chooser(page).setInputFiles(file);
  await check(page);
  await button(page, /^写入 .*行$/).click();
  const done = page.getByRole("heading", { name: /^(写入了|停下了)/ });
  await done.waitFor({ timeout: 60_000 });
  return (await done.textContent()) ?? "";
}

describe("import and export in the built program", () => {
  test.runIf(present)("take both real files whole, find their readers, and find nothing new the second time", { timeout: 240_000 }, async () => {
    const page = await openDesk();
    await goTo(page, "导入读者", "导入读者");
    expect(await importFile(page, `${DATA}folio-users.jsonl`)).toBe("写入了 303 位读者");
    await button(page, "再导入一个文件").click();
    expect(await importFile(page, `${DATA}shakespeare-members.csv`)).toBe("写入了 5,235 位读者");
    expect(await liveRows(page, "reader")).toHaveLength(5538);
    await button(page, "再导入一个文件").click();
    await chooser(page).setInputFiles(`${DATA}shakespeare-members.csv`);
    await check(page);
    await button(page, /^0\s*新增/).waitFor();
    await button(page, /^5,235\s*无变化/).waitFor();
    await scanBox(page).fill("344058867767195");
    await page.keyboard.press("Enter");
    await page.getByText("Justen Else Hilll").first().waitFor();
  });

  test("give a workbook and a CSV that come back to no change, and write through the lock that the page shares", async () => {
    const page = await openDesk();
    await goTo(page, "导入读者", "导入读者");
    const csv = "读者证号,姓名,手机\r\n0012345,𠮷野㛃,13800138000\r\n0012346,=1+1,13900139000\r\n";
    expect(await importFile(page, { name: "读者.csv", mimeType: "text/csv", buffer: Buffer.from(csv) })).toBe("写入了 2 位读者");
    // the page's own writer goes on behind the worker's
    await page.keyboard.press("Alt+Digit1");
    await page.locator(".toast", { hasText: "已记录" }).waitFor();
    expect(await rowsOf(page, "interaction")).toHaveLength(1);
    for (const [choice, name] of [
      [/XLSX/, "xlsx"],
      [/CSV/, "csv"],
    ] as const) {
      await goTo(page, "导出", "导出");
      await page.getByRole("radio", { name: choice }).check();
      await page.getByRole("checkbox").check();
      const download = page.waitForEvent("download");
      await page.locator("main").getByRole("button", { name: "导出" }).click();
      const file = await (await download).path();
      const buffer = readFileSync(file);
      await goTo(page, "导入读者", "导入读者");
      const again = button(page, "再导入一个文件");
      if (await again.isVisible()) await again.click();
      await chooser(page).setInputFiles({ name: `读者.${name}`, mimeType: "application/octet-stream", buffer });
      await check(page);
      await button(page, /^2\s*无变化/).waitFor();
      await button(page, /^0\s*错误/).waitFor();
      await page.reload();
      await deskIsOpen(page);
    }
  });
});
