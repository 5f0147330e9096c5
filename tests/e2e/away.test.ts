/**
 * What a person is told when the data folder is taken away under an open desk, and when the program itself throws or
 * does not load.
 */
import { readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Desk, OpenedPage } from "../support/launch.ts";
import { foundedAtHand } from "./desk-at-hand.ts";
import { countLive, deskIsOpen, logConfirmed } from "./desk-page.ts";
import { startFounded } from "./founded.ts";
import { journaled } from "./host-call.ts";
import { newPlace, openAnywhere, startAt } from "./place.ts";

const FOUNDING = 1;
const CANARY = "林月如";

async function openDesk(): Promise<{ desk: Desk; opened: OpenedPage; page: Page; folder: string }> {
  const place = await newPlace();
  const desk = await startFounded(place);
  onTestFinished(() => desk.kill());
  const opened = await openAnywhere(desk);
  onTestFinished(opened.close);
  await deskIsOpen(opened.page);
  return { desk, opened, page: opened.page, folder: place.folder };
}

/** What appears by itself after many seconds, by its style, does so in one. */
async function hurryStyles(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Animation.enable");
  await session.send("Animation.setPlaybackRate", { playbackRate: 20 });
}

const logOf = (folder: string): Promise<string> => readFile(join(folder, "desk.log"), "utf8");

describe("a data folder that is taken away while the window is open", () => {
  test("is named at once, what was logged stays, and all of it is on the disk once the folder is back", async () => {
    const { desk, page, folder } = await openDesk();
    await logConfirmed(page, 1);
    await rename(folder, `${folder}.away`);
    onTestFinished(() => rename(`${folder}.away`, folder).catch(() => undefined));
    await page.keyboard.press("Alt+Digit2");
    // at once: the host refuses the entry itself, nobody waits the ten seconds of a silent one
    await page.locator(".toast[data-tone=failed]", { hasText: "数据文件夹不在原处" }).waitFor({ timeout: 8_000 });
    await page
      .getByRole("contentinfo")
      .getByRole("alert")
      .filter({ hasText: `找不到数据文件夹 ${folder}` })
      .waitFor();
    // and the next act is refused with the same way on, not written and lost
    await page.keyboard.press("Alt+Digit3");
    await page.locator(".toast[data-tone=failed]", { hasText: "数据文件夹不在原处。内容留在这里" }).waitFor();
    expect(await countLive(page, "interaction")).toBe(2);
    expect(await stat(folder).catch(() => null)).toBeNull();
    // opened anew meanwhile, it says the same, and goes on by itself
    await page.reload();
    await page
      .getByRole("alert")
      .filter({ hasText: `找不到数据文件夹“${folder}”` })
      .waitFor();
    await rename(`${folder}.away`, folder);
    await deskIsOpen(page);
    await expect.poll(() => journaled(desk), { timeout: 30_000 }).toBe(FOUNDING + 2);
    await logConfirmed(page, 4);
    expect(await countLive(page, "interaction")).toBe(3);
    expect(await journaled(desk)).toBe(FOUNDING + 3);
    expect(await logOf(folder)).toMatch(/folder-away\n.*folder-back\n/s);
    // asked of another process on the same disk: nothing of it stands in memory only
    await desk.kill();
    const again = await startAt({ folder, profile: "", port: desk.port });
    onTestFinished(() => again.kill());
    expect(await journaled(again)).toBe(FOUNDING + 3);
  });
});

describe("an error that nobody has caught", () => {
  test("is one notice with its number, and a line without anybody's data", async () => {
    const { page, folder } = await openDesk();
    await page.evaluate((name) => {
      setTimeout(() => {
        throw new TypeError(`no shelf for ${name}`);
      });
      for (let n = 0; n < 50; n++) void Promise.reject(new RangeError(`${name} ${n}`));
    }, CANARY);
    const notice = page.getByRole("alert").filter({ hasText: "程序里出了 51 次错" });
    await notice.waitFor();
    expect(await page.getByRole("alert").count()).toBe(1);
    expect(await notice.textContent()).not.toContain(CANARY);
    await expect.poll(() => logOf(folder)).toMatch(/page act TypeError.*\n.*page act RangeError/s);
    expect(await logOf(folder)).not.toContain(CANARY);
    await notice.getByRole("button", { name: "诊断记录" }).click();
    const dialog = page.getByRole("dialog", { name: "诊断记录" });
    await expect.poll(() => dialog.locator("pre").textContent()).toBe(await logOf(folder));
    await page.keyboard.press("Escape");
    await notice.getByRole("button", { name: "知道了，继续" }).click();
    await logConfirmed(page, 1);
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

describe("a start whose parts do not come", () => {
  const atHand = foundedAtHand();

  test.each([
    ["the worker", "**/assets/worker-*.js", "程序的一部分停止了"],
    ["the desk", "**/assets/app-*.js", "启动时程序出了错"],
  ])("says so for %s, and opens at the next try", async (_what, part, sentence) => {
    const { page } = atHand.opened;
    await page.route(part, (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").filter({ hasText: sentence }).waitFor();
    await page.unroute(part);
    await page.getByRole("button", { name: "再试一次" }).click();
    await deskIsOpen(page);
  });

  test.each([
    ["its language", "**/assets/desk-*.js"],
    ["its first script", "**/assets/start-*.js"],
  ])("says so in every language where %s does not come", async (_what, part) => {
    const { page } = atHand.opened;
    await page.route(part, (route) => route.abort());
    onTestFinished(() => page.unroute(part));
    await hurryStyles(page);
    await page.reload();
    await page.getByText("Reader Desk did not open").waitFor();
    expect(await page.getByText("读者台没能打开").isVisible()).toBe(true);
    expect(await page.getByText("讀者台沒能開啟").isVisible()).toBe(true);
  });
});
