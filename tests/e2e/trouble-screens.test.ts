/**
 * What is said in trouble, in three languages, light and dark, on both screens: nothing cut, nothing untranslated. It
 * takes long, as each trouble has to come first, and to be over before the next.
 */
import { rename } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { countLive, deskIsOpen, logConfirmed } from "./desk-page.ts";
import { startFounded } from "./founded.ts";
import { checkFile, writeChecked } from "./import-page.ts";
import { letClockBeMoved, moveClock } from "./moved-clock.ts";
import { newPlace, openAnywhere, photographFailure } from "./place.ts";
import { bringAxe } from "./screens-page.ts";
import { type Screen, WALKED, walk } from "./screens-walk.ts";
import { openReader } from "./share-page.ts";
import { deleteDatabases } from "./taken-database.ts";

const HER = { card: "0021041", name: "王芳" };
const YEARS_MS = 73 * 365 * 24 * 60 * 60_000;

const toDesk = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+1");
  await page.locator(".scan input").waitFor();
};
const byKeyboard = async (page: Page): Promise<void> => {
  await page.keyboard.press("Escape");
  await page.locator("[role=dialog]:visible, [role=alertdialog]:visible").waitFor({ state: "detached" });
};

const troubles = (folder: string): readonly Screen[] => [
  {
    name: "an error nobody caught",
    open: async (page) => {
      await toDesk(page);
      await page.evaluate(() => void Promise.reject(new TypeError("no shelf")));
      await page.locator("[role=alert]").first().waitFor();
    },
    leave: (page) => page.locator("[role=alert]").first().getByRole("button").last().click(),
  },
  {
    name: "erasing her",
    open: async (page, words) => {
      await openReader(page, HER.card);
      await page.getByRole("button", { name: String(words["readers.more"]) }).click();
      await page.getByRole("menuitem", { name: String(words["readers.erase"]) }).click();
      await page.getByRole("dialog").waitFor();
    },
    leave: byKeyboard,
  },
  {
    name: "a clock in doubt",
    open: async (page) => {
      await toDesk(page);
      await moveClock(page, YEARS_MS);
      await page.keyboard.press("Alt+Digit1");
      await page.getByRole("alertdialog").waitFor();
    },
    leave: async (page) => {
      await page.getByRole("alertdialog").getByRole("button").last().click();
      await expect.poll(() => countLive(page, "interaction")).toBe(2);
      // a key that comes while the question still goes is nobody's
      await page.getByRole("alertdialog").waitFor({ state: "detached" });
    },
  },
  {
    name: "times of a wrong clock",
    open: async (page) => {
      await moveClock(page, 0);
      await page.keyboard.press("Alt+Digit2");
      await page.getByRole("alertdialog").getByRole("button").last().click();
      await page.getByRole("alertdialog").waitFor({ state: "detached" });
      await page.getByRole("dialog").waitFor();
    },
    leave: byKeyboard,
  },
  {
    name: "the data folder away",
    open: async (page) => {
      await toDesk(page);
      await rename(folder, `${folder}.away`);
      await page.keyboard.press("Alt+Digit3");
      await page.locator(".toast[data-tone=failed]").waitFor();
      await page.getByRole("contentinfo").getByRole("alert").waitFor();
    },
    leave: async () => undefined,
  },
  {
    name: "rebuilding the data folder",
    open: async (page, words) => {
      await page.getByRole("button", { name: String(words["frame.rebuild-open"]) }).click();
      await page.getByRole("alertdialog").waitFor();
    },
    leave: byKeyboard,
  },
  {
    name: "a start without the data folder",
    open: async (page) => {
      await page.reload();
      await page.getByRole("alert").waitFor();
      await bringAxe(page);
    },
    leave: async (page) => {
      await rename(`${folder}.away`, folder);
      await deskIsOpen(page);
      await bringAxe(page);
    },
  },
  {
    name: "the database gone",
    open: async (page) => {
      await toDesk(page);
      await deleteDatabases(page);
      await page.keyboard.press("Alt+Digit4");
      await page.getByRole("alertdialog").waitFor();
    },
    leave: async (page) => {
      await page.getByRole("alertdialog").getByRole("button").last().click();
      await page.getByRole("alertdialog").waitFor({ state: "detached", timeout: 30_000 });
    },
  },
];

test.each(WALKED)("what is said in trouble stands in %s", { timeout: 240_000 }, async (locale) => {
  const place = await newPlace();
  const desk = await startFounded(place);
  onTestFinished(() => desk.kill());
  const { page, close } = await openAnywhere(desk);
  onTestFinished(close);
  photographFailure(page);
  await letClockBeMoved(page, desk);
  await page.reload();
  await deskIsOpen(page);
  await logConfirmed(page, 1);
  await checkFile(page, {
    name: "one.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`读者证号,姓名\n${HER.card},${HER.name}\n`),
  });
  await writeChecked(page);
  expect(await walk(page, locale, troubles(place.folder))).toEqual([]);
});
