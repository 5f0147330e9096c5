/**
 * From a number to a reader and back: who comes less, a task for the responsible, the contact, the task done; in three
 * languages.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { DeskAtHand } from "../desk-at-hand.ts";
import { liveRows } from "../desk-page.ts";
import { scan } from "../keys.ts";
import { type Words, wordsOf } from "../screens-page.ts";
import { LOCALES, speak, WALKED } from "../screens-walk.ts";

/** Of the trial library: came most days, and has not come for two weeks. */
const SHOWN = "张素琴";

const say = (words: Words, id: string): string => {
  const text = words[id];
  if (text === undefined) throw new Error(`no words for ${id}`);
  return text;
};
async function toNotSeen(page: Page, words: Words): Promise<void> {
  await page.keyboard.press("Control+4");
  await page.getByRole("button", { name: say(words, "statistics.work-why") }).click();
  await page.getByRole("grid", { name: say(words, "life.state-not-seen") }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
}

export function comingLess(atHand: DeskAtHand): void {
  test.each(WALKED.map((locale, index) => [locale, index] as const))(
    "in %s, somebody who comes less is found, spoken to, and done with",
    { timeout: 120_000 },
    async (locale, index) => {
      const { page } = atHand.opened;
      await speak(page, locale);
      const words = await wordsOf(locale);
      await toNotSeen(page, words);
      for (let down = 0; down < index; down++) await page.keyboard.press("ArrowDown");
      const row = page.locator(".grid-row[data-active]");
      const named = row.getByRole("gridcell").first();
      await expect.poll(() => named.textContent()).not.toBe("…");
      const name = (await named.textContent()) ?? "";
      // the columns of the figure, and her reason, come behind her name
      let why = "";
      await expect
        .poll(async () => {
          const heads = await page.getByRole("columnheader").allTextContents();
          const place = heads.indexOf(say(words, "readers.figure-why"));
          why = place === -1 ? "" : ((await row.getByRole("gridcell").nth(place).textContent()) ?? "");
          return why;
        })
        .not.toBe("");

      await page.keyboard.press("t");
      const form = page.getByRole("dialog");
      await form.getByRole("textbox").first().fill(`call ${locale}`);
      await page.keyboard.press("Control+Enter");
      await form.waitFor({ state: "detached" });
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
      // an Enter in the same breath would be taken for one more of the sheet's
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");

      await page.getByRole("heading", { level: 1, name }).waitFor();
      await page.getByRole("tab", { name: say(words, "readers.tab-overview") }).click();
      const place = page.getByRole("region", { name: say(words, "life.title") });
      expect(await place.textContent()).toContain(why);
      await page.getByText(`call ${locale}`).first().waitFor();

      // others may have the same name
      const [written] = (await liveRows(page, "task")).filter(({ text }) => text === `call ${locale}`);
      const [reader] = await liveRows(page, "reader", {
        id: (written?.about as { readonly id?: string } | undefined)?.id,
      });
      const before = (await liveRows(page, "interaction", { reader: reader?.id })).length;
      await page.keyboard.press("Control+1");
      await page.keyboard.press("F3");
      await scan(page, String(reader?.card), { gapMs: 10 });
      await page.getByRole("heading", { level: 1, name }).waitFor();
      // at the desk the same reason in a line that the reader may see: its last number is one of the cause's
      const lines = page.getByRole("region", { name: say(words, "rules.lines") }).getByRole("listitem");
      // the first of them comes from the worker, after the others
      await expect
        .poll(async () =>
          why.match(/\d+/g)?.includes((await lines.first().textContent())?.match(/\d+/g)?.at(-1) ?? "none"),
        )
        .toBe(true);
      await page.keyboard.press("Alt+Digit1");
      await expect
        .poll(async () => (await liveRows(page, "interaction", { reader: reader?.id })).length)
        .toBe(before + 1);

      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").fill(say(words, "tasks.title"));
      await page.locator(".palette [role=option]").first().click();
      const task = page.locator(".grid-row", { hasText: `call ${locale}` });
      await task.getByRole("checkbox").click();
      // it stays under the cursor, ticked, until the person moves
      await task.getByRole("checkbox", { checked: true }).waitFor();
      await page.keyboard.press("ArrowUp");
      await task.waitFor({ state: "detached" });

      // a word at the desk is a use of today, and the page says what it changed
      await page.keyboard.press("Control+1");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("tab", { name: say(words, "readers.tab-overview") }).click();
      await place.waitFor();
      expect(await place.textContent()).toMatch(
        new RegExp(
          ["life.state-not-seen", "life.state-active", "life.state-returned"].map((id) => say(words, id)).join("|"),
        ),
      );
    },
  );

  test("the page of the readers leads from a probability to who has it, and back", { timeout: 120_000 }, async () => {
    const { page } = atHand.opened;
    await speak(page, "zh-CN");
    const words = await wordsOf("zh-CN");
    await page.keyboard.press("Control+4");
    await page
      .getByRole("navigation", { name: say(words, "statistics.pages") })
      .getByRole("link")
      .nth(1)
      .click();
    const band = say(words, "figures.band-likely");
    const tile = page.getByRole("region", { name: say(words, "figures.expected") });
    const number = tile.getByRole("button", { name: new RegExp(`^${band}`) });
    // fitted in the worker over the demo library's own visits, and borne out by its own last year
    await number.waitFor();
    const count = Number((await number.textContent())?.replace(/\D/g, ""));
    expect(count).toBeGreaterThan(0);
    await number.click();
    const grid = page.getByRole("grid");
    await grid.waitFor();
    // the row of the headings is one too
    await expect.poll(() => grid.getAttribute("aria-rowcount")).toBe(String(count + 1));
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
    await page.keyboard.press("Escape");
    await number.waitFor();
  });

  test("the rules name the core reader who stays away, make one task of it, and every language has its words", {
    timeout: 120_000,
  }, async () => {
    const { page } = atHand.opened;
    await speak(page, "zh-CN");
    const settings = await wordsOf("zh-CN");
    await page.keyboard.press("Control+,");
    await page.getByRole("button", { name: say(settings, "rules.go") }).click();
    const named = page.getByRole("region", { name: say(settings, "rules.name-core-not-seen") });
    const id = (await named.getByRole("link", { name: SHOWN }).first().getAttribute("href"))?.split("/").at(-1) ?? "";
    const made = async () =>
      (await liveRows(page, "task")).filter(
        ({ origin }) => (origin as { readonly by?: string } | undefined)?.by === "rule",
      );
    const count = (await made()).length;
    const [reader] = await liveRows(page, "reader", { id });
    expect(
      (await made()).filter(
        ({ about, origin }) =>
          (about as { readonly id?: string }).id === id && (origin as { readonly id?: string }).id === "core-not-seen",
      ),
    ).toHaveLength(1);
    await page.getByRole("button", { name: say(settings, "rules.go") }).click();
    await page.getByText(say(settings, "rules.held-made")).first().waitFor({ state: "attached" });
    expect((await made()).length).toBe(count);

    // the language of the desk last, as it was
    for (const locale of LOCALES.toReversed()) {
      await speak(page, locale);
      const words = await wordsOf(locale);
      await page.keyboard.press("Control+1");
      await page.keyboard.press("F3");
      await scan(page, String(reader?.card), { gapMs: 10 });
      await page.getByRole("heading", { level: 1, name: SHOWN }).waitFor();
      await page.getByRole("article").getByText(say(words, "words.rule-task.core-not-seen")).waitFor();
    }
  });
}
