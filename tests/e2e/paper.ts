/** What would stand on the paper: the text that is visible for print in the moment of printing. */
import type { Page } from "playwright-core";

/**
 * What a sheet that lies over the page would print, or a page before the desk; and what is said to those who do not see
 * it.
 */
export async function paperText(page: Page): Promise<string> {
  await page.emulateMedia({ media: "print" });
  // biome-ignore lint/performance/useDomNodeTextContent: only what is laid out counts
  const text = await page.evaluate(() => document.body.innerText);
  await page.emulateMedia({ media: "screen" });
  return text;
}

/** Presses Ctrl+P. @param answer what is pressed then, where the page asks before it prints */
export async function paperOf(page: Page, answer?: () => Promise<unknown>): Promise<string> {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => {
    window.print = () => {
      // biome-ignore lint/performance/useDomNodeTextContent: only what is laid out counts
      document.body.dataset.printed = document.body.innerText;
    };
  });
  await page.keyboard.press("Control+p");
  await answer?.();
  await page.locator("body[data-printed]").waitFor({ state: "attached" });
  const text = await page.evaluate(() => {
    const { printed = "" } = document.body.dataset;
    delete document.body.dataset.printed;
    return printed;
  });
  await page.emulateMedia({ media: "screen" });
  return text;
}
