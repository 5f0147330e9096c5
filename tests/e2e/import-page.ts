/** The import wizard as a person walks it. Enter goes on from step to step. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A file by its path, or made here. */
export type Picked = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** From any screen to the first step, wherever the wizard was left, with a file chosen. */
export async function pickFile(page: Page, file: Picked): Promise<void> {
  await openWizard(page);
  const again = page.getByRole("button", { name: "再导入一个文件" });
  const chooser = page.locator("input[type=file]");
  for (let back = 0; back < 4 && (await chooser.count()) === 0; back++) {
    if (await again.isVisible()) await again.click();
    else await page.getByRole("button", { name: "上一步" }).click();
  }
  await chooser.setInputFiles(file);
}

export async function openWizard(page: Page): Promise<void> {
  await page.keyboard.press("Control+2");
  await page.getByRole("button", { name: "导入…" }).first().click();
  await page.getByRole("heading", { level: 1, name: "导入读者" }).waitFor();
}

const onward = (page: Page): Locator =>
  page
    .locator(".foot-bar, main footer, main")
    .getByRole("button", { name: /^(下一步|开始检查|照上次的设置检查)/ })
    .last();

/** A hundred thousand rows on a busy machine. */
const CHECKED_WITHIN_MS = 300_000;

/**
 * Through the steps until the dry run is done, past what is said of unknown values. A known kind of file needs one key
 * for all of them.
 */
export async function checkFile(page: Page, file: Picked): Promise<void> {
  await pickFile(page, file);
  const checked = page.getByText("检查完了，还没有写入任何内容");
  const at = page.locator(".steps [aria-current]");
  for (let told = false; !(await checked.isVisible()); ) {
    const [name, step] = [await onward(page).textContent(), await at.textContent()];
    await onward(page).click();
    if (name?.includes("检查") === true) break;
    await expect
      .poll(
        async () =>
          (await at.textContent()) !== step ||
          (!told && (await page.locator(".foot-bar").getByRole("alert").isVisible())),
      )
      .toBe(true);
    told = (await at.textContent()) === step;
  }
  await checked.waitFor({ timeout: CHECKED_WITHIN_MS });
}

export type Bucket = "新增" | "更新" | "无变化" | "疑似重复" | "错误";

export async function countOf(page: Page, bucket: Bucket): Promise<number> {
  const text = await page
    .getByRole("list", { name: "检查结果" })
    .getByRole("button", { name: bucket })
    .locator(".num")
    .textContent();
  return Number((text ?? "").replaceAll(",", ""));
}

/** Answers how many readers the result says were written. */
export async function writeChecked(page: Page, withinMs = 60_000): Promise<number> {
  await page.getByRole("button", { name: /^写入 / }).click();
  const heading = page.getByRole("heading", { name: /^写入了/ });
  await heading.waitFor({ timeout: withinMs });
  return Number(((await heading.textContent()) ?? "").replaceAll(/\D/g, ""));
}
