/** A day at the desk of the trial library: find, scan, log, take a complaint, work the inbox, print, lock. */
import { pinyin } from "pinyin-pro";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenedPage } from "../../support/launch.ts";
import type { DeskAtHand } from "../desk-at-hand.ts";
import { liveRows, logConfirmed, scanBox } from "../desk-page.ts";
import { compose, scan } from "../keys.ts";
import { paperOf } from "../paper.ts";

interface Person {
  readonly id: string;
  readonly name: string;
  readonly card: string;
}

export function deskOfADay(atHand: DeskAtHand): void {
  let opened: OpenedPage;
  /** Chinese names of three characters that only one reader has. */
  let people: readonly Person[];

  beforeAll(async () => {
    ({ opened } = atHand);
    const rows = await liveRows(opened.page, "reader");
    const readers = rows.map(({ id, name, card }) => ({ id: String(id), name: String(name), card: String(card) }));
    people = readers.filter(
      ({ name, card }) =>
        /^\p{Script=Han}{3}$/u.test(name) &&
        /^\d{12}$/.test(card) &&
        readers.filter((other) => other.name === name).length === 1,
    );
  });

  beforeEach(async () => {
    const { page } = opened;
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F3");
    await expect
      .poll(() => scanBox(page).evaluate((box) => box === document.activeElement && "value" in box && box.value === ""))
      .toBe(true);
  });

  function person(index: number): Person {
    const found = people[index * 7];
    if (found === undefined) throw new Error("the trial library has too few readers");
    return found;
  }

  const card = (name: string) => opened.page.getByRole("heading", { level: 1, name });
  const option = (name: string | RegExp) =>
    opened.page.getByRole("listbox", { name: "找到的读者" }).getByRole("option", { name });

  describe("a reader is found", () => {
    test("by card", async () => {
      const { name, card: number } = person(0);
      await opened.page.keyboard.type(number, { delay: 120 });
      await option(name).waitFor();
      await opened.page.keyboard.press("Enter");
      await card(name).waitFor();
    });

    test("by a part of the name", async () => {
      const { name } = person(1);
      await scanBox(opened.page).fill(name.slice(0, 2));
      await option(new RegExp(`^${name}`)).waitFor();
      await scanBox(opened.page).fill(name.slice(1));
      await option(new RegExp(`^${name}`)).click();
      await card(name).waitFor();
    });

    test("by initials", async () => {
      const { name } = person(2);
      const initials = pinyin(name, { pattern: "first", toneType: "none", type: "array", surname: "head" }).join("");
      await scanBox(opened.page).fill(initials);
      await option(new RegExp(`^${name}`)).click();
      await card(name).waitFor();
    });

    test("by a name written with an input method, whose Enter opens nothing", async () => {
      const { name } = person(3);
      const { page } = opened;
      await compose(page, "ming", name, async () => {
        await expect.poll(() => scanBox(page).inputValue()).toBe("ming");
        expect(await page.locator(".who").count()).toBe(0);
      });
      await option(new RegExp(`^${name}`)).waitFor();
      await page.keyboard.press("Enter");
      await card(name).waitFor();
    });
  });

  describe("a scan", () => {
    test.each([
      { gapMs: 5, ime: false },
      { gapMs: 20, ime: false },
      { gapMs: 60, ime: false },
      { gapMs: 5, ime: true },
      { gapMs: 20, ime: true },
      { gapMs: 60, ime: true },
    ])("opens its reader: $gapMs ms between keys, input method on: $ime", async ({ gapMs, ime }) => {
      const { name, card: number } = person(4 + gapMs / 5 + (ime ? 1 : 0));
      await scan(opened.page, number, { gapMs, ime });
      await card(name).waitFor();
      await opened.page
        .getByText(ime ? "已识别，已绕过输入法" : "已识别")
        .first()
        .waitFor();
      expect(await scanBox(opened.page).inputValue()).toBe("");
    });

    test("presses no button that has the focus, and leaves a text as it was", async () => {
      const { page } = opened;
      const first = person(20);
      await page.getByRole("button", { name: /使用指南/ }).focus();
      await scan(page, first.card, { gapMs: 20 });
      await card(first.name).waitFor();
      expect(await page.getByRole("heading", { name: "使用指南", level: 1 }).isVisible()).toBe(false);
      await logConfirmed(page, 1);
      await page.keyboard.press("F4");
      const note = page.getByRole("textbox", { name: "补一句" });
      await note.fill("问路");
      const second = person(21);
      await scan(page, second.card, { gapMs: 20 });
      await card(second.name).waitFor();
      await page.getByText("草稿 1").first().waitFor();
    });

    test("of a card that nobody has says so and offers what can be done", async () => {
      const { page } = opened;
      await scan(page, "999000111222", { gapMs: 20 });
      await page.getByRole("alert").filter({ hasText: "没有读者用“999000111222”" }).waitFor();
      await page.keyboard.press("F2");
      const sheet = page.getByRole("dialog", { name: "登记新读者" });
      await expect.poll(() => sheet.getByRole("textbox", { name: "读者证号" }).inputValue()).toBe("999000111222");
      await page.keyboard.press("Escape");
    });
  });

  describe("what is logged", () => {
    test("five presets are five service records of the reader, and one is undone", async () => {
      const { page } = opened;
      const { id, name, card: number } = person(22);
      await scan(page, number, { gapMs: 10 });
      await card(name).waitFor();
      const records = async (): Promise<number> => (await liveRows(page, "interaction", { reader: id })).length;
      const before = await records();
      for (const digit of [1, 2, 3, 4, 5]) await logConfirmed(page, digit);
      expect(await records()).toBe(before + 5);
      await page.keyboard.press("Control+z");
      await page.locator(".toast", { hasText: "已撤销" }).waitFor();
      await expect.poll(records).toBe(before + 4);
    });

    test("a complaint by phone from a person without a card is one opinion and one service record", async () => {
      const { page } = opened;
      await page.keyboard.press("F12");
      await page.getByText("来电").first().waitFor();
      await page.keyboard.press("Alt+Digit7");
      const sheet = page.getByRole("dialog", { name: "登记读者意见：投诉" });
      await sheet.getByRole("radio", { name: "没有读者证的人" }).check();
      await sheet.getByRole("textbox", { name: "称呼" }).fill("吴先生");
      await sheet.getByRole("textbox", { name: "电话" }).fill("13900001234");
      await sheet.getByRole("textbox", { name: "原话" }).fill("三楼空调太冷，说了两次没人管。");
      await page.keyboard.press("Control+Enter");
      await page.locator(".toast[data-tone=done]", { hasText: "已登记投诉" }).waitFor();
      const [opinion, ...moreOpinions] = await liveRows(page, "feedback", { text: "三楼空调太冷，说了两次没人管。" });
      const [record, ...moreRecords] = await liveRows(page, "interaction", { feedback: opinion?.id });
      expect([moreOpinions, moreRecords]).toEqual([[], []]);
      expect(opinion).toMatchObject({ type: "complaint", channel: "phone", contact: { name: "吴先生" } });
      expect(record).toMatchObject({ purpose: "complaint", channel: "phone" });
      expect(opinion?.reader).toBeUndefined();
    });
  });

  describe("other screens", () => {
    test("the inbox is worked with single keys", async () => {
      const { page } = opened;
      await page.keyboard.press("Control+3");
      const list = page
        .getByRole("listbox", { name: "读者意见" })
        .or(page.locator(".inbox-list [role=listbox]"))
        .first();
      await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
      const current = () => page.locator(".inbox-list [aria-current=true] b").textContent();
      const first = await current();
      await page.keyboard.press("j");
      await expect.poll(current).not.toBe(first);
      await page.keyboard.press("k");
      await expect.poll(current).toBe(first);
      await page.keyboard.press("p");
      await page.getByRole("dialog").getByText("定缓急").waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.locator(".toast", { hasText: /已改为/ }).waitFor();
      await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press("u");
      await page.locator(".toast", { hasText: "已撤销：" }).waitFor();
    });

    test("a reader's page opens from the desk with Ctrl+Enter and shows the history", async () => {
      const { page } = opened;
      const { name, card: number } = person(22);
      await scan(page, number, { gapMs: 10 });
      await card(name).waitFor();
      await page.keyboard.press("Control+Enter");
      await page.getByRole("tab", { name: /往来记录/ }).click();
      await page
        .getByRole("tabpanel", { name: /往来记录/ })
        .getByText("办证")
        .first()
        .waitFor();
    });

    test("Ctrl+K finds commands and readers, F1 opens the guide, and Ctrl+/ lists the keys", async () => {
      const { page } = opened;
      const { name } = person(23);
      await page.keyboard.press("Control+k");
      const palette = page.getByRole("combobox", { name: "输入命令、姓名或证号" });
      await palette.fill("锁定");
      await page.getByRole("option", { name: /锁定/ }).waitFor();
      await palette.fill(name);
      await page.getByRole("option", { name: new RegExp(name) }).waitFor();
      await page.keyboard.press("Enter");
      await card(name).first().waitFor();
      await palette.waitFor({ state: "hidden" });
      await page.keyboard.press("F1");
      await page.getByRole("searchbox", { name: "查找：想做什么" }).waitFor();
      await page.getByRole("heading", { level: 2, name: "扫证，记一条" }).waitFor();
      await page.keyboard.press("Control+Slash");
      const sheet = page.getByRole("dialog", { name: "快捷键一览" });
      await sheet.getByText("快速登记：指引").waitFor();
      await page.keyboard.press("Escape");
      await sheet.waitFor({ state: "hidden" });
    });

    test("Ctrl+L covers everything, and a colleague's name opens it again with an empty session", async () => {
      const { page } = opened;
      const { name, card: number } = person(24);
      await scan(page, number, { gapMs: 10 });
      await card(name).waitFor();
      await page.keyboard.press("Control+l");
      const lock = page.getByRole("dialog", { name: "现在是谁在服务台" });
      await lock.waitFor();
      expect(await page.getByText(name).first().isVisible()).toBe(false);
      const another = lock.getByRole("option", { selected: false }).last();
      const colleague = (await another.locator("span").first().textContent()) ?? "";
      await another.click();
      await lock.waitFor({ state: "detached" });
      await page.getByRole("contentinfo").getByRole("button", { name: colleague }).waitFor();
      expect(await page.locator(".queue-item").count()).toBe(0);
      await expect.poll(() => scanBox(page).evaluate((box) => box === document.activeElement)).toBe(true);
    });

    test("another language and another size come at once, without a reload", async () => {
      const { page } = opened;
      await page.evaluate(() => Reflect.set(globalThis, "samePage", true));
      await page.keyboard.press("Control+,");
      await page.getByRole("combobox", { name: "语言" }).selectOption({ label: "English" });
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
      await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "繁體中文" });
      await page.getByRole("heading", { level: 1, name: "設定" }).waitFor();
      await page.getByRole("combobox", { name: "語言" }).selectOption({ label: "简体中文" });
      const heading = page.getByRole("heading", { level: 1, name: "设置" });
      const height = async (): Promise<number> => (await heading.boundingBox())?.height ?? 0;
      const before = await height();
      await page.keyboard.press("Control+=");
      await page.keyboard.press("Control+=");
      await expect.poll(async () => Math.round(((await height()) / before) * 100)).toBe(125);
      await page.keyboard.press("Control+0");
      await expect.poll(height).toBe(before);
      expect(await page.evaluate(() => Reflect.get(globalThis, "samePage"))).toBe(true);
    });

    test("paper says once from where it is and who printed it, and shows no way out of the trial", async () => {
      const { page } = opened;
      const once = (paper: string, words: RegExp): void => expect(paper.match(new RegExp(words, "gu"))).toHaveLength(1);
      await page.keyboard.press("Control+3");
      await page.getByRole("listbox", { name: "意见列表" }).getByRole("option").first().waitFor();
      const opinion = await paperOf(page);
      once(opinion, /图书馆/);
      once(opinion, /打印于/);
      expect(opinion).toContain("示例数据");
      expect(opinion).not.toContain("离开试用");
      await page.keyboard.press("Control+4");
      await page.getByRole("link", { name: "统计报表" }).click();
      await page.getByRole("link", { name: "馆长简报" }).click();
      await page.getByRole("heading", { name: /读者服务情况/ }).waitFor();
      const brief = await paperOf(page);
      once(brief, /城东图书馆/);
      once(brief, /打印于/);
      // of all branches, whichever this desk stands in
      expect(brief).not.toContain("城东馆");
      await page.keyboard.press("Control+1");
    });

    test("paper shows the slip alone, and the list of readers", async () => {
      const { page } = opened;
      const { name, card: number } = person(25);
      await scan(page, number, { gapMs: 10 });
      await card(name).waitFor();
      await logConfirmed(page, 3);
      const slip = await paperOf(page);
      expect(slip).toContain("服务凭条");
      expect(slip).toContain("找书");
      expect(slip).not.toContain("快速登记");
      expect(slip).not.toContain(name);
      await page.keyboard.press("Control+2");
      await page.getByRole("grid", { name: "读者" }).getByRole("row").nth(1).waitFor();
      const asked = page.getByRole("dialog", { name: "打印", includeHidden: true }).filter({ hasText: "页" });
      let question = "";
      const list = await paperOf(page, async () => {
        // paper shows no buttons, and a person's screen is no paper
        await asked.waitFor({ state: "attached" });
        question = (await asked.textContent()) ?? "";
        await asked.locator(".btn-primary").evaluate((button: HTMLElement) => button.click());
      });
      // all of them, on as many pages as it had said: 45 to a page
      const [, count = ""] = /打印 ([\d,]+) 位/.exec(list) ?? [];
      const readers = Number(count.replaceAll(",", ""));
      expect(readers).toBeGreaterThan(1000);
      expect(question).toContain(`约 ${Math.ceil(readers / 45)} 页`);
      // the rail is not on it; the foot says at which desk it was printed
      expect(list).toMatch(/服务台 .+打印于 \d{4}-\d\d-\d\d/);
      expect(list).not.toContain("快速登记");
    });
  });
}
