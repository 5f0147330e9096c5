/** Two desks in the built program that meet only in a folder: prepared, joined with the sheet's code, synced with F9. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { foundLibrary, joinLibrary, liveRows, logConfirmed, scanBox } from "./desk-page.ts";

async function openDesk(): Promise<OpenedPage> {
  const desk = await launchDesk();
  const opened = await openPage(desk.address);
  onTestFinished(async () => {
    await opened.close();
    await desk.stop();
  });
  return opened;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

/** F9, until its one line stands there. */
async function sync(page: Page, said: string): Promise<void> {
  await page.keyboard.press("F9");
  await page.locator(".toast b", { hasText: said }).waitFor({ timeout: 30_000 });
}

/** Founded, prepared and joined: both have synced once. */
async function twoDesks(first: OpenedPage, second: OpenedPage): Promise<void> {
  const folder = await emptyFolder();
  const code = await foundLibrary(first.page);
  await first.page.keyboard.press("F9");
  await first.page.getByRole("dialog", { name: "共享文件夹" }).getByRole("textbox").fill(folder);
  await first.page.keyboard.press("Enter");
  await first.page.getByRole("alertdialog").getByRole("button", { name: "建立共享" }).click();
  await first.page.locator(".toast b", { hasText: "同步完成" }).waitFor({ timeout: 30_000 });
  await joinLibrary(second.page, folder, code, "儿童馆-2");
}

async function register(page: Page, name: string, card: string): Promise<void> {
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Control+n");
  const sheet = page.getByRole("dialog", { name: "登记新读者" });
  await sheet.getByLabel("姓名").fill(name);
  await sheet.getByLabel("读者证号").fill(card);
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "hidden" });
}

/** On the reader's own page, in its place. */
async function writeUnit(page: Page, card: string, unit: string): Promise<void> {
  await page.keyboard.press("Control+1");
  await scanBox(page).fill(card);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("tab", { name: "资料" }).click();
  await page.locator(".field-row", { hasText: "班级、科室" }).getByRole("button").click();
  await page.getByRole("textbox", { name: "班级、科室" }).fill(unit);
  await page.keyboard.press("Enter");
  await page.locator(".toast[data-tone=done]").waitFor();
}

describe("two desks and a folder", () => {
  test("decide at one desk what both changed, and the other follows", async () => {
    const first = await openDesk();
    const second = await openDesk();
    await twoDesks(first, second);
    await register(first.page, "李卫东", "002103881420");
    await sync(first.page, "同步完成");
    await sync(second.page, "同步完成");
    await writeUnit(first.page, "002103881420", "三年级");
    await writeUnit(second.page, "002103881420", "四年级");
    await sync(first.page, "同步完成");
    await sync(second.page, "同步完成");

    await second.page.getByRole("link", { name: /同步/ }).click();
    const field = second.page.getByRole("group", { name: /班级、科室/ });
    await field.getByRole("radio", { name: /^一楼服务台/ }).click();
    await second.page.keyboard.press("N");
    await second.page.locator(".toast[data-tone=done]", { hasText: "已定下：班级、科室" }).waitFor();
    await sync(second.page, "同步完成");
    await sync(first.page, "同步完成");
    for (const { page } of [first, second]) await expect.poll(() => liveRows(page, "reader")).toMatchObject([{ unit: "三年级" }]);
    for (const { page } of [first, second]) expect((await liveRows(page, "reader"))[0]?.open).toBeUndefined();
    expect([...first.problems, ...second.problems]).toEqual([]);
  });

  test("exchange what each logged, after the folder was prepared and the code sheet typed in", async () => {
    const first = await openDesk();
    const second = await openDesk();
    const folder = await emptyFolder();
    await foundLibrary(first.page);
    await logConfirmed(first.page, 1);

    // no folder yet: F9 asks for it, and writes nothing before the second look
    await first.page.keyboard.press("F9");
    const dialog = first.page.getByRole("dialog", { name: "共享文件夹" });
    await dialog.getByRole("textbox").fill(folder);
    await dialog.getByRole("button", { name: "用这个文件夹" }).click();
    const question = first.page.getByRole("alertdialog");
    await question.waitFor();
    expect(await readdir(folder)).toEqual([]);
    await question.getByRole("button", { name: "建立共享" }).click();
    await first.page.locator(".toast b", { hasText: "同步完成" }).waitFor({ timeout: 30_000 });
    expect(await readdir(folder)).toContain("heads");

    await button(first.page, "加入码单").click();
    const code = (await first.page.locator(".code-text").textContent()) ?? "";
    await first.page.keyboard.press("Escape");

    await joinLibrary(second.page, folder, code, "儿童馆-2");
    await sync(second.page, "同步完成");
    await expect.poll(async () => (await liveRows(second.page, "interaction")).length).toBe(1);
    await logConfirmed(second.page, 2);
    await sync(second.page, "同步完成");

    await first.page.keyboard.press("Control+1");
    await sync(first.page, "同步完成");
    await expect.poll(async () => (await liveRows(first.page, "interaction")).length).toBe(2);
    await first.page.getByRole("link", { name: /同步/ }).click();
    await first.page.getByRole("row", { name: /^儿童馆-2/ }).waitFor();
    await sync(first.page, "已是最新，没有新内容");
    expect([...first.problems, ...second.problems]).toEqual([]);
  });
});
