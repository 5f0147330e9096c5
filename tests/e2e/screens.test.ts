/**
 * Every screen of the trial library in three languages, light and dark, on the usual old screen and on one
 * zoomed to 125 %: nothing for axe to find, nothing cut, nothing untranslated. Pictures go to test-results/.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { rowsOf, scanBox } from "./desk-page.ts";
import { scan } from "./keys.ts";
import { axeFaults, bringAxe, layoutFaults, type Words, wordFaults, wordsOf } from "./screens-page.ts";

let desk: Desk;
let opened: OpenedPage;
let card: string;

beforeAll(async () => {
  desk = await launchDesk({ asBuilt: true, flags: ["--demo"] });
  opened = await openPage(desk.address);
  opened.page.setDefaultTimeout(30_000);
  await scanBox(opened.page).waitFor({ timeout: 60_000 });
  await bringAxe(opened.page);
  // someone with a history: an opinion, and what the card shows beside it
  const asked = (await rowsOf(opened.page, "feedback")).find(({ reader }) => typeof reader === "string");
  card = String((await rowsOf(opened.page, "reader", { id: asked?.reader }))[0]?.card);
});
afterAll(async () => {
  await opened.close();
  await desk.stop();
});

interface Screen {
  readonly name: string;
  readonly open: (page: Page, words: Words) => Promise<void>;
}

const byPalette = async (page: Page, command: string): Promise<void> => {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").fill(command);
  await page.locator(".palette [role=option]").first().click();
};
const toReader = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+1");
  await page.keyboard.press("F3");
  // no card from before may stand in for the one that the scan opens
  await page.keyboard.press("Escape");
  await page.locator(".who").waitFor({ state: "detached" });
  await scan(page, card, { gapMs: 5 });
  await page.locator(".who h1").waitFor();
};
const tab =
  (index: number): Screen["open"] =>
  async (page) => {
    await toReader(page);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("tab").nth(index).click();
  };

const SCREENS: readonly Screen[] = [
  { name: "desk", open: async (page) => page.keyboard.press("Control+1") },
  { name: "desk-reader", open: toReader },
  { name: "readers", open: async (page) => page.keyboard.press("Control+2") },
  ...["overview", "timeline", "opinions", "record"].map((name, index): Screen => ({ name: `reader-${name}`, open: tab(index) })),
  { name: "opinions", open: async (page) => page.keyboard.press("Control+3") },
  { name: "tasks", open: async (page, words) => byPalette(page, words["tasks.title"] ?? "") },
  { name: "import", open: async (page, words) => byPalette(page, words["commands.import"] ?? "") },
  { name: "export", open: async (page, words) => byPalette(page, words["commands.export"] ?? "") },
  { name: "sync", open: async (page, words) => page.getByRole("link", { name: words["frame.module-sync"] ?? "" }).click() },
  { name: "settings", open: async (page) => page.keyboard.press("Control+,") },
  { name: "help", open: async (page) => page.keyboard.press("F1") },
  {
    name: "complaint",
    open: async (page) => {
      await toReader(page);
      await page.keyboard.press("Alt+Digit7");
      await page.getByRole("dialog").getByRole("textbox").first().waitFor();
    },
  },
  { name: "lock", open: async (page) => page.keyboard.press("Control+l") },
];

async function settle(page: Page): Promise<void> {
  await page.locator("h1:visible, h2:visible").first().waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
    // two frames, and whatever moves or is still asked of the database meanwhile
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
    await new Promise((resolve) => setTimeout(resolve, 60));
  });
}

async function inspect({ name, open }: Screen, folder: string, words: Words): Promise<readonly string[]> {
  const { page } = opened;
  await open(page, words);
  await settle(page);
  await page.screenshot({ path: `test-results/screens/${folder}/${name}.png` });
  const faults = [...(await axeFaults(page)), ...(await layoutFaults(page)), ...(await wordFaults(page, words))];
  if (name === "lock") {
    await page.keyboard.press("Enter");
    await page.locator(".lock").waitFor({ state: "detached" });
  } else await page.keyboard.press("Escape");
  return faults.map((fault) => `${name}: ${fault}`);
}

async function speak(locale: string): Promise<void> {
  const { page } = opened;
  await page.keyboard.press("Control+,");
  await page.locator("main select").first().selectOption(locale);
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(locale);
}

const WIDE = { width: 1366, height: 768 };
/** 1366 × 768 at 125 %. */
const ZOOMED = { width: 1093, height: 614 };
const VIEWS = [
  ...["zh-CN", "zh-TW", "en"].flatMap((locale) => (["light", "dark"] as const).map((colorScheme) => ({ locale, colorScheme, viewport: WIDE, size: "1366" }))),
  ...["zh-CN", "en"].map((locale) => ({ locale, colorScheme: "light" as const, viewport: ZOOMED, size: "1093" })),
];

describe("every screen is whole, readable and translated", () => {
  test.each(VIEWS)("in $locale, $colorScheme, $size wide", async ({ locale, colorScheme, viewport, size }) => {
    const { page } = opened;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await speak(locale);
    const words = await wordsOf(locale);
    const faults: string[] = [];
    for (const screen of SCREENS) faults.push(...(await inspect(screen, `${locale}-${colorScheme}-${size}`, words)));
    expect(faults).toEqual([]);
  });
});
