/**
 * What the desk has confirmed is there afterwards: host and browser killed −9, IndexedDB emptied or replaced by an
 * older copy, a second window, a silent host, a full disk. It takes long, as none of its tests leaves a desk that
 * another could use, and one waits until a page gives up its host.
 */
import { cp, rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import type { OpenedPage } from "../support/launch.ts";
import { proofScale, proofTest } from "../support/proof-scale.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { comeBack, countLive, deskIsOpen, lastEntry, liveRows, logConfirmed } from "./desk-page.ts";
import { startFounded } from "./founded.ts";
import { journaled } from "./host-call.ts";
import { newPlace, openAnywhere, openAt, startAt } from "./place.ts";
import { axeFaults, bringAxe, layoutFaults } from "./screens-page.ts";
import { mountSmallDisk } from "./small-disk.ts";

const HOST_KILLS = proofScale(1, 20);
const BROWSER_KILLS = proofScale(1, 5);
/** Longer than a page waits for a silent host before it says that nothing is safe. */
const HOST_AWAY_S = proofScale(13, 30);
/** Founding a library is the first entry. */
const FOUNDING = 1;

describe("what was confirmed", () => {
  test(`is in the journal when the host was killed in the middle of commands, ${HOST_KILLS} times`, async () => {
    const place = await newPlace();
    const random = createRandom(7);
    let desk = await startFounded(place);
    onTestFinished(() => desk.kill());
    let opened = await openAnywhere(desk);
    onTestFinished(() => opened.close());
    await deskIsOpen(opened.page);
    const confirmed = watchConfirmed(opened);
    for (let round = 0; round < HOST_KILLS; round++) {
      const killed = wait(random() * 250).then(() => desk.kill());
      await pressUntil(opened.page, killed);
      const promised = confirmed();
      desk = await startAt(place);
      // asked before a page comes that could write it anew
      expect(await journaled(desk)).toBeGreaterThanOrEqual(promised);
      await opened.page.goto(desk.address);
      await deskIsOpen(opened.page);
    }
    const logged = await countLogged(opened.page);
    expect(logged).toBeGreaterThanOrEqual(HOST_KILLS);
    expect(logged).toBe((await lastEntry(opened.page)) - FOUNDING);
    await opened.close();
    // and the journal alone can bring it all back
    opened = await openAnywhere(desk);
    await comeBack(opened.page);
    await expect.poll(() => countLogged(opened.page)).toBe(logged);
  });

  test(`is there when the browser was killed in the middle of commands, ${BROWSER_KILLS} times`, async () => {
    const place = await newPlace();
    const random = createRandom(11);
    const desk = await startFounded(place);
    onTestFinished(() => desk.kill());
    let opened = await openAt(desk, place);
    await deskIsOpen(opened.page);
    let promised = FOUNDING;
    for (let round = 0; round < BROWSER_KILLS; round++) {
      const confirmed = watchConfirmed(opened);
      const pid = await browserPid(opened.context);
      // however slow the machine: in the middle of commands means that one has been confirmed
      const killed = until(() => confirmed() > 0)
        .then(() => wait(random() * 300))
        .then(() => process.kill(pid, "SIGKILL"));
      await pressUntil(opened.page, killed);
      promised = Math.max(promised, confirmed());
      await opened.close().catch(() => undefined);
      expect(await journaled(desk)).toBeGreaterThanOrEqual(promised);
      opened = await openAt(desk, place);
      await comeBack(opened.page);
      expect(await countLogged(opened.page)).toBe((await journaled(desk)) - FOUNDING);
    }
    expect(promised).toBeGreaterThan(BROWSER_KILLS);
    await opened.close();
  });

  test("comes back when IndexedDB is emptied, and when it is replaced by yesterday's copy", async () => {
    const place = await newPlace();
    const desk = await startFounded(place);
    onTestFinished(() => desk.kill());
    const atDesk = async (work: (opened: OpenedPage) => Promise<void>, found = comeBack): Promise<void> => {
      const opened = await openAt(desk, place);
      await found(opened.page);
      await work(opened);
      await opened.close();
    };
    await atDesk(async ({ page }) => {
      for (const digit of [1, 2, 3]) await logConfirmed(page, digit);
    }, deskIsOpen);
    const yesterday = await temporaryFolder();
    await cp(place.profile, yesterday, { recursive: true });
    await atDesk(async ({ page }) => {
      for (const digit of [4, 5, 6]) await logConfirmed(page, digit);
    });

    await rm(place.profile, { recursive: true, force: true, maxRetries: 5 });
    await atDesk(async ({ page }) => {
      expect(await countLogged(page)).toBe(6);
    });

    await rm(place.profile, { recursive: true, force: true, maxRetries: 5 });
    await cp(yesterday, place.profile, { recursive: true });
    await atDesk(async ({ page }) => {
      expect(await countLogged(page)).toBe(6);
      await logConfirmed(page, 2);
      expect(await countLogged(page)).toBe(7);
      expect(await journaled(desk)).toBe(7 + FOUNDING);
    });
  });
});

describe("a second window", () => {
  test("is told that the desk is open, takes over when asked, and the first one stops", async () => {
    const place = await newPlace();
    const desk = await startFounded(place);
    onTestFinished(() => desk.kill());
    const first = await openAnywhere(desk);
    onTestFinished(first.close);
    await deskIsOpen(first.page);
    await logConfirmed(first.page, 1);
    const second = await openAnywhere(desk);
    onTestFinished(second.close);
    await second.page.getByRole("alert").filter({ hasText: "读者台已在另一个窗口打开" }).waitFor();
    await second.page.getByRole("button", { name: "改用这个窗口" }).click();
    await deskIsOpen(second.page);
    await first.page.getByRole("alert").filter({ hasText: "读者台已在另一个窗口打开" }).waitFor();
    await logConfirmed(second.page, 2);
    expect(await countLogged(second.page)).toBe(2);
  });

  proofTest(
    "that waits opens by itself when the first is closed, and not while the first is only opened again",
    async () => {
      const place = await newPlace();
      const desk = await startFounded(place);
      onTestFinished(() => desk.kill());
      const first = await openAnywhere(desk);
      onTestFinished(first.close);
      await deskIsOpen(first.page);
      const second = await openAnywhere(desk);
      onTestFinished(second.close);
      const waits = second.page.getByRole("alert").filter({ hasText: "这里会自动打开" });
      await waits.waitFor();
      for (let turn = 0; turn < 3; turn += 1) {
        await first.page.reload();
        await deskIsOpen(first.page);
      }
      expect(await waits.isVisible()).toBe(true);
      await first.close();
      await deskIsOpen(second.page);
    },
  );
});

describe("a host that is away", () => {
  test(`for ${HOST_AWAY_S} s costs nothing: it is said, and what was logged is saved afterwards`, async () => {
    const place = await newPlace();
    const desk = await startFounded(place);
    onTestFinished(() => desk.kill());
    const { page, close } = await openAnywhere(desk);
    onTestFinished(close);
    await deskIsOpen(page);
    process.kill(desk.pid, "SIGSTOP");
    const away = wait(HOST_AWAY_S * 1000);
    await page.keyboard.press("Alt+Digit2");
    const pale = page.locator(".toast[data-tone=saving]");
    await pale.waitFor();
    // what is not in the journal is not said to be recorded, and there is nothing yet to take back
    expect((await pale.textContent())?.trim()).toBe("正在保存");
    await bringAxe(page);
    expect([...(await axeFaults(page, "colours")), ...(await layoutFaults(page))]).toEqual([]);
    await page.getByText("尚未保存妥当").first().waitFor();
    // forms stop accepting: nothing more is written, and that is said too
    await page.keyboard.press("Alt+Digit3");
    await page.getByText("未能保存").first().waitFor();
    await away;
    process.kill(desk.pid, "SIGCONT");
    await expect.poll(() => journaled(desk), { timeout: 30_000 }).toBe(FOUNDING + 1);
    await expect.poll(() => tryLog(page, 4), { timeout: 30_000, interval: 500 }).toBe(true);
    expect((await liveRows(page, "interaction")).map(({ purpose }) => purpose).sort()).toEqual(["card", "reference"]);
  });
});

describe("a full disk", () => {
  test("is said in a sentence, nothing is lost, and saving goes on when there is room", async () => {
    const disk = await mountSmallDisk();
    const place = await newPlace(disk?.folder);
    let desk = await startFounded(place, ["--min-free", "0"]);
    onTestFinished(() => desk.kill());
    const { page, close } = await openAnywhere(desk);
    onTestFinished(close);
    await deskIsOpen(page);
    await logConfirmed(page, 1);
    if (disk === null) {
      // no disk can be filled here: one that counts as full from the start is the nearest
      await desk.stop();
      desk = await startAt(place, ["--min-free", "1000000"]);
      await page.goto(desk.address);
      await deskIsOpen(page);
    } else await disk.fill();
    // the last block of a file may still take a few
    for (let n = 0; n < 60 && !(await page.getByText("磁盘快满了").first().isVisible()); n++)
      await page.keyboard.press("Alt+Digit2", { delay: 50 });
    const saved = await journaled(desk);
    const logged = await countLogged(page);
    // one waits for room, or two where the next key was quicker than the sentence
    expect(logged).toBeGreaterThan(saved - FOUNDING);
    if (disk === null) {
      await desk.stop();
      desk = await startAt(place);
      await page.goto(desk.address);
      await deskIsOpen(page);
    } else await disk.makeRoom();
    await expect.poll(() => journaled(desk), { timeout: 30_000 }).toBe(FOUNDING + logged);
    await expect.poll(() => tryLog(page, 3), { timeout: 30_000, interval: 500 }).toBe(true);
    expect(await countLogged(page)).toBe(logged + 1);
  });
});

const countLogged = (page: Page): Promise<number> => countLive(page, "interaction");

/** A fixed seed: the moments of the kills are the same in every run, as far as a machine can be. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Watches the journal's answers as the page gets them: what is in them has been, or will be, confirmed. */
function watchConfirmed({ onAnswer }: OpenedPage): () => number {
  let last = 0;
  onAnswer((name, answer) => {
    const { ok, value } = answer as { ok: boolean; value?: { lastSeq?: number } }; // the contract's
    if (name === "journal.append" && ok) last = Math.max(last, value?.lastSeq ?? 0);
  });
  return () => last;
}

async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await wait(20);
}

/** One command after the other, as fast as keys go, until something has happened. */
async function pressUntil(page: Page, happened: Promise<unknown>): Promise<void> {
  let over = false;
  const end = happened.then(() => {
    over = true;
  });
  while (!over) await page.keyboard.press("Alt+Digit1").catch(() => end);
  await end;
}

/** Whether the desk accepts again. What it has accepted is confirmed by then, however slow the machine: it is not pressed twice. */
async function tryLog(page: Page, digit: number): Promise<boolean> {
  return await logConfirmed(page, digit, 5_000).then(
    () => true,
    () => false,
  );
}

async function browserPid(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const info = await session?.send("SystemInfo.getProcessInfo");
  return info?.processInfo.find(({ type }) => type === "browser")?.id ?? 0;
}
