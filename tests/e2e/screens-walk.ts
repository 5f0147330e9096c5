/**
 * A walk through screens: each is opened once in a language, then looked at light and dark on the usual old screen
 * (1366 × 768), light on the same one zoomed to 125 %, and in a window of a half and a fourth of its width, as at 200 and
 * 400 %, and gone through by the keyboard alone. A proof walks in every language, with the keyboard in the first. `npm test`
 * walks in zh-CN, the same way each time: of every fourth screen axe is asked about the structure, of every second about
 * the colours, light and dark in turn; every fourth is looked at in each narrow window, every sixteenth goes by the
 * keyboard; all are zoomed. Pictures of what is wrong, or of all where they are asked for, go to test-results/screens.
 */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { proofScale } from "../support/proof-scale.ts";
import { keyboardFaults } from "./keyboard-walk.ts";
import {
  axeFaults,
  bringAxe,
  focusFaults,
  layoutFaults,
  narrowFaults,
  type Words,
  wordFaults,
  wordsOf,
} from "./screens-page.ts";

export const LOCALES = ["zh-CN", "zh-TW", "en"] as const;
/** In which of them a screen is looked at in this run. */
export const WALKED: readonly (typeof LOCALES)[number][] = proofScale(["zh-CN"], [...LOCALES]);

export interface Screen {
  readonly name: string;
  readonly open: (page: Page, words: Words) => Promise<unknown>;
  /** Back to where the next one may be opened; without it, Escape. */
  readonly leave?: (page: Page) => Promise<unknown>;
  /** The one before it, further down: the keys have been through it, and axe has in `npm test`. */
  readonly isScrolled?: true;
}

const WIDE = { width: 1366, height: 768 };
/** 1366 × 768 at 125 %. */
const ZOOMED = { width: 1093, height: 614 };
/** The first at the app's own 200 %, and half of that. */
const NARROW = [[{ width: 683, height: 384 }], [], [{ width: 341, height: 720 }], []] as const;
/** Axe is asked once of each: of colours light and dark, of all else on the smaller screen, where less has room. */
const COLOURS = [
  [],
  [{ look: "light-1366", colorScheme: "light", size: WIDE, rules: "colours" }],
  [],
  [{ look: "dark-1366", colorScheme: "dark", size: WIDE, rules: "colours" }],
] as const;
const STRUCTURE = { look: "light-1093", colorScheme: "light", size: ZOOMED, rules: "structure" } as const;
/** Of so many screens one goes by the keyboard alone. */
const BY_KEYS_EACH = proofScale(16, 1);
/** Whether axe is asked about what stands in this place, and there about its structure. */
const isAxeAsked = (isScrolled: boolean): boolean => proofScale(!isScrolled, true);
const isStructureAsked = (place: number): boolean => proofScale(place % 4 === 0, true);
/** Of what a screen is given in turn, by its place, a proof gives it all. */
const inTurn = <Given>(turns: readonly (readonly Given[])[], place: number): readonly Given[] =>
  proofScale(turns[place % turns.length] ?? [], turns.flat());
/** Asks for pictures of everything, which say nothing to a test, for a person who looks them over. */
const allPictures = process.env.READER_DESK_PICTURES === "1";
/**
 * In all others only what a language can change is asked; in the dark that is nothing, so there it is a picture only.
 */
const ASKED_IN_FULL = WALKED[0];

/**
 * @returns everything wrong with the screens in this language, a line each; the page is as before, but for its language
 */
export async function walk(page: Page, locale: string, screens: readonly Screen[]): Promise<readonly string[]> {
  await bringAxe(page);
  await speak(page, locale);
  const words = await wordsOf(locale);
  const faults: string[] = [];
  for (const [place, { name, open, leave, isScrolled = false }] of screens.entries()) {
    await open(page, words);
    const looks = [...inTurn<(typeof COLOURS)[number][number]>(COLOURS, place), STRUCTURE];
    for (const { look, colorScheme, size, rules } of looks) {
      const isAskedInFull = locale === ASKED_IN_FULL;
      const isPictureOnly = !isAskedInFull && colorScheme === "dark";
      const picture = () => page.screenshot({ path: pictureOf(locale, look, name) });
      if (isPictureOnly && !allPictures) continue;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await settle(page, look === looks[0]?.look);
      if (allPictures) await picture();
      if (isPictureOnly) continue;
      const asked = isAskedInFull ? rules : "words";
      const isAsked = isAxeAsked(isScrolled) && (rules === "structure" ? isStructureAsked(place) : isAskedInFull);
      const axe = isAsked ? await axeFaults(page, asked) : [];
      const found = [...axe, ...(await layoutFaults(page)), ...(await wordFaults(page, words))];
      if (found.length > 0) await picture();
      faults.push(...found.map((fault) => `${name}, ${look}: ${fault}`));
    }
    for (const size of inTurn<(typeof NARROW)[number][number]>(NARROW, place)) {
      await page.setViewportSize(size);
      await settle(page, false);
      const found = await narrowFaults(page);
      if (found.length > 0 || allPictures) await page.screenshot({ path: pictureOf(locale, `${size.width}`, name) });
      faults.push(...found.map((fault) => `${name}, ${size.width} × ${size.height}: ${fault}`));
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(WIDE);
    faults.push(...(await focusFaults(page)).map((fault) => `${name}: ${fault}`));
    if (!isScrolled && locale === ASKED_IN_FULL && place % BY_KEYS_EACH === 0) {
      // the narrow windows may have left it out of sight
      await page.evaluate(() => document.activeElement?.scrollIntoView({ block: "nearest" }));
      faults.push(...(await keyboardFaults(page)).map((fault) => `${name}, by keys: ${fault}`));
    }
    await (leave?.(page) ?? page.keyboard.press("Escape"));
  }
  return faults;
}

/** In each language that is walked. @returns as `walk`; the page is as before */
export async function walkInTurn(page: Page, screens: readonly Screen[]): Promise<readonly string[]> {
  const own = await page.evaluate(() => document.documentElement.lang);
  const faults: string[] = [];
  for (const locale of WALKED) faults.push(...(await walk(page, locale, screens)));
  await speak(page, own);
  return faults;
}

const pictureOf = (locale: string, look: string, name: string): string =>
  `test-results/screens/${locale}-${look}/${name}.png`;

/** By the settings, as a person does. */
export async function speak(page: Page, locale: string): Promise<void> {
  await page.keyboard.press("Control+,");
  await page.locator("main select").first().selectOption(locale);
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(locale);
}

/** @param isNew the screen has just been opened: the database may still be asked */
async function settle(page: Page, isNew: boolean): Promise<void> {
  await page.locator("h1:visible, h2:visible").first().waitFor();
  await page.evaluate(
    async (pauseMs) => {
      await document.fonts.ready;
      // two frames, and whatever moves meanwhile
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    },
    isNew ? 60 : 0,
  );
}
