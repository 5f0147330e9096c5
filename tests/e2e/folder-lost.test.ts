/**
 * A data folder that is deleted for good under an open window is made anew from this window, and counts once the disk
 * holds all of it. It takes long, as each test loses the data folder of its desk, so that none is left for the next.
 */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { journalOnDisk } from "../support/journal-on-disk.ts";
import { type Desk, freePort, startProcess } from "../support/launch.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { comeBack, deskIsOpen, foundLibrary, liveRows, logConfirmed } from "./desk-page.ts";
import { startFounded } from "./founded.ts";
import { ownWindow, startWithWindow } from "./own-window.ts";
import { newPlace, openAnywhere, openAt, type Place, startAt } from "./place.ts";
import { shareFolder, sync } from "./share-page.ts";

const loggedIn = (entries: readonly Entry[]): readonly string[] =>
  entries
    .filter(({ command }) => command === "interaction.log")
    .flatMap(({ ops }) => ops.map(({ id }) => id))
    .toSorted();
const shown = async (page: Page): Promise<readonly string[]> =>
  (await liveRows(page, "interaction")).map(({ id }) => String(id)).toSorted();

async function openDesk(): Promise<{ place: Place; desk: Desk; page: Page; close: () => Promise<void> }> {
  const place = await newPlace();
  const desk = await startFounded(place);
  onTestFinished(() => desk.kill());
  const { page, close } = await openAt(desk, place);
  onTestFinished(close);
  await deskIsOpen(page);
  for (const digit of [1, 2, 3]) await logConfirmed(page, digit);
  return { place, desk, page, close };
}

/** Deletes the folder, and logs once more. */
async function lose({ page, place }: { page: Page; place: Place }): Promise<void> {
  await rm(place.folder, { recursive: true });
  await page.keyboard.press("Alt+Digit4");
  await page
    .getByRole("contentinfo")
    .getByRole("alert")
    .filter({ hasText: `找不到数据文件夹 ${place.folder}` })
    .waitFor();
}

