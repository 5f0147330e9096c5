/**
 * Long lists in the product's own screens, each from the key that opens it to its painted rows; and what one of its
 * tasks takes of the processor, which another program on the machine does not change.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { countLive } from "../e2e/desk-page.ts";
import { type DeskPlace, FOUND, openWorkbench, startBrowser, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { timeLoops } from "./fixed-loop.ts";
import { createHand, type Hand, type Time } from "./measure-desk.ts";
import { openProduct } from "./measure-start.ts";
import type { Sign } from "./paint-probe.ts";
import { median } from "./percentile.ts";
import { type TaskTimes, traceTasks } from "./task-times.ts";
import type { Sample } from "./workbench/workbench.ts";

const SIZES = { records: 3_000, day: 2_000, opinions: 5_000, tasks: 5_000, calls: 999 } as const;
const TIMES = 5;
/** Until what comes behind the first rows has come too. */
const SETTLE_MS = 2_000;
/** Readers who get a task in one act. */
const MANY = 500;
const GOAL = {
  page: 200,
  task: 50,
  rows: 150,
  order: 300,
  jump: 120,
  today: 100,
  many: 2_000,
  callee: 100,
  number: 150,
} as const;
/** Three fields in which most readers have something, and the columns by which the list is put in order. */
const FILTERED = ["年龄", "办证日期", "有效期至"] as const;
const ORDERS = ["读者证号", "姓名", "有效期至"] as const;
const group = "Long lists";

export async function measureLists(
  place: DeskPlace,
  readers: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  say(`A library of ${readers.toLocaleString("en")} readers with long lists…`);
  const { known, loopMs } = await prepare(place, readers);
  say("The lists, key by key…");
  const today = await startTimes(place);
  // nobody types before: what is found would lie over Today
  const { page, close } = await openProduct(place, null, "");
  const told = (name: string, times: readonly Time[], goal: number, note = ""): Figure => {
    const seen = times.filter((time) => time !== null);
    if (seen.length === 0) return { group, name, value: Number.NaN, unit: "ms", goal, note: "not seen" };
    const ms = median(seen);
    const parts = [
      `${(ms / loopMs).toFixed(2)} of the fixed loop (${loopMs.toFixed(0)} ms)`,
      `median of ${seen.length}, slowest ${Math.max(...seen).toFixed(0)} ms`,
      ...(seen.length < times.length ? [`${times.length - seen.length} not seen`] : []),
      ...(note === "" ? [] : [note]),
    ];
    return { group, name, value: ms, unit: "ms", goal, note: parts.join("; ") };
  };
  try {
    await page.waitForFunction(() => window.paintProbe.start.today !== null);
    await toDesk(page);
    const hand = await createHand(page);
    /** The last time under the browser's trace, which would lengthen what is waited for. */
    const each = async (open: () => Promise<Time>, ready?: () => Promise<unknown>): Promise<Opened> => {
      const times: Time[] = [];
      for (let turn = 0; turn < TIMES; turn++) {
        await toDesk(page);
        await ready?.();
        times.push(await open());
      }
      await toDesk(page);
      await ready?.();
      const ended = await traceTasks(page);
      await open();
      await page.waitForTimeout(SETTLE_MS);
      return { times, tasks: await ended() };
    };
    const byPalette = async (words: string, sign: Sign): Promise<Time> => {
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").fill(words);
      await page.locator(".palette [role=option]").first().waitFor();
      return hand.press("Enter", "Enter", sign);
    };
    const page3000 = await each(
      () => hand.press("Control+Enter", "Enter", "page"),
      () => hand.scan(known.card),
    );
    const dayLog = await each(() => byPalette("工作日志", "rows"));
    const opinions = await each(() => hand.press("Control+Digit3", "Digit3", "opinions"));
    const tasks = await each(() => byPalette("待办与承诺", "rows"));
    const first = await each(() => hand.press("Control+Digit2", "Digit2", "readers"));
    const jumps = await farJumps(hand);
    const narrowed = await narrowedList(page, hand);
    const many = await taskForMany(page, async () => hand.press("Control+Enter", "Enter", "toast"));
    const callees = await nextPeople(page, hand);
    const opened = (name: string, { times, tasks }: Opened, goal: number): Figure =>
      told(name, times, goal, `the page has the processor for ${tasks.wholeCpuMs.toFixed(0)} ms`);
    return [
      opened(`page of a reader with ${SIZES.records.toLocaleString("en")} records`, page3000, GOAL.page),
      {
        group,
        name: "longest task of it",
        value: page3000.tasks.longestCpuMs,
        unit: "ms",
        goal: GOAL.task,
        note: `processor time, of ${page3000.tasks.count.toLocaleString("en")} tasks`,
      },
      told("scan box → Today", today, GOAL.today, "of as many starts"),
      opened(`day log of ${SIZES.day.toLocaleString("en")} entries`, dayLog, GOAL.rows),
      opened(`inbox of ${SIZES.opinions.toLocaleString("en")} opinions`, opinions, GOAL.rows),
      opened(`list of ${SIZES.tasks.toLocaleString("en")} tasks`, tasks, GOAL.rows),
      opened(`list of ${readers.toLocaleString("en")} readers: first rows`, first, GOAL.rows),
      told("the same, to its end and back: far jump", jumps, GOAL.jump),
      told("the list under three filters: first rows", narrowed.rows, GOAL.rows, `${narrowed.found} readers`),
      told("the same: another order", narrowed.orders, GOAL.order, ORDERS.join(", ")),
      told("the same: far jump", narrowed.jumps, GOAL.jump),
      told(`call list of ${SIZES.calls} readers: next person, her call written`, callees.there, GOAL.callee),
      told("the same: until her number is shown, the look recorded", callees.shown, GOAL.number),
      told(`a task for ${MANY} readers of it, until the journal has it`, [many.done], GOAL.many),
      told("the same taken back", [many.undone], GOAL.many, `${many.left} tasks left of it`),
    ];
  } finally {
    await close();
  }
}

