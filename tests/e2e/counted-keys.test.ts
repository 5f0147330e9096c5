/**
 * How many keys and clicks a task at the desk takes, counted by what the page itself is told: text and what a scanner
 * sends are none, a key that is held with another is one. No task takes more than is promised. It takes long, as each is
 * done from its beginning to where it stands in the database; two that have the whole trial library kept or sent are for
 * a proof.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { proofScale } from "../support/proof-scale.ts";
import { folderOfFile } from "../support/temporary-folder.ts";
import { deskAtHand } from "./desk-at-hand.ts";
import { countLive, liveRows, rowsOf, scanBox } from "./desk-page.ts";
import { scan } from "./keys.ts";

const atHand = deskAtHand(["--demo"], async (page) => {
  await scanBox(page).waitFor({ timeout: 60_000 });
  await page.evaluate(countKeys);
});

declare global {
  interface Window {
    counted: { strokes: string[] } | undefined;
  }
}

/** Runs in the page, before any of its own listeners. */
function countKeys(): void {
  const counted = { strokes: [] as string[] };
  window.counted = counted;
  const MODIFIERS = ["Shift", "Control", "Alt", "Meta"];
  addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || MODIFIERS.includes(event.key)) return;
      const isField = event.target instanceof Element && event.target.matches("input, textarea, [contenteditable]");
      const isText = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && isField;
      if (!isText) counted.strokes.push(event.code);
    },
    true,
  );
  addEventListener("pointerdown", () => counted.strokes.push("click"), true);
}

const toDesk = async (page: Page): Promise<void> => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+1");
  await page.keyboard.press("F3");
  await page.keyboard.press("Escape");
};
/** The Enter that a scanner sends is its own. */
async function scanned(page: Page, card: string): Promise<void> {
  const before = await strokes(page);
  await scan(page, card, { gapMs: 5 });
  await page.locator(".who h1").waitFor();
  await keepOnly(page, before);
}
const keepOnly = (page: Page, kept: readonly string[]): Promise<void> =>
  page.evaluate((strokes) => {
    if (window.counted !== undefined) window.counted.strokes = [...strokes];
  }, kept);
const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.ariaBusy === "true" || activeElement?.ariaDisabled === "true"
      ? ""
      : (activeElement?.textContent ?? "");
  });
const NEW_CARD = "099000000017";
const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement instanceof HTMLInputElement || activeElement instanceof HTMLSelectElement
      ? [...(activeElement.labels ?? [])].map(({ textContent }) => textContent).join()
      : "";
  });
const ROWS = 300;
/** As a file is dragged from the file manager and put down in the middle of the window. */
async function dropFile(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 600, y: 400, data });
  await session.detach();
}
const strokes = (page: Page): Promise<readonly string[]> => page.evaluate(() => window.counted?.strokes ?? []);
const done = (page: Page, text: string): Promise<void> =>
  page.locator(".toast[data-tone=done]", { hasText: text }).waitFor();
const cardOf = async (page: Page, nth: number): Promise<string> =>
  String((await rowsOf(page, "reader")).filter(({ card }) => /^\d{12}$/.test(String(card)))[nth]?.card);

interface Way {
  readonly task: string;
  readonly most: number;
  readonly from: (page: Page) => Promise<unknown>;
  readonly go: (page: Page) => Promise<unknown>;
  /** Of a whole library, however little is done: a proof counts its keys. */
  readonly isOfAll?: true;
}

