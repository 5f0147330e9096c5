/**
 * The lists of the library system while no desk is open: taken over in a hidden window on the desk's own profile, as a
 * night's timer asks; what asks is left for a person; and what is killed in the middle loses nothing.
 */
import { existsSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { rename, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { freePort, type StartedProcess, startProcess } from "../support/launch.ts";
import { browserIn } from "../support/own-window.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { liveRows, rowsOf } from "./desk-page.ts";
import { foundIn } from "./founded.ts";
import { checkFile, writeChecked } from "./import-page.ts";
import { openedDesk, startWithWindow } from "./own-window.ts";
import { openAnywhere, startAt } from "./place.ts";

const SCRIPT = fileURLToPath(new URL("../../build/scripts/refresh.ts", import.meta.url));
const LISTS = "从业务系统更新";
/** A file has to stand still for ten seconds, on a busy machine. */
const WITHIN = { timeout: 90_000 };

interface ListedPlace {
  readonly folder: string;
  readonly port: number;
  readonly lists: string;
}

const readers = (count: number): string =>
  [
    "读者证号,姓名,手机,单位",
    ...Array.from({ length: count }, (_, no) => `R${100_000 + no},读者${no},${13_800_000_000 + no},第一中学`),
  ].join("\r\n");

/** As an export does it, in one go. */
async function put({ folder, lists }: ListedPlace, count: number, seconds: number): Promise<void> {
  const part = join(folder, "export.part");
  await writeFile(part, readers(count));
  await utimes(part, seconds, seconds);
  await rename(part, join(lists, "读者.csv"));
}

/** A desk whose window has been open: its list of readers has been settled by a person, and named. */
async function settledPlace(): Promise<ListedPlace> {
  const [folder, lists] = [await temporaryFolder(), await temporaryFolder()];
  const place = { folder, lists, port: await freePort() };
  await foundIn(folder);
  await put(place, 20, 1_700_000_000);
  const desk = await startWithWindow(place);
  const { page, letGo } = await openedDesk(desk);
  await checkFile(page, join(lists, "读者.csv"));
  expect(await writeChecked(page)).toBe(20);
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").fill(LISTS);
  await page.locator(".palette [role=option]").first().click();
  await page.getByRole("button", { name: "指定… 读者" }).click();
  await page.getByRole("textbox", { name: "文件或文件夹的位置" }).fill(lists);
  await page.keyboard.press("Enter");
  await page.getByRole("cell", { name: lists }).waitFor();
  await letGo();
  expect(await desk.stop()).toBe(0);
  return place;
}

async function asked({ folder, port }: ListedPlace): Promise<StartedProcess> {
  const env = await browserIn(await temporaryFolder());
  return startProcess(["--data", folder, "--port", String(port)], process.cwd(), env, SCRIPT, ["--import", "tsx"]);
}

/** As Chromium names it in its profile. */
function browserOf({ folder }: ListedPlace): number | null {
  try {
    const holder = readlinkSync(join(folder, "browser-profile", "SingletonLock"));
    return Number(holder.slice(hostname().length + 1));
  } catch {
    return null;
  }
}

const isRunning = (pid: number | null): boolean => {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const journalBytes = ({ folder }: ListedPlace): number =>
  readdirSync(join(folder, "journal"), { recursive: true, encoding: "utf8" })
    .map((name) => statSync(join(folder, "journal", name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);

const cards = async (page: Page): Promise<readonly unknown[]> =>
  (await liveRows(page, "reader")).map(({ card }) => card);

test("a list is taken while nobody looks on, and one that shrank asks the next person who opens the desk", {
  timeout: 400_000,
}, async () => {
  const place = await settledPlace();
  await put(place, 23, 1_700_000_100);
  const first = await asked(place);
  expect([await first.ended, first.output()]).toEqual([0, expect.stringMatching(/^readers: taken over\n$/m)]);
  expect(existsSync(join(place.folder, "running.json"))).toBe(false);
  expect(isRunning(browserOf(place))).toBe(false);
  expect(existsSync(join(place.folder, "refresh-asked"))).toBe(false);

  const again = await asked(place);
  expect([await again.ended, again.output()]).toEqual([0, expect.stringMatching(/^readers: nothing new\n$/m)]);

  await put(place, 10, 1_700_000_200);
  const shrank = await asked(place);
  expect(await shrank.ended).toBe(3);
  expect(shrank.output()).toContain("readers: somebody has to look at it first");

  const desk = await startWithWindow(place);
  const { page, letGo } = await openedDesk(desk);
  await page.getByText("读者没有更新：文件有疑问，要先核对").first().waitFor(WITHIN);
  expect(await cards(page)).toHaveLength(23);
  const reports = (await rowsOf(page, "setting")).filter(({ id }) => String(id).startsWith("import-batch-"));
  expect(reports.map(({ value }) => (value as { staff?: unknown }).staff).toSorted()).toContain("refresh");

  // the open window is asked, and nobody comes beside it
  await put(place, 24, 1_700_000_300);
  const beside = await asked(place);
  expect([await beside.ended, beside.output()]).toEqual([
    0,
    "The open desk has taken it up. What comes of it is said in its window.\n",
  ]);
  await expect.poll(async () => (await cards(page)).length, WITHIN).toBe(24);
  await letGo();
  await desk.stop();
});

test("a desk that has left no window of its own here is not opened beside: what is asked waits for it", async () => {
  const [folder, lists] = [await temporaryFolder(), await temporaryFolder()];
  const place = { folder, lists, port: await freePort() };
  await foundIn(folder);
  await writeFile(join(folder, "settings.json"), JSON.stringify({ refreshPaths: { readers: lists } }));
  const run = await asked(place);
  expect([await run.ended, run.output()]).toEqual([
    1,
    "This desk has no browser window of its own here. It is done as soon as the desk's window is open.\n",
  ]);
  expect([existsSync(join(folder, "refresh-asked")), existsSync(join(folder, "browser-profile"))]).toEqual([
    true,
    false,
  ]);
});

test("killed while it writes, it has lost nothing that the journal had, and the next window does the rest", {
  timeout: 400_000,
}, async () => {
  const place = await settledPlace();
  await put(place, 12_000, 1_700_000_100);
  const before = journalBytes(place);
  const run = await asked(place);
  while (journalBytes(place) < before + 300_000) await Promise.race([wait(20), run.ended.then(() => Promise.reject())]);
  const browser = browserOf(place);
  run.child.kill("SIGKILL");
  await run.ended;
  // its browser ends with it
  await expect.poll(() => isRunning(browser), WITHIN).toBe(false);
  const written = journalBytes(place);
  expect(written).toBeGreaterThan(before);
  expect(existsSync(join(place.folder, "refresh-asked"))).toBe(true);

  // what the disk holds alone: in a browser that has never seen it
  const desk = await startAt({ ...place, profile: join(place.folder, "browser-profile") });
  const anywhere = await openAnywhere(desk);
  await anywhere.page.locator(".scan input").waitFor();
  const held = await cards(anywhere.page);
  expect(held.length).toBeGreaterThan(20);
  expect(journalBytes(place)).toBeGreaterThanOrEqual(written);
  await expect
    .poll(async () => (await cards(anywhere.page)).length, { timeout: 240_000, interval: 1_000 })
    .toBe(12_000);
  const all = await cards(anywhere.page);
  expect(new Set(all).size).toBe(12_000);
  expect(held.filter((card) => !all.includes(card))).toEqual([]);
  await anywhere.close();
  await desk.stop();
});
