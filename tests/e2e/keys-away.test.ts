/**
 * A desk whose keys are sealed by a keychain that the browser window has not: it asks for the library code, opens by
 * it without a new start, and keeps the keys from then on as the browser window keeps them. It takes long, as each
 * test opens the keys in its own way: such a desk is no other test's.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { sealByKeychain } from "../support/keychain.ts";
import { BUILT, type Desk, freePort, startProcess } from "../support/launch.ts";
import { deskIsOpen, liveRows, logConfirmed, scanBox } from "./desk-page.ts";
import { foundIn } from "./founded.ts";
import { checkFile, writeChecked } from "./import-page.ts";
import { newPlace, openAnywhere, openAt, type Place, startAt } from "./place.ts";
import { axeFaults, bringAxe, layoutFaults, wordFaults, wordsOf } from "./screens-page.ts";
import { WALKED } from "./screens-walk.ts";

const HER = { card: "0021041", name: "王芳" };
const WRONG = "0".repeat(26);
/** On a machine that does other things too. */
const SEVERAL_BROWSERS_MS = 240_000;

interface KeysAway {
  readonly place: Place;
  /** As on the sheet. */
  readonly code: string;
}

/** Of a library whose desk is closed, after some work in it, the keys are sealed by a keychain that this computer has not. */
async function keysAway(work: ((page: Page) => Promise<unknown>) | null = null): Promise<KeysAway> {
  const place = await newPlace();
  const code = await foundIn(place.folder);
  if (work !== null) {
    const desk = await start(place);
    const { page, close } = await openAt(desk, place);
    onTestFinished(close);
    await deskIsOpen(page);
    await work(page);
    await close();
    await desk.stop();
  }
  await sealByKeychain(place.folder, code);
  return { place, code };
}

async function start(place: Place): Promise<Desk> {
  const desk = await startAt(place);
  onTestFinished(() => desk.kill().catch(() => undefined));
  return desk;
}

const keysFile = ({ folder }: Place): Promise<string> => readFile(join(folder, "secrets.json"), "utf8");
const codeField = (page: Page): Locator => page.getByRole("textbox", { name: "加入码" });

async function typeCode(page: Page, typed: string): Promise<void> {
  await codeField(page).fill(typed);
  await page.keyboard.press("Enter");
}

const bringHer = async (page: Page): Promise<void> => {
  await checkFile(page, {
    name: "one.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`读者证号,姓名\r\n${HER.card},${HER.name}`),
  });
  await writeChecked(page);
};

/** The desk's own reader, found by the worker, and one more act that the journal confirms. */
async function works(page: Page): Promise<void> {
  await deskIsOpen(page);
  expect(await liveRows(page, "reader", { card: HER.card })).toHaveLength(1);
  await scanBox(page).fill("wangfang");
  await page.getByRole("listbox", { name: "找到的读者" }).getByRole("option", { name: HER.name }).waitFor();
  await page.keyboard.press("Escape");
  await logConfirmed(page, 1);
}

test(
  "asks for the library code in the language of the browser, and keeps everything as it was after a wrong one",
  async () => {
    const { place } = await keysAway();
    const before = await keysFile(place);
    const desk = await start(place);
    expect(desk.output()).toContain(`The keys in ${place.folder} are sealed by a keychain that is not available here.`);
    for (const locale of WALKED) {
      const words = await wordsOf(locale);
      const word = (id: string): string => words[id] ?? "";
      const { page, close } = await openAnywhere(desk, { locale, colorScheme: locale === "zh-TW" ? "dark" : "light" });
      onTestFinished(close);
      expect(await page.getByRole("alert").textContent()).toBe(word("boot.keys-away-owner"));
      const field = page.getByRole("textbox", { name: word("boot.unlock-code") });
      await field.fill("3e5k");
      await page.keyboard.press("Enter");
      await page.getByText(word("boot.unlock-malformed")).waitFor();
      await field.fill(WRONG);
      await page.keyboard.press("Enter");
      await page.getByText(word("boot.unlock-wrong")).waitFor();
      await page.screenshot({ path: `test-results/screens/${locale}-keys-away.png` });
      await bringAxe(page);
      expect([
        ...(await axeFaults(page, "all")),
        ...(await layoutFaults(page)),
        ...(await wordFaults(page, words)),
      ]).toEqual([]);
      await close();
    }
    expect(await keysFile(place)).toBe(before);
    expect(await desk.stop()).toBe(0);
  },
  SEVERAL_BROWSERS_MS,
);

test(
  "a host that is killed while it opens the keys leaves them as they were, for the next start",
  async () => {
    const { place, code } = await keysAway();
    const before = await keysFile(place);
    const desk = await start(place);
    const { page, close } = await openAnywhere(desk);
    onTestFinished(close);
    await codeField(page).waitFor();
    const asked = new Promise<void>((resolve) => {
      page.on("websocket", (socket) =>
        socket.on("framesent", ({ payload }) => String(payload).includes("device.unlock") && resolve()),
      );
    });
    await page.reload();
    await typeCode(page, code);
    await asked;
    await desk.kill();
    expect(await keysFile(place)).toBe(before);
    await page.getByText("这个页面背后的程序没有应答").waitFor();
    const again = await start(place);
    await page.goto(again.address);
    await page.reload();
    await typeCode(page, code);
    await deskIsOpen(page);
  },
  SEVERAL_BROWSERS_MS,
);

test(
  "opens by the code without a new start, leads a second start and a second tab there, and asks no more",
  async () => {
    const { place, code } = await keysAway(bringHer);
    const desk = await start(place);
    const { page, context, close } = await openAt(desk, place);
    onTestFinished(close);
    await codeField(page).waitFor();
    const second = startProcess(
      ["--browser", "--no-open", "--port", String(await freePort()), "--data", place.folder],
      undefined,
      {},
      BUILT,
    );
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain("Reader Desk is already running with this data folder.");
    const tab = await context.newPage();
    await tab.goto(desk.address);
    await codeField(tab).waitFor();
    await typeCode(page, code);
    await works(page);
    expect(JSON.parse(await keysFile(place)).sealed).toBe("owner");
    await tab.getByRole("alert").filter({ hasText: "读者台已在另一个窗口打开" }).waitFor();
    await tab.close();
    await works(page);
    await close();
    expect(await desk.stop()).toBe(0);
    const again = await openAt(await start(place), place);
    onTestFinished(again.close);
    await works(again.page);
  },
  SEVERAL_BROWSERS_MS,
);