const WAYS: readonly Way[] = [
  {
    task: "a card and directions",
    most: 1,
    from: toDesk,
    go: async (page) => {
      await scanned(page, await cardOf(page, 3));
      await page.keyboard.press("Alt+Digit1");
      await done(page, "已记录：指引");
    },
  },
  {
    task: "initials and an enquiry by telephone",
    most: 6,
    from: toDesk,
    go: async (page) => {
      await scanBox(page).pressSequentially("zsq", { delay: 120 });
      await page.getByRole("listbox", { name: "找到的读者" }).getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".who h1").waitFor();
      await page.keyboard.press("F12");
      await page.keyboard.press("Alt+Digit2");
      await done(page, "已记录：咨询");
      expect((await liveRows(page, "interaction", { channel: "phone" })).length).toBeGreaterThan(0);
    },
  },
  {
    task: "a complaint without a card, to be called back",
    most: 12,
    from: toDesk,
    go: async (page) => {
      const before = await countLive(page, "task");
      await page.keyboard.press("Alt+Digit7");
      const sheet = page.getByRole("dialog");
      await sheet.locator("textarea:focus").waitFor();
      await page.keyboard.insertText("三楼阅览室的空调太冷，坐不住。");
      await page.keyboard.press("F4");
      await sheet.locator("input:focus").waitFor();
      await page.keyboard.insertText("顾先生");
      await page.keyboard.press("Tab");
      await page.keyboard.insertText("13900001234");
      await page.keyboard.press("Control+Enter");
      await done(page, "已登记投诉");
      expect(await countLive(page, "task")).toBe(before + 1);
      expect((await liveRows(page, "feedback")).at(-1)).toMatchObject({
        contact: { name: "顾先生" },
        type: "complaint",
      });
    },
  },
  {
    task: "a new reader by a scanned card",
    most: 8,
    from: toDesk,
    go: async (page) => {
      const before = await strokes(page);
      await scan(page, NEW_CARD, { gapMs: 5 });
      await page.getByRole("alert").filter({ hasText: NEW_CARD }).waitFor();
      await keepOnly(page, before);
      await page.keyboard.press("F2");
      const sheet = page.getByRole("dialog");
      await sheet.locator("input:focus").waitFor();
      await page.keyboard.insertText("顾清源");
      for (const field of ["读者证号", "读者类型"]) {
        await page.keyboard.press("Enter");
        await expect.poll(() => focusedLabel(page)).toContain(field);
      }
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.keyboard.insertText("13900005678");
      await page.keyboard.press("Control+Enter");
      await done(page, "已登记新读者");
      const [made] = await liveRows(page, "reader", { card: NEW_CARD });
      expect(made).toMatchObject({
        name: "顾清源",
        category: expect.any(String),
        phones: [expect.stringContaining("139")],
      });
    },
  },
  {
    task: "a note and a task for Friday",
    most: 4,
    from: async (page) => {
      await toDesk(page);
      await scan(page, await cardOf(page, 4), { gapMs: 5 });
      await page.locator(".who h1").waitFor();
    },
    go: async (page) => {
      const before = await countLive(page, "task");
      await page.keyboard.press("Alt+Digit2");
      await done(page, "已记录：咨询");
      await page.keyboard.press("F4");
      await page.getByRole("textbox", { name: "补一句" }).waitFor();
      await page.keyboard.insertText("带他看地方文献 >周五");
      await page.keyboard.press("Enter");
      await expect.poll(() => countLive(page, "task")).toBe(before + 1);
    },
  },
  {
    task: "an opinion is answered and closed",
    most: 3,
    from: (page) => toDesk(page),
    go: async (page) => {
      await page.keyboard.press("Control+3");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("r");
      await page.locator("textarea:focus").waitFor();
      await page.keyboard.insertText("已请物业调高温度，谢谢您。");
      await page.keyboard.press("Control+Shift+Enter");
      await page.locator(".toast[data-tone=done]").waitFor();
    },
  },
  {
    task: "a pair is merged",
    most: 4,
    from: toDesk,
    go: async (page) => {
      await page.keyboard.press("Control+2");
      await page.locator('main a[href="/readers/duplicates"]').click();
      await page.getByRole("table").waitFor();
      await page.keyboard.press("Control+ArrowLeft");
      await page.keyboard.press("Control+Enter");
      await page.locator(".toast[data-tone=done]").waitFor();
    },
  },
  {
    task: "this month's report as a workbook",
    most: 5,
    from: toDesk,
    go: async (page) => {
      const saved = page.waitForEvent("download", { timeout: 60_000 });
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").waitFor();
      await page.keyboard.insertText("Excel");
      await page.locator(".palette [role=option]", { hasText: "本月" }).first().waitFor();
      await page.locator(".palette [role=option]", { hasText: "本月" }).first().click();
      expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/);
      // and she is where she was
      await page.getByRole("heading", { name: "今天", exact: true }).waitFor();
    },
  },
  {
    task: "tasks for the colleagues of all readers not seen lately",
    most: 5,
    from: toDesk,
    go: async (page) => {
      const before = await countLive(page, "task");
      await page.keyboard.press("Control+4");
      const figure = page.getByRole("button", { name: /^研究：\d/ });
      await figure.waitFor({ timeout: 60_000 });
      await figure.click();
      await page.locator(".grid-row").first().waitFor();
      await page.locator('[role="grid"]:focus').waitFor();
      await page.keyboard.press("Control+a");
      await page.locator(".bulk b").waitFor();
      await page.keyboard.press("t");
      await page.getByRole("dialog").locator("input:focus").waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await expect.poll(() => countLive(page, "task")).toBeGreaterThan(before + 1);
    },
  },
  {
    task: `${ROWS} readers from a file that is dropped on the desk`,
    isOfAll: true,
    most: 4,
    from: toDesk,
    go: async (page) => {
      const path = join(await folderOfFile(), "新读者.csv");
      const lines = Array.from({ length: ROWS }, (_, no) => `${880_000_000_000 + no},读者${no},${13_700_000_000 + no}`);
      await writeFile(path, ["证号,姓名,手机", ...lines].join("\r\n"));
      const before = await countLive(page, "reader");
      await dropFile(page, path);
      const step = page.locator(".steps [aria-current]");
      for (const [at, words] of [
        ["文件", "下一步"],
        ["对应", "下一步"],
        ["规则", "开始检查"],
        ["导入前检查", `写入 ${ROWS}`],
      ] as const) {
        await step.filter({ hasText: at }).waitFor();
        await expect.poll(() => focusedText(page), { timeout: 60_000 }).toContain(words);
        await page.keyboard.press("Enter");
      }
      // the whole library is kept before the first row is written
      await page.getByRole("heading", { name: /^写入了/ }).waitFor({ timeout: 90_000 });
      expect(await countLive(page, "reader")).toBe(before + ROWS);
    },
  },
  {
    task: "what a colleague has done this morning",
    most: 3,
    from: toDesk,
    go: async (page) => {
      const [colleague] = await liveRows(page, "staff");
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").waitFor();
      await page.keyboard.insertText(String(colleague?.name));
      await page.locator(".palette [role=option]", { hasText: `${colleague?.name}今天登记了什么` }).waitFor();
      await page.keyboard.press("Enter");
      const chips = page.getByRole("complementary", { name: "筛选" }).locator(".chip");
      await chips.filter({ hasText: "上午" }).click();
      await expect.poll(() => chips.and(page.locator("[aria-pressed=true]")).count()).toBe(2);
    },
  },
  {
    task: "an exchange with the other desks",
    isOfAll: true,
    most: 1,
    from: async (page) => {
      await toDesk(page);
      await page.keyboard.press("F9");
      const folder = page.getByRole("dialog", { name: "共享文件夹" });
      await folder.getByRole("textbox").fill(await folderOfFile());
      await page.keyboard.press("Enter");
      await page.getByRole("alertdialog").getByRole("button", { name: "建立共享" }).click();
      await page.locator(".toast b", { hasText: "同步完成" }).waitFor({ timeout: 60_000 });
      await toDesk(page);
      await page.locator(".toast").waitFor({ state: "detached" });
    },
    go: async (page) => {
      await page.keyboard.press("F9");
      await page.locator(".toast b", { hasText: /同步完成|没有新内容|已是最新/ }).waitFor({ timeout: 60_000 });
    },
  },
];

test.each(WAYS.filter(({ isOfAll }) => proofScale(!isOfAll, true)))(
  "$task: at most $most",
  { timeout: 180_000 },
  async ({ task, most, from, go }) => {
    const { page } = atHand.opened;
    await from(page);
    await page.evaluate(() => {
      if (window.counted !== undefined) window.counted.strokes = [];
    });
    await go(page);
    const taken = await strokes(page);
    console.info(`${task}: ${taken.length} of ${most} (${taken.join(" ")})`);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThanOrEqual(most);
  },
);
