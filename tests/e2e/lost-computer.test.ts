/**
 * The sheet for a lost or stolen computer, pressed through in three windows: the second desk is removed at the first,
 * stops and is told so, a third desk is let in by the new code alone, and the lost one comes back by it. It takes
 * long, as three computers go one after the other through a removal; they are made once for all tests.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Desk, type OpenedPage, openPage } from "../support/launch.ts";
import { deskIsOpen, joinLibrary, liveRows, logConfirmed, NAMES } from "./desk-page.ts";
import { launchFounded, launchNew } from "./founded.ts";
import { paperText } from "./paper.ts";
import { photographFailure } from "./place.ts";
import type { Words } from "./screens-page.ts";
import { type Screen, walkInTurn } from "./screens-walk.ts";
import { shareFolder, sync } from "./share-page.ts";

let desks: readonly Desk[];
let first: OpenedPage;
let lost: OpenedPage;
let third: OpenedPage;
let folder: string;

beforeAll(async () => {
  desks = await Promise.all([launchFounded(), launchNew(), launchNew()]);
  const [one, two, three] = await Promise.all(desks.map(({ address }) => openPage(address)));
  if (one === undefined || two === undefined || three === undefined) throw new Error("three desks");
  [first, lost, third] = [one, two, three];
  for (const { page } of [first, lost, third]) page.setDefaultTimeout(30_000);
  folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  await shareFolder(first, lost, folder);
});
afterAll(async () => {
  await Promise.all([first, lost, third].map((opened) => opened.close()));
  await Promise.all(desks.map((desk) => desk.stop()));
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  for (const { page } of [first, lost, third]) photographFailure(page);
});

const goToCentre = (page: Page): Promise<void> => page.getByRole("link", { name: /同步/ }).click();
const shownCode = async (page: Page): Promise<string> =>
  (await page.locator(".code-sheet .code-text").textContent()) ?? "";
const services = async (page: Page): Promise<number> => (await liveRows(page, "interaction")).length;

let oldCode = "";
let newCode = "";

test("the lost computer is removed at another one by its name, and the sheet with a new code appears", async () => {
  const { page } = first;
  await logConfirmed(lost.page, 1);
  for (const desk of [lost, first]) await sync(desk.page, /同步完成|已是最新/);
  await goToCentre(page);
  await page.getByRole("button", { name: "加入码打印单" }).click();
  await page.locator(".code-sheet").waitFor();
  oldCode = await shownCode(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "儿童馆-2：更多" }).click();
  await page.getByRole("menuitem", { name: "移出这台电脑…" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("儿童馆-2");
  await page.getByRole("dialog").getByRole("button", { name: "移出" }).click();
  await page.locator(".code-sheet").waitFor();
  newCode = await shownCode(page);
  expect(newCode).not.toBe(oldCode);
  await page.keyboard.press("Escape");
  await page.getByRole("rowheader", { name: /儿童馆-2.*移出/ }).waitFor();
});

test("the lost computer stops with its next sync, says why, and what it writes reaches nobody", async () => {
  const { page } = lost;
  await logConfirmed(page, 2);
  await page.keyboard.press("F9");
  await page.locator(".toast", { hasText: "这台电脑已从图书馆移出" }).waitFor();
  await first.page.keyboard.press("Control+1");
  await logConfirmed(first.page, 3);
  await sync(first.page, "同步完成");
  expect(await services(first.page)).toBe(2);
  expect(await services(page)).toBe(2);
});

test("a new desk is not let in by the old code, and by the new one it has everything", async () => {
  const { page } = third;
  await page.getByRole("button", { name: /加入已有的图书馆/ }).click();
  for (const [field, value] of Object.entries({ folder, code: oldCode, branch: "城东馆", desk: "新服务台" }))
    await page.locator(`[name=${field}]`).fill(value);
  await page.getByRole("button", { name: "加入", exact: true }).click();
  await page.getByText("加入码与此文件夹中的图书馆不符").waitFor();
  await page.reload();
  await joinLibrary(page, folder, newCode, "新服务台");
  await sync(page, "同步完成");
  expect(await services(page)).toBe(2);
});

/** In all languages, light, dark and zoomed: the table with a computer that is out, the question, one of the sheets. */
test("table, question and sheet are whole in every language", async () => {
  const { page } = third;
  const centre = async (at: Page, words: Words): Promise<void> =>
    at.getByRole("link", { name: words["frame.module-sync"] ?? "" }).click();
  const screens: readonly Screen[] = [
    { name: "sync-computers", open: centre },
    {
      name: "sync-take-out",
      open: async (at, words) => {
        await centre(at, words);
        await at
          .locator("table button")
          .filter({ has: at.locator("svg") })
          .last()
          .click();
        await at.getByRole("menuitem", { name: words["centre.out-remove"] ?? "" }).click();
        await at.getByRole("dialog").getByRole("textbox").fill("一楼");
      },
    },
    {
      name: "sync-sheet",
      open: async (at, words) => {
        await centre(at, words);
        await at.getByRole("button", { name: words["sync.sheet-lost-computer"] ?? "" }).click();
        await at.getByRole("dialog").getByRole("listitem").first().waitFor();
      },
    },
  ];
  expect(await walkInTurn(page, screens)).toEqual([]);
});

test("a sheet is printed alone, with its title", async () => {
  const { page } = third;
  await goToCentre(page);
  await page.getByRole("button", { name: "电脑丢了或被偷了" }).click();
  await page.locator(".step-sheet .meta", { hasText: "号加入码" }).waitFor({ state: "attached" });
  const paper = await paperText(page);
  await page.keyboard.press("Escape");
  expect(paper).toMatch(new RegExp(`(^|\\n)电脑丢了或被偷了\\s+${NAMES.library} · \\S+\\s+图书馆的一台电脑`));
  expect(paper).toContain("应急联系人和电话：____");
  expect(paper).toContain("选“移出这台电脑…”");
  expect(paper).toMatch(/打印于\s[\d-]+\s[\d:]+ · 第 2 号加入码，[\d-]+换的\s*$/);
  expect(paper).not.toContain("立即同步F9");
});

test("the code sheet of a desk that has joined says what it is, and for which library", async () => {
  const { page } = third;
  await goToCentre(page);
  await page.getByRole("button", { name: "加入码打印单" }).click();
  await page.locator(".code-sheet").waitFor();
  const paper = await paperText(page);
  await page.keyboard.press("Escape");
  expect(paper).toMatch(
    new RegExp(
      `(^|\\n)读者台加入码打印单\\s+${NAMES.library}\\s+${newCode}\\s+第 2 号加入码，[\\d-]+换的\\s+请把这张单子锁好`,
    ),
  );
  expect(paper).toMatch(/另有号数更大的单子时，以那张为准。\s+\S+ · .+打印于\s[\d-]+\s[\d:]+\s*$/);
});

test("the lost computer that was found again joins by the new code, and what it had not sent arrives", async () => {
  const { page } = lost;
  await goToCentre(page);
  await page.getByRole("button", { name: "用新加入码再次加入" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(newCode);
  await page.keyboard.press("Enter");
  await page
    .getByRole("dialog", { name: "这台电脑换了新的编号" })
    .locator("footer")
    .getByRole("button", { name: "重新打开" })
    .click();
  await deskIsOpen(page);
  await sync(page, /同步完成|已是最新/);
  for (const desk of [first, third]) await sync(desk.page, /同步完成|已是最新/);
  for (const desk of [first, lost, third]) expect(await services(desk.page)).toBe(3);
});

test("no page met an error", () => {
  expect([...first.problems, ...lost.problems, ...third.problems]).toEqual([]);
});