async function ask(page: Page): Promise<void> {
  await page.getByRole("button", { name: "在这里重建文件夹…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "在这里重建" }).click();
}

describe("a data folder that is deleted while the window is open", () => {
  test("is rebuilt by one button with all that was logged before and after, and everything is there at the next start", async () => {
    const opened = await openDesk();
    const { place, desk, page, close } = opened;
    await lose(opened);
    await page.getByRole("button", { name: "在这里重建文件夹…" }).click();
    const dialog = page.getByRole("alertdialog", { name: "用这个窗口重建数据文件夹？" });
    await dialog.getByText("旧文件夹里的备份").waitFor();
    expect(await readdir(place.folder).catch(() => null)).toBeNull();
    await dialog.getByRole("button", { name: "在这里重建" }).click();
    const done = page.getByRole("contentinfo").getByRole("button", { name: /数据文件夹已重建/ });
    await done.waitFor();
    const journal = await journalOnDisk(place.folder);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
    expect(await done.textContent()).toContain(`${journal.length} 条`);
    expect(loggedIn(journal)).toHaveLength(4);
    expect(loggedIn(journal)).toEqual(await shown(page));
    expect(await readdir(place.folder)).not.toContain("rebuilding.json");
    await page.getByRole("contentinfo").getByRole("alert").waitFor({ state: "hidden" });
    await logConfirmed(page, 5);
    const last = await shown(page);
    expect(loggedIn(await journalOnDisk(place.folder))).toEqual(last);
    // a second start knows the first by the folder that was made anew, too
    const found = startProcess(["--browser", "--no-open", "--data", place.folder]);
    expect(await found.ended, found.output()).toBe(0);
    await close();
    await desk.stop();
    const again = await startAt(place);
    onTestFinished(() => again.kill());
    const second = await openAt(again, place);
    onTestFinished(second.close);
    await comeBack(second.page);
    expect(await shown(second.page)).toEqual(last);
    await logConfirmed(second.page, 6);
    expect(loggedIn(await journalOnDisk(place.folder))).toHaveLength(6);
    // nothing of it stands in the browser only: another one gets all of it from the disk
    await second.close();
    const other = await openAnywhere(again);
    onTestFinished(other.close);
    await comeBack(other.page);
    expect(await shown(other.page)).toHaveLength(6);
  });

  test("is not written over where another folder stands, and goes on once that has another name", async () => {
    const opened = await openDesk();
    const { place, page } = opened;
    await lose(opened);
    await mkdir(place.folder);
    await ask(page);
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("alert").filter({ hasText: "已有一个文件夹" }).waitFor();
    expect(await readdir(place.folder)).toEqual([]);
    await rm(place.folder, { recursive: true });
    await dialog.getByRole("button", { name: "在这里重建" }).click();
    await page
      .getByRole("contentinfo")
      .getByRole("button", { name: /数据文件夹已重建/ })
      .waitFor();
    expect(loggedIn(await journalOnDisk(place.folder))).toEqual(await shown(page));
  });

  test("is rebuilt from the start screen too, where the page was opened again meanwhile", async () => {
    const opened = await openDesk();
    const { place, page } = opened;
    await lose(opened);
    const all = await shown(page);
    await page.reload();
    await page
      .getByRole("alert")
      .filter({ hasText: `找不到数据文件夹“${place.folder}”` })
      .waitFor();
    await ask(page);
    await comeBack(page);
    await logConfirmed(page, 5);
    expect(await shown(page)).toHaveLength(all.length + 1);
    expect(loggedIn(await journalOnDisk(place.folder))).toEqual(await shown(page));
    expect(await readdir(place.folder)).not.toContain("rebuilding.json");
  });

  test("with the profile of the desk's own window in it is rebuilt around what the browser makes anew there", async () => {
    const folder = join(await temporaryFolder(), "desk");
    const desk = await startWithWindow({ folder, port: await freePort() });
    const { page } = await ownWindow(desk);
    await foundLibrary(page);
    await logConfirmed(page, 1);
    await rm(folder, { recursive: true, maxRetries: 5 });
    await page.keyboard.press("Alt+Digit2");
    await expect
      .poll(() => readdir(folder).catch((): string[] => []), { timeout: 30_000 })
      .toEqual(["browser-profile"]);
    await ask(page);
    await expect.poll(() => journalOnDisk(folder).then(loggedIn, () => []), { timeout: 30_000 }).toHaveLength(2);
    await expect.poll(() => readdir(folder)).not.toContain("rebuilding.json");
  });

  test("of a desk that shares goes on under its own stream, and gets what colleagues wrote from the share", async () => {
    const share = await temporaryFolder();
    const [own, colleague] = [await newPlace(), await newPlace()];
    const [desk, theirs] = [await startFounded(own), await startAt(colleague)];
    onTestFinished(() => desk.kill());
    onTestFinished(() => theirs.kill());
    const [first, second] = [await openAnywhere(desk), await openAnywhere(theirs)];
    onTestFinished(first.close);
    onTestFinished(second.close);
    await shareFolder(first, second, share);
    await logConfirmed(second.page, 2);
    await sync(second.page, "同步完成");
    await logConfirmed(first.page, 1);
    await sync(first.page, "同步完成");
    const streams = await readdir(join(share, "streams"));
    await lose({ page: first.page, place: own });
    await ask(first.page);
    // said of the log that was not safe; it must not come between the exchange and its word
    await first.page.locator(".toast", { hasText: "刚才未能保存的，现在已保存" }).waitFor();
    await first.page
      .getByRole("contentinfo")
      .getByRole("button", { name: /数据文件夹已重建/ })
      .waitFor();
    await sync(first.page, "同步完成");
    await sync(second.page, "同步完成");
    expect(await shown(second.page)).toHaveLength(3);
    expect(await readdir(join(share, "streams"))).toEqual(streams);
    await first.close();
    const other = await openAnywhere(desk);
    onTestFinished(other.close);
    await comeBack(other.page);
    expect(await shown(other.page)).toEqual(await shown(second.page));
  });

  test("and whose host is killed before the journal is filled is filled at the next start, or named by a browser that lacks the rest", async () => {
    const opened = await openDesk();
    const { place, desk, page, close } = opened;
    await lose(opened);
    const all = await shown(page);
    expect(all).toHaveLength(4);
    // the host makes the folder, and hears no entry
    await page.evaluate(() => {
      const { send } = WebSocket.prototype;
      WebSocket.prototype.send = function (data) {
        if (String(data).includes('"journal.append"')) throw new Error("the connection is gone");
        send.call(this, data);
      };
    });
    await ask(page);
    await page.getByRole("alertdialog").getByRole("alert").filter({ hasText: "没有重建成功" }).waitFor();
    await desk.kill();
    await close();
    expect(await readdir(place.folder)).toContain("rebuilding.json");
    expect(loggedIn(await journalOnDisk(place.folder))).toEqual([]);
    const again = await startAt(place);
    onTestFinished(() => again.kill());
    const other = await openAnywhere(again);
    await other.page.getByRole("alert").filter({ hasText: "重建到一半中断了" }).waitFor();
    await other.close();
    const second = await openAt(again, place);
    onTestFinished(second.close);
    await comeBack(second.page);
    expect(await shown(second.page)).toEqual(all);
    expect(loggedIn(await journalOnDisk(place.folder))).toEqual(all);
    expect(await readdir(place.folder)).not.toContain("rebuilding.json");
  });
});
