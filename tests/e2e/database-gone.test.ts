/**
 * The database is taken away under an open window, in each way that a browser, a person or another tab can do it:
 * nothing is called logged that the journal does not hold, and one button brings back all that was. It takes long, as
 * what is lost is noticed and filled again.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { journalOnDisk } from "../support/journal-on-disk.ts";
import { proofDraw } from "../support/proof-scale.ts";
import { comeBack, deskIsOpen, liveRows, logConfirmed } from "./desk-page.ts";
import { startFounded } from "./founded.ts";
import { newPlace, openAnywhere, openAt, type Place } from "./place.ts";
import { clearSiteData, deleteDatabases, emptyDatabases } from "./taken-database.ts";
import { type Told, watchTold } from "./told.ts";

/** Purposes of what was called logged, and of what the journal holds. */
const loggedBy = (told: readonly Told[]): number =>
  told.filter(({ tone, text }) => tone === "done" && text.includes("已记录")).length;
const interactionsIn = async ({ folder }: Place): Promise<readonly string[]> =>
  (await journalOnDisk(folder))
    .filter(({ command }) => command === "interaction.log")
    .flatMap(({ ops }) => ops.map(({ id }) => id));

describe("the database of an open window", () => {
  test.each(
    proofDraw([
      ["deleted by another tab", deleteDatabases],
      ["emptied by another tab", emptyDatabases],
      ["cleared by the browser", clearSiteData],
    ] as const),
  )(
    "that is %s confirms nothing that is not in the journal, and comes back by one button with what is typed",
    async (_, takeAway) => {
      const place = await newPlace();
      const desk = await startFounded(place);
      onTestFinished(() => desk.kill());
      const { page, close } = await openAnywhere(desk);
      onTestFinished(close);
      const told = await watchTold(page);
      await deskIsOpen(page);
      for (const digit of [1, 2, 3]) await logConfirmed(page, digit);
      await page.keyboard.press("F4");
      const note = page.getByRole("textbox", { name: "补一句" });
      await note.fill("孙女的书包忘在借书处");
      await takeAway(page);
      for (const digit of [4, 5, 6]) await page.keyboard.press(`Alt+Digit${digit}`);
      const gone = page.getByRole("alertdialog", { name: "浏览器里的资料被清空了" });
      await gone.waitFor();
      const said = loggedBy(told);
      expect(await interactionsIn(place)).toHaveLength(said);
      await page.keyboard.press("Escape");
      expect(await gone.isVisible()).toBe(true);
      await gone.getByRole("button", { name: "从日志恢复" }).click();
      await gone.waitFor({ state: "hidden" });
      await page.getByText("资料已从日志恢复").first().waitFor();
      expect((await liveRows(page, "interaction")).map(({ id }) => id).sort()).toEqual(
        [...(await interactionsIn(place))].sort(),
      );
      expect(await note.inputValue()).toBe("孙女的书包忘在借书处");
      await note.press("Enter");
      await page.locator(".toast[data-tone=done]", { hasText: "孙女的书包忘在借书处" }).waitFor();
      await logConfirmed(page, 2);
      const journal = await journalOnDisk(place.folder);
      expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_entry, index) => index + 1));
      expect(await interactionsIn(place)).toHaveLength(loggedBy(told));
      expect(JSON.stringify(journal)).toContain("孙女的书包忘在借书处");
      await page.reload();
      await comeBack(page);
      expect((await liveRows(page, "interaction")).map(({ id }) => id).sort()).toEqual(
        [...(await interactionsIn(place))].sort(),
      );
    },
  );

  test("whose folder is removed from the profile loses nothing that was confirmed, whether the window notices or not", async () => {
    const place = await newPlace();
    const desk = await startFounded(place);
    onTestFinished(() => desk.kill());
    const first = await openAt(desk, place);
    const told = await watchTold(first.page);
    await deskIsOpen(first.page);
    for (const digit of [1, 2, 3]) await logConfirmed(first.page, digit);
    await rm(join(place.profile, "Default", "IndexedDB"), { recursive: true, force: true });
    for (let n = 0; n < 20; n++) await first.page.keyboard.press(`Alt+Digit${1 + (n % 6)}`, { delay: 100 });
    await expect.poll(() => first.page.locator(".toast[data-tone=saving]").count()).toBe(0);
    const said = loggedBy(told);
    expect((await interactionsIn(place)).length).toBeGreaterThanOrEqual(said);
    await first.close();
    const second = await openAt(desk, place);
    onTestFinished(second.close);
    await comeBack(second.page);
    expect((await liveRows(second.page, "interaction")).map(({ id }) => id).sort()).toEqual(
      [...(await interactionsIn(place))].sort(),
    );
  });
});
