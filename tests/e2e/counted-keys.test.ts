/**
 * How many keys and clicks a task at the desk takes, counted by what the page itself is told: text and what a scanner
 * sends are none, a key that is held with another is one. No task takes more than is promised. It takes long, as each is
 * done from its beginning to where it stands in the database.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { deskAtHand } from "./desk-at-hand.ts";
import { countLive, liveRows, rowsOf, scanBox } from "./desk-page.ts";
import { scan } from "./keys.ts";

const atHand = deskAtHand(["--demo"], async (page) => {
  await scanBox(page).waitFor({ timeout: 60_000 });
  await page.evaluate(countKeys);
});

declare global {
  interface Window {
    counted: { strokes: string[] } | undefined;
  }
}

/** Runs in the page, before any of its own listeners. */
function countKeys(): void {
  const counted = { strokes: [] as string[] };
  window.counted = counted;
  const MODIFIERS = ["Shift", "Control", "Alt", "Meta"];
  addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || MODIFIERS.includes(event.key)) return;
      const isField = event.target instanceof Element && event.target.matches("input, textarea, [contenteditable]");
      const isText = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && isField;
      if (!isText) counted.strokes.push(event.code);
    },
    true,
  );
  addEventListener("pointerdown", () => counted.strokes.push("click"), true);
}

const toDesk = async (page: Page): Promise<void> => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+1");
  await page.keyboard.press("F3");
  await page.keyboard.press("Escape");
};
/** The Enter that a scanner sends is its own. */
async function scanned(page: Page, card: string): Promise<void> {
  const before = await strokes(page);
  await scan(page, card, { gapMs: 5 });
  await page.locator(".who h1").waitFor();
  await page.evaluate((kept) => {
    if (window.counted !== undefined) window.counted.strokes = [...kept];
  }, before);
}
const strokes = (page: Page): Promise<readonly string[]> => page.evaluate(() => window.counted?.strokes ?? []);
const done = (page: Page, text: string): Promise<void> =>
  page.locator(".toast[data-tone=done]", { hasText: text }).waitFor();
const cardOf = async (page: Page, nth: number): Promise<string> =>
  String((await rowsOf(page, "reader")).filter(({ card }) => /^\d{12}$/.test(String(card)))[nth]?.card);

interface Way {
  readonly task: string;
  readonly most: number;
  readonly from: (page: Page) => Promise<unknown>;
  readonly go: (page: Page) => Promise<unknown>;
}

const WAYS: readonly Way[] = [
  {
    task: "a card and directions",
    most: 1,
    from: toDesk,
    go: async (page) => {
      await scanned(page, await cardOf(page, 3));
      await page.keyboard.press("Alt+Digit1");
      await done(page, "已记录：指引");
    },
  },
  {
    task: "initials and an enquiry by telephone",
    most: 6,
    from: toDesk,
    go: async (page) => {
      await scanBox(page).pressSequentially("zsq", { delay: 120 });
      await page.getByRole("listbox", { name: "找到的读者" }).getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".who h1").waitFor();
      await page.keyboard.press("F12");
      await page.keyboard.press("Alt+Digit2");
      await done(page, "已记录：咨询");
      expect((await liveRows(page, "interaction", { channel: "phone" })).length).toBeGreaterThan(0);
    },
  },
  {
    task: "a note and a task for Friday",
    most: 4,
    from: async (page) => {
      await toDesk(page);
      await scan(page, await cardOf(page, 4), { gapMs: 5 });
      await page.locator(".who h1").waitFor();
    },
    go: async (page) => {
      const before = await countLive(page, "task");
      await page.keyboard.press("Alt+Digit2");
      await done(page, "已记录：咨询");
      await page.keyboard.press("F4");
      await page.getByRole("textbox", { name: "补一句" }).waitFor();
      await page.keyboard.insertText("带他看地方文献 >周五");
      await page.keyboard.press("Enter");
      await expect.poll(() => countLive(page, "task")).toBe(before + 1);
    },
  },
  {
    task: "an opinion is answered and closed",
    most: 3,
    from: (page) => toDesk(page),
    go: async (page) => {
      await page.keyboard.press("Control+3");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("r");
      await page.locator("textarea:focus").waitFor();
      await page.keyboard.insertText("已请物业调高温度，谢谢您。");
      await page.keyboard.press("Control+Shift+Enter");
      await page.locator(".toast[data-tone=done]").waitFor();
    },
  },
  {
    task: "a pair is merged",
    most: 4,
    from: toDesk,
    go: async (page) => {
      await page.keyboard.press("Control+2");
      await page.locator('main a[href="/readers/duplicates"]').click();
      await page.getByRole("table").waitFor();
      await page.keyboard.press("Control+ArrowLeft");
      await page.keyboard.press("Control+Enter");
      await page.locator(".toast[data-tone=done]").waitFor();
    },
  },
  {
    task: "this month's report as a workbook",
    most: 5,
    from: toDesk,
    go: async (page) => {
      const saved = page.waitForEvent("download", { timeout: 60_000 });
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").waitFor();
      await page.keyboard.insertText("Excel");
      await page.locator(".palette [role=option]", { hasText: "本月" }).first().waitFor();
      await page.locator(".palette [role=option]", { hasText: "本月" }).first().click();
      expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/);
    },
  },
];

test.each(WAYS)("$task: at most $most", { timeout: 120_000 }, async ({ task, most, from, go }) => {
  const { page } = atHand.opened;
  await from(page);
  await page.evaluate(() => {
    if (window.counted !== undefined) window.counted.strokes = [];
  });
  await go(page);
  const taken = await strokes(page);
  console.info(`${task}: ${taken.length} of ${most} (${taken.join(" ")})`);
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.length).toBeLessThanOrEqual(most);
});
