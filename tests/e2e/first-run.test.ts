/**
 * The first three screens, in each language: from an empty folder to a desk that takes a scan. In `npm test` one
 * language is drawn, and the trial, which is written whole and taken away again, is for a proof. It takes long, as each
 * test begins with nothing.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Desk, launchDesk, openPage } from "../support/launch.ts";
import { proofDraw, proofScale, proofTest } from "../support/proof-scale.ts";
import { deskIsOpen, liveRows, NAMES, scanBox } from "./desk-page.ts";
import { scan } from "./keys.ts";
import { paperText } from "./paper.ts";
import { photographFailure } from "./place.ts";

const WORDS = {
  "zh-CN": {
    own: "简体中文",
    found: /建立新的图书馆/,
    finish: "建立图书馆",
    code: "加入码",
    sheet: "读者台加入码打印单",
    works: "扫描枪可用，它的快慢已记下",
    open: "进入服务台",
    ready: "扫描枪就绪",
    missing: "请填写此项",
    logged: "已记录：指引",
  },
  "zh-TW": {
    own: "繁體中文",
    found: /建立新的圖書館/,
    finish: "建立圖書館",
    code: "加入碼",
    sheet: "讀者台加入碼列印單",
    works: "掃描器可用，它的快慢已記下",
    open: "進入服務台",
    ready: "掃描器就緒",
    missing: "請填寫此項",
    logged: "已記錄：指引",
  },
  en: {
    own: "English",
    found: /Start a new library/,
    finish: "Start the library",
    code: "Library code",
    sheet: "Reader Desk: library code",
    works: "The scanner works, and its pace is kept",
    open: "Open the desk",
    ready: "Scanner ready",
    missing: "Please fill this in",
    logged: "Logged: Directions",
  },
} as const;

const SPOKEN = proofDraw(Object.entries(WORDS));

let desks: readonly Desk[];
beforeAll(async () => {
  const others = proofScale(["closed"], ["trial", "closed"]);
  desks = await Promise.all([...SPOKEN, ...others].map(() => launchDesk({ asBuilt: true })));
});
afterAll(async () => {
  await Promise.all(desks.map((desk) => desk.stop()));
});

test.each(SPOKEN)("a library is founded in %s, in the language of the browser", async (locale, words) => {
  const desk = desks[SPOKEN.findIndex(([spoken]) => spoken === locale)];
  const { page, problems, close } = await openPage(desk?.address ?? "", { locale });
  onTestFinished(close);
  page.setDefaultTimeout(30_000);
  photographFailure(page);
  await page.getByRole("radio", { name: words.own }).and(page.locator(":checked")).waitFor();
  await page.getByRole("button", { name: words.found }).click();
  await page.getByRole("button", { name: words.finish }).click();
  await page.getByText(words.missing).first().waitFor();
  for (const [field, value] of Object.entries(NAMES)) await page.locator(`[name=${field}]`).fill(value);
  await page.getByRole("button", { name: words.finish }).click();
  await page.getByRole("heading", { name: words.code }).waitFor();
  const code = (await page.locator("main .mono").textContent()) ?? "";
  expect(code.replaceAll(/[^0-9A-Z]/gi, "")).toHaveLength(26);
  const paper = await paperText(page);
  expect(paper).toMatch(new RegExp(`^${words.sheet}\\s+${NAMES.library}\\s+${code}\\s`));
  expect(paper).toMatch(new RegExp(`${NAMES.desk}.*${NAMES.person}.*\\d\\d:\\d\\d`));
  for (const button of await page.getByRole("button").allInnerTexts()) expect(paper).not.toContain(button);
  await page.locator("main input").focus();
  await scan(page, "002104186875", { gapMs: 10 });
  await page.getByRole("status").filter({ hasText: words.works }).waitFor();
  await page.getByRole("button", { name: words.open }).click();
  await scanBox(page).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
  // the scanner of the first minutes is that of the desk
  await page.locator(".status").getByText(words.ready).waitFor();
  await page.keyboard.press("Alt+Digit1");
  await page.locator(".toast[data-tone=done]", { hasText: words.logged }).waitFor();
  expect(problems).toEqual([]);
});

test("a window that is closed on the code sheet loses nothing of the new library", async () => {
  const { page, context, close } = await openPage(desks.at(-1)?.address ?? "");
  onTestFinished(close);
  await page.getByRole("button", { name: WORDS["zh-CN"].found }).click();
  for (const [field, value] of Object.entries(NAMES)) await page.locator(`[name=${field}]`).fill(value);
  await page.getByRole("button", { name: WORDS["zh-CN"].finish }).click();
  await page.getByRole("heading", { name: WORDS["zh-CN"].code }).waitFor();
  await page.close();
  const again = await context.newPage();
  photographFailure(again);
  await again.goto(desks.at(-1)?.address ?? "");
  await deskIsOpen(again);
  expect(await liveRows(again, "branch")).toMatchObject([{ name: NAMES.branch, code: NAMES.branchCode }]);
  expect(await liveRows(again, "staff")).toMatchObject([{ name: NAMES.person }]);
  expect((await liveRows(again, "code")).length).toBeGreaterThan(20);
  expect(await liveRows(again, "setting", { id: "setting-jurisdiction" })).toMatchObject([{ value: "mainland" }]);
});

proofTest(
  "the trial is a press away, in the language that was chosen, and all of it is gone when it is left",
  {
    timeout: 240_000,
  },
  async () => {
    const desk = desks.at(-2);
    const folder = join(desk?.dataFolder ?? "", "demo");
    const { page, problems, close } = await openPage(desk?.address ?? "");
    onTestFinished(close);
    page.setDefaultTimeout(30_000);
    photographFailure(page);
    const databases = (): Promise<number> => page.evaluate(async () => (await indexedDB.databases()).length);
    const begin = page.getByRole("button", { name: WORDS["zh-TW"].found });
    const leave = page.getByRole("button", { name: "離開試用…" });
    const stay = page.getByRole("button", { name: "留在試用" });
    await page.getByRole("radio", { name: WORDS["zh-TW"].own }).click({ force: true });
    await begin.waitFor();
    expect(await databases()).toBe(1);
    const address = page.url();
    await page.keyboard.press("Digit1");
    // the first screen has a desk in small, scan box and all; a library of two thousand readers takes a slow machine a while
    await page.locator(".trial-banner", { hasText: "這是範例資料" }).waitFor({ timeout: 90_000 });
    await deskIsOpen(page);
    expect([page.url(), await databases(), existsSync(join(folder, "trial.json"))]).toEqual([address, 2, true]);
    expect((await liveRows(page, "reader")).length).toBeGreaterThan(1000);
    await page.reload();
    await deskIsOpen(page);

    // asked once; who presses Enter in haste stays
    await leave.click();
    await stay.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await stay.waitFor({ state: "detached" });
    await deskIsOpen(page);
    await leave.click();
    await page.getByRole("button", { name: "離開並刪除" }).click();
    await begin.waitFor();
    expect([page.url(), await databases(), existsSync(folder)]).toEqual([address, 1, false]);
    expect(await page.locator(".trial-banner").count()).toBe(0);
    expect(problems).toEqual([]);
  },
);
