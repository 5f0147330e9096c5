/**
 * A library code that was replaced, on paper, and a backup from before: somebody who has both sets up a computer. What
 * each of three desks says, before and after their exchanges, after the alarm is acknowledged, and once a person has
 * let it in. It takes long, as three computers go one after the other through a new code; they are made once for all
 * tests.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Desk, freePort, type OpenedPage, openPage } from "../support/launch.ts";
import { countLive, deskIsOpen, logConfirmed, NAMES } from "./desk-page.ts";
import { foundIn } from "./founded.ts";
import { type Place, photographFailure, startAt } from "./place.ts";
import { type Screen, walkInTurn } from "./screens-walk.ts";
import { shareFolder, sync } from "./share-page.ts";

const desks: Desk[] = [];
let first: OpenedPage;
let second: OpenedPage;
/** Of whoever has only the sheet and a copy of the first one's backups. */
let third: OpenedPage;
let folder: string;
let oldCode: string;
let firstPlace: Place;
let thirdPlace: Place;
const folders: string[] = [];

async function freshFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "reader-desk-test-"));
  folders.push(made);
  return made;
}
const freshPlace = async (): Promise<Place> => ({
  folder: await freshFolder(),
  profile: await freshFolder(),
  port: await freePort(),
});

async function openDesk(place: Place): Promise<OpenedPage> {
  const desk = await startAt(place);
  desks.push(desk);
  const opened = await openPage(desk.address, { profile: place.profile });
  opened.page.setDefaultTimeout(30_000);
  return opened;
}

beforeAll(async () => {
  folder = await freshFolder();
  const secondPlace = await freshPlace();
  [firstPlace, thirdPlace] = [await freshPlace(), await freshPlace()];
  await foundIn(firstPlace.folder);
  first = await openDesk(firstPlace);
  second = await openDesk(secondPlace);
  oldCode = await shareFolder(first, second, folder);
});
afterAll(async () => {
  await Promise.all([first, second, third].map((opened) => opened?.close()));
  await Promise.all(desks.map((desk) => desk.stop()));
  for (const each of folders) await rm(each, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});
beforeEach(() => {
  for (const opened of [first, second, third]) if (opened !== undefined) photographFailure(opened.page);
});

async function backUp(page: Page): Promise<void> {
  await page.getByRole("contentinfo").getByRole("button", { name: /备份/ }).click();
  await page.getByRole("button", { name: "立即备份" }).click();
  await page.locator(".toast", { hasText: "已备份，核对无误" }).waitFor();
}

/** From the code sheet; answers the new one. */
async function newCode(page: Page): Promise<string> {
  await goToCentre(page);
  await page.getByRole("button", { name: "加入码打印单" }).click();
  await page.getByRole("button", { name: "新加入码…" }).click();
  await page.getByRole("alertdialog", { name: "换新的加入码" }).getByRole("button", { name: "换新码" }).click();
  await page.locator(".toast", { hasText: "同步完成" }).waitFor();
  await page.locator(".code-sheet").waitFor();
  const code = (await page.locator(".code-sheet .code-text").textContent()) ?? "";
  await page.keyboard.press("Escape");
  return code;
}

/** As whoever has only the sheet and a copy of the backups. */
async function enterByBackup({ page }: OpenedPage, code: string): Promise<void> {
  await page.getByRole("button", { name: /用备份恢复/ }).click();
  await page.getByRole("radio").and(page.locator(":checked")).waitFor();
  await page.locator("[name=code]").fill(code);
  await page.getByRole("button", { name: "恢复", exact: true }).click();
  await page.getByRole("button", { name: "进入服务台" }).click();
  await deskIsOpen(page);
}

const goToCentre = (page: Page): Promise<void> => page.getByRole("link", { name: /同步/ }).click();
const badge = (page: Page): Promise<number> => page.getByRole("link", { name: /同步/ }).locator(".badge").count();
/** By what stands in the table, also while a dialog above it hides it from whoever asks by roles. */
const waiting = (page: Page) => page.locator("tbody th", { hasText: "等待准许" });

const SCREENS: readonly Screen[] = [
  {
    name: "sync-waiting",
    open: async (page, words) => {
      await page.getByRole("link", { name: words["frame.module-sync"] ?? "" }).click();
      await page.getByRole("button", { name: words["centre.admit"] ?? "" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "sync-admit",
    open: async (page, words) => {
      await page.getByRole("button", { name: words["centre.admit"] ?? "" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
];

test("a new code is made, and a copy of a backup and the old sheet are left", async () => {
  for (const { page } of [second, first, second]) await sync(page, /同步完成|已是最新/);
  await logConfirmed(first.page, 1);
  await sync(first.page, "同步完成");
  await backUp(first.page);
  await cp(join(firstPlace.folder, "backups"), join(thirdPlace.folder, "backups"), { recursive: true });
  expect(await newCode(first.page)).not.toBe(oldCode);
  await sync(second.page, "同步完成");
  await second.page.keyboard.press("Control+1");
  await logConfirmed(second.page, 2);
  await sync(second.page, "同步完成");
  await sync(first.page, "同步完成");
});

test("whoever has both sets up a computer, which reads nothing new and says what it lacks", async () => {
  third = await openDesk(thirdPlace);
  await enterByBackup(third, oldCode);
  // the folder came with the backup
  await sync(third.page, "已同步，但不完整");
  await goToCentre(third.page);
  await third.page
    .getByRole("group", { name: /用了更新的密钥，这台电脑没有这把密钥/ })
    .first()
    .waitFor();
  expect(await countLive(third.page, "interaction")).toBe(1);
});

test("every other computer tells of it, and it waits there, also once that is acknowledged", async () => {
  for (const { page } of [first, second]) {
    await sync(page, "已同步，但不完整");
    expect(await badge(page)).toBe(1);
    await goToCentre(page);
    await page.getByRole("group", { name: /是新加入的，用的是旧加入码.*它才读得到/ }).waitFor();
    // it bears the name of the computer whose backup it was
    await page.getByRole("rowheader", { name: new RegExp(`${NAMES.desk} [0-9A-Z]{4}.*等待准许.*设立`) }).waitFor();
    await page.locator(".sync-notice.alert-danger").getByRole("button", { name: "知道了" }).click();
    // of the new code both were told before
    await page
      .getByRole("group", { name: /换了新的加入码/ })
      .getByRole("button", { name: "知道了" })
      .click();
    await expect.poll(() => badge(page)).toBe(0);
    expect(await waiting(page).count()).toBe(1);
  }
  // nor does another exchange of anybody give it anything
  for (const { page } of [first, second, third]) await sync(page, /同步完成|已是最新|不完整/);
  expect(await countLive(third.page, "interaction")).toBe(1);
});

test("the table and the question are whole in every language", async () => {
  expect(await walkInTurn(second.page, SCREENS)).toEqual([]);
});

test("once somebody at a desk has let it in, it has everything, and waits nowhere", async () => {
  await goToCentre(second.page);
  await second.page.getByRole("button", { name: "准许加入…" }).click();
  await second.page.getByRole("alertdialog").getByRole("button", { name: "准许加入" }).click();
  await expect.poll(() => waiting(second.page).count(), { timeout: 30_000 }).toBe(0);
  await sync(third.page, "同步完成");
  await expect.poll(() => countLive(third.page, "interaction")).toBe(2);
  await sync(first.page, "同步完成");
  await goToCentre(first.page);
  await expect.poll(() => waiting(first.page).count(), { timeout: 30_000 }).toBe(0);
  expect([...first.problems, ...second.problems, ...third.problems]).toEqual([]);
});
