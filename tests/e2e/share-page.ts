/** What a person does at two desks that share a folder: prepare it, join by code, sync with F9, decide. */
import type { Page } from "playwright-core";
import type { OpenedPage } from "../support/launch.ts";
import { deskIsOpen, joinLibrary, scanBox } from "./desk-page.ts";
import { codeOfFounded } from "./founded.ts";

/** From the desk: F9, until its one line stands there. */
export async function sync(page: Page, said: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+1");
  await page.keyboard.press("F3");
  // what an earlier exchange said must not pass for this one's word
  await page.keyboard.press("Escape");
  await page.locator(".toast").waitFor({ state: "detached" });
  await page.keyboard.press("F9");
  await page.locator(".toast b", { hasText: said }).waitFor();
}

/** An empty folder, at a desk that has none yet, and its first exchange. */
export async function prepareFolder(page: Page, folder: string): Promise<void> {
  await page.keyboard.press("F9");
  await page.getByRole("dialog", { name: "共享文件夹" }).getByRole("textbox").fill(folder);
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "建立共享" }).click();
  await page.locator(".toast b", { hasText: "同步完成" }).waitFor();
}

/**
 * The folder prepared at the first, whose library is founded, and joined at the second. @returns the library code, for
 * whoever joins later
 */
export async function shareFolder(
  first: Pick<OpenedPage, "page">,
  second: Pick<OpenedPage, "page">,
  folder: string,
): Promise<string> {
  await deskIsOpen(first.page);
  await prepareFolder(first.page, folder);
  const code = await codeOfFounded();
  await joinLibrary(second.page, folder, code, "儿童馆-2");
  return code;
}

/** The reader's own page, by the scan box. */
export async function openReader(page: Page, card: string): Promise<void> {
  await page.keyboard.press("Control+1");
  await scanBox(page).fill(card);
  await page.keyboard.press("Control+Enter");
  await page.locator(".reader-head").waitFor();
}

/** On the reader's own page, in its place. */
export async function writeUnit(page: Page, card: string, unit: string): Promise<void> {
  await openReader(page, card);
  await page.getByRole("tab", { name: "资料" }).click();
  await page.locator(".field-row", { hasText: "班级、科室" }).getByRole("button").click();
  await page.getByRole("textbox", { name: "班级、科室" }).fill(unit);
  await page.keyboard.press("Enter");
  await page.locator(".toast[data-tone=done]", { hasText: "已修改" }).waitFor();
}

/** From the reader's own page, on every computer. */
export async function eraseReader(
  page: Page,
  { card, name }: { readonly card: string; readonly name: string },
): Promise<void> {
  await openReader(page, card);
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "在所有电脑上清除…" }).click();
  const dialog = page.getByRole("dialog", { name: `在所有电脑上清除“${name}”` });
  await dialog.getByRole("textbox").fill(card);
  await dialog.getByRole("button", { name: "全部清除" }).click();
  await page.locator(".toast b", { hasText: "已在这台电脑上清除" }).waitFor();
  // her page gives way to the list a moment later
  await page.getByPlaceholder("姓名、拼音、证号、电话尾号").waitFor();
}
