/**
 * A library from its first screen to its second colleague, in each language: founded by hand, the library system's list
 * taken over, Today, the desk, hand-over and lock, and whoever comes next. `npm test` draws one language. It takes long,
 * as a new list has to stand still for ten seconds before the desk takes it.
 */
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { openPage } from "../support/launch.ts";
import { folderOfFile } from "../support/temporary-folder.ts";
import { liveRows, NAMES, scanBox } from "./desk-page.ts";
import { launchNew } from "./founded.ts";
import { scan } from "./keys.ts";
import { photographFailure } from "./place.ts";
import { wordsOf } from "./screens-page.ts";
import { WALKED } from "./screens-walk.ts";

const READERS = ["证号,姓名,手机", "200000000001,张素琴,13800000001", "200000000002,李雷,13800000002"].join("\r\n");
const NEXT = "林志远";
/** A file has to stand still for ten seconds, on a busy machine. */
const TAKEN = { timeout: 90_000 };

async function byPalette(page: Page, command: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").fill(command);
  await page.locator(".palette [role=option]").first().click();
}

test.each(WALKED)("from founding to the next colleague in %s", { timeout: 400_000 }, async (locale) => {
  const words = await wordsOf(locale);
  const word = (id: string): string => {
    const found = words[id];
    if (found === undefined) throw new Error(`no word ${id}`);
    return found;
  };
  /** The words before the first placeholder. */
  const begins = (id: string): RegExp =>
    new RegExp(`^${(word(id).split("{")[0] ?? "").trim().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`);
  const desk = await launchNew();
  onTestFinished(async () => void (await desk.stop()));
  const { page, problems, close } = await openPage(desk.address, { locale });
  onTestFinished(close);
  page.setDefaultTimeout(30_000);
  photographFailure(page);

  // founded by hand
  await page.getByRole("button", { name: word("first-run.new") }).click();
  for (const [field, value] of Object.entries(NAMES)) await page.locator(`[name=${field}]`).fill(value);
  await page.getByRole("button", { name: word("first-run.found"), exact: true }).click();
  await page.getByRole("button", { name: word("first-run.open-desk") }).click();
  await scanBox(page).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);

  // the list of the library system
  const folder = join(await folderOfFile(), `lists-${locale}`);
  await mkdir(folder);
  await writeFile(join(folder, "readers.csv"), READERS);
  await utimes(join(folder, "readers.csv"), 1_700_000_000, 1_700_000_000);
  await byPalette(page, word("commands.refresh"));
  await page.locator("main table tbody tr").first().getByRole("button").first().click();
  await page.getByRole("textbox", { name: word("lists.place-path") }).fill(folder);
  await page.keyboard.press("Enter");
  await page.getByRole("cell", { name: folder }).waitFor();
  await page.getByRole("button", { name: word("lists.look") }).click();
  await page.getByRole("button", { name: word("lists.open-columns") }).click(TAKEN);
  for (const id of ["import.next", "import.next", "import.check-now"])
    await page
      .getByRole("button", { name: begins(id) })
      .last()
      .click();
  await page.getByRole("button", { name: begins("import.write-n") }).click();
  await expect.poll(async () => (await liveRows(page, "reader")).length, { timeout: 60_000 }).toBe(2);

  // a colleague more
  await page.keyboard.press("Control+,");
  const colleagues = page.locator("section[aria-labelledby=settings-colleagues]");
  await colleagues
    .getByRole("textbox", { name: word("settings.colleague-name") })
    .last()
    .fill(NEXT);
  await colleagues.getByRole("button", { name: word("settings.colleague-add") }).click();
  await expect.poll(async () => (await liveRows(page, "staff")).length).toBe(2);

  // Today, and the desk: an enquiry with a promise for today
  await page.keyboard.press("Control+1");
  await page.getByRole("heading", { name: word("today.title"), exact: true }).waitFor();
  await scan(page, "200000000001", { gapMs: 10 });
  await page.getByRole("heading", { level: 1, name: "张素琴" }).waitFor();
  await page.keyboard.press("Alt+Digit2");
  await page.locator(".toast[data-tone=done]").waitFor();
  await page.keyboard.press("F4");
  await page.keyboard.insertText(locale === "en" ? "Call back >today" : "回电 >今天");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await liveRows(page, "task")).length).toBe(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.locator("[data-row]").first().waitFor();

  // handed over, locked, and taken by the next
  await byPalette(page, word("handover.do"));
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox").first().fill("note for you");
  await sheet.getByRole("button", { name: word("handover.save") }).click();
  const who = page.getByRole("combobox", { name: word("staff.name-or-initials") });
  await who.fill(NEXT);
  await page.getByRole("option", { name: NEXT }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator("dialog.lock").waitFor({ state: "detached" });
  await page
    .getByRole("dialog", { name: word("handover.left") })
    .getByText("note for you")
    .waitFor();
  // faster than anybody reads, the first is taken for one that was meant for the lock
  const take = async (): Promise<number> => {
    await page.keyboard.press("Enter");
    return page.getByRole("dialog").count();
  };
  await expect.poll(take, { interval: 600, timeout: 20_000 }).toBe(0);
  const [line] = await liveRows(page, "handover");
  expect(line).toMatchObject({ takenBy: expect.any(String) });
  // it is her Today now: what the colleague before her has promised is not hers
  await page.locator(".status").getByText(NEXT).waitFor();
  await page.keyboard.press("Control+1");
  await page.getByRole("heading", { name: word("today.title"), exact: true }).waitFor();
  expect(await page.locator("[data-row]").count()).toBe(0);
  expect(problems).toEqual([]);
});