/** From the scan box until there is work of today below it, each in a new window. */
async function startTimes(place: DeskPlace): Promise<readonly Time[]> {
  const times: Time[] = [];
  for (let turn = 0; turn < TIMES; turn++) {
    const { page, close } = await openProduct(place, null, "");
    await page.waitForFunction(() => window.paintProbe.start.today !== null);
    const { today, usable } = await page.evaluate(() => window.paintProbe.start);
    times.push(today === null || usable === null ? null : Math.max(0, today - usable));
    // what the page keeps for a quicker next start is written behind the scenes
    await page.waitForTimeout(SETTLE_MS);
    await close();
  }
  return times;
}

async function farJumps(hand: Hand): Promise<readonly Time[]> {
  const jumps: Time[] = [];
  for (let turn = 0; turn < TIMES; turn++) {
    jumps.push(await hand.press("Control+End", "End", "jump"));
    jumps.push(await hand.press("Control+Home", "Home", "jump"));
  }
  return jumps;
}

interface NarrowedTimes {
  readonly found: string;
  readonly rows: readonly Time[];
  readonly orders: readonly Time[];
  readonly jumps: readonly Time[];
}

/** From the list of all to one under three filters, put in order each way; then without them again. */
async function narrowedList(page: Page, hand: Hand): Promise<NarrowedTimes> {
  const grid = page.locator('main [role="grid"]');
  const pick = async (key: string, label: string): Promise<void> => {
    await grid.focus();
    await page.keyboard.press(key);
    await page.getByRole("dialog").locator("input").first().fill(label);
    await page.getByRole("dialog").getByRole("option").first().waitFor();
  };
  for (const field of FILTERED) {
    await pick("f", field);
    await page.getByRole("option").getByText(field, { exact: true }).click();
    await page.getByRole("dialog", { name: field, exact: true }).locator("select").first().selectOption("known");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  const rows: Time[] = [];
  for (let turn = 0; turn < TIMES; turn++) {
    await toDesk(page);
    rows.push(await hand.press("Alt+ArrowLeft", "ArrowLeft", "readers"));
  }
  const found = (await grid.getAttribute("aria-rowcount")) ?? "";
  const orders: Time[] = [];
  for (const column of [...ORDERS, ...ORDERS]) {
    await pick("s", column);
    orders.push(await hand.press("Enter", "Enter", "order"));
  }
  const jumps = await farJumps(hand);
  await page.getByRole("button", { name: "清除条件" }).click();
  return { found, rows, orders, jumps };
}

/** Each call is written by the key that brings the next person. */
async function nextPeople(page: Page, hand: Hand): Promise<Record<"there" | "shown", readonly Time[]>> {
  await page.keyboard.press("Control+Digit5");
  await page.locator("main th button").first().click();
  await page.getByRole("button", { name: "打开拨打名单" }).click();
  await page.locator("#callee").waitFor();
  const there: Time[] = [];
  const shown: Time[] = [];
  for (let turn = 0; turn < TIMES * 4; turn++) {
    await page.keyboard.press("1");
    await page.getByRole("button", { name: /已联系/, pressed: true }).waitFor();
    // the same key brings her and then her number; each is watched for in every second call
    const [sign, times] = turn % 2 === 0 ? (["callee", there] as const) : (["number", shown] as const);
    times.push(await hand.press("Enter", "Enter", sign));
    await page.locator('.toast[data-tone="done"]').waitFor();
  }
  return { there, shown };
}

/** With nobody served, and the focus in the scan box. */
async function toDesk(page: Page): Promise<void> {
  await page.keyboard.press("Control+Digit1");
  await page.locator(".scan input").click();
  for (let turn = 0; turn < 3; turn++) await page.keyboard.press("Escape");
  await page.locator(".work.desk [data-row]").first().waitFor();
  // what the last screen leaves to do is no part of the next
  await page.waitForTimeout(500);
}

interface Opened {
  readonly times: readonly Time[];
  readonly tasks: TaskTimes;
}

interface ManyTimes {
  readonly done: Time;
  readonly undone: Time;
  /** Tasks that are left of it when it was taken back once. */
  readonly left: number;
}

async function taskForMany(page: Page, press: () => Promise<Time>): Promise<ManyTimes> {
  const tasks = (): Promise<number> => countLive(page, "task");
  const before = await tasks();
  const grid = page.locator('main [role="grid"]');
  await grid.focus();
  await page.keyboard.press("Control+Home");
  await grid.evaluate((list, rows) => {
    const row = list.querySelector(".grid-row");
    list.scrollTop = (row?.clientHeight ?? 0) * (rows - 5);
  }, MANY);
  await page
    .locator(`[aria-rowindex="${MANY + 1}"] [role="checkbox"], [aria-rowindex="${MANY + 1}"] input`)
    .first()
    .click({ modifiers: ["Shift"] });
  await grid.focus();
  await page.keyboard.press("t");
  await page.getByRole("dialog").getByRole("textbox").first().fill("问好");
  const done = await press();
  const words = async (): Promise<string> => (await page.locator(".toast").first().textContent()) ?? "";
  const said = await words();
  if (!said.includes(String(MANY))) throw new Error(`not for ${MANY} readers: ${said}`);
  await grid.focus();
  const startedAt = performance.now();
  await page.keyboard.press("Control+z");
  await page.waitForFunction((before) => (document.querySelector(".toast")?.textContent ?? before) !== before, said);
  return { done, undone: performance.now() - startedAt, left: (await tasks()) - before };
}

async function prepare(
  place: DeskPlace,
  readers: number,
): Promise<{ readonly known: Sample; readonly loopMs: number }> {
  const host = await startHost(place, null);
  const browser = await startBrowser(join(place.folder, "profile"), null);
  try {
    const page = await openWorkbench(browser.context, host.address);
    page.setDefaultTimeout(0);
    await page.evaluate((way) => window.workbench.open(way), FOUND);
    await page.evaluate((count) => window.workbench.importReaders(count), readers);
    const known = await page.evaluate((sizes) => window.workbench.fillLists(sizes), SIZES);
    return { known, loopMs: (await timeLoops(browser.context, null)).page };
  } finally {
    await browser.close();
    await host.stop();
  }
}
